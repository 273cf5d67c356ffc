import { UNKNOWN_CLUSTER } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

/** What every implementation of Inventory does. */
export function describeInventory(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: inventory`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    it('reads every cluster with its own hosts in one go', async () => {
      const { clusters } = await subject.connection.inventory.read();

      const cluster = clusters.find(({ ref }) => ref.value === subject.cluster.value);
      expect(cluster?.hosts.length).toBeGreaterThan(1);
      expect(cluster?.hosts.map((host) => host.parent)).toEqual(
        cluster?.hosts.map(() => subject.cluster),
      );
    });

    it('reads one cluster as it reads all of them', async () => {
      const { inventory } = subject.connection;
      const { clusters } = await inventory.read();

      const alone = await inventory.readCluster(subject.cluster);

      expect(alone).toEqual(
        clusters.find(({ ref }) => ref.value === subject.cluster.value) ?? null,
      );
    });

    it('keeps standalone hosts apart from clusters', async () => {
      const { standaloneHosts, clusters } = await subject.connection.inventory.read();

      const ids = clusters.flatMap(({ hosts }) => hosts.map((host) => host.ref.value));
      expect(standaloneHosts.map((host) => host.ref)).toContain(subject.standaloneHost);
      expect(ids).not.toContain(subject.standaloneHost.value);
    });

    it('answers null for a cluster that is not there', async () => {
      expect(await subject.connection.inventory.readCluster(UNKNOWN_CLUSTER)).toBeNull();
    });

    it('answers null for a host that is not there', async () => {
      const unknown = { type: 'HostSystem', value: 'host-999999' };

      expect(await subject.connection.inventory.readHost(unknown)).toBeNull();
    });

    it('answers null for a virtual machine that is not there', async () => {
      const unknown = { type: 'VirtualMachine', value: 'vm-999999' };

      expect(await subject.connection.inventory.readVm(unknown)).toBeNull();
    });

    it('reads the parent of a standalone host', async () => {
      const host = await subject.connection.inventory.readHost(subject.standaloneHost);

      expect(host?.parent).toEqual(subject.standaloneResource);
    });

    it('does not guess which filters a disconnected host carries', async () => {
      const host = await subject.connection.inventory.readHost(subject.disconnectedHost);

      expect(host?.connectionState).toBe('disconnected');
      expect(host?.filters).toBeNull();
    });

    it('reads the host of a virtual machine', async () => {
      const vm = await subject.connection.inventory.readVm(subject.vm);

      expect(vm?.ref).toEqual(subject.vm);
      expect(vm?.host?.type).toBe('HostSystem');
    });

    it('reads many virtual machines at once, in the order asked, without those that are not there', async () => {
      const unknown = { type: 'VirtualMachine', value: 'vm-999999' };
      const { disk } = subject.protected;

      const states = await subject.connection.inventory.readVms([disk.vm, unknown, subject.vm]);

      expect(states.map(({ ref }) => ref)).toEqual([disk.vm, subject.vm]);
      expect(states.map((vm) => [vm.hasSnapshot, vm.connectionState, vm.template])).toEqual([
        [false, 'connected', false],
        [false, 'connected', false],
      ]);
      expect(states[1]).toEqual(
        jasmine.objectContaining({ ...(await subject.connection.inventory.readVm(subject.vm)) }),
      );
    });

    it('reads the acceptance level of each host, unknown for one that cannot be asked', async () => {
      const { inventory } = subject.connection;
      const hosts = await Promise.all(
        [subject.partnerHost, subject.disconnectedHost].map((ref) => inventory.readHost(ref)),
      );

      const levels = await inventory.acceptanceLevels(hosts.filter((host) => host !== null));

      expect([...levels]).toEqual(
        jasmine.arrayWithExactContents([
          [subject.partnerHost.value, 'partner'],
          [subject.disconnectedHost.value, 'unknown'],
        ]),
      );
    });
  });
}
