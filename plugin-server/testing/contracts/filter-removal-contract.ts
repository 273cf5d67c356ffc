import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { endOf, faultOf, UNKNOWN_CLUSTER } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

/** What every implementation of IoFilters does when a filter goes, is looked for on disks, or is resolved on one host. */
export function describeFilterRemoval(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: removing and resolving I/O filters`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const ourId = async (cluster: ManagedObjectReference): Promise<string> => {
      const listed = await subject.connection.ioFilters.installedOn(cluster);
      return listed.find((filter) => filter.name === subject.bundle.name)?.id ?? '';
    };
    const install = async (cluster: ManagedObjectReference): Promise<string> => {
      const { ioFilters, tasks } = subject.connection;
      const { url, trust } = subject.bundle;
      await endOf(tasks, await ioFilters.install(cluster, url, trust));
      return ourId(cluster);
    };
    const uninstall = (id: string, cluster: ManagedObjectReference): Promise<string | null> => {
      const { ioFilters, tasks } = subject.connection;
      return faultOf(tasks, ioFilters.uninstall(id, cluster));
    };

    it('takes the filter off every host and forgets it', async () => {
      const id = await install(subject.cluster);

      const fault = await uninstall(id, subject.cluster);

      const facts = await subject.connection.inventory.readCluster(subject.cluster);
      const names = facts?.hosts.flatMap(({ filters }) => (filters ?? []).map((f) => f.name));
      expect(fault).toBeNull();
      expect(await ourId(subject.cluster)).toBe('');
      expect(names).not.toContain(subject.bundle.name);
    });

    it('refuses to remove while DRS is off', async () => {
      const id = await install(subject.cluster);
      await subject.setDrs(subject.cluster, 'off');

      expect(await uninstall(id, subject.cluster)).toBe('InvalidState');
    });

    it('refuses to remove a filter that is not there', async () => {
      expect(await uninstall('NO_such_filter', subject.cluster)).toBe('NotFound');
    });

    it('refuses to remove a filter that disks use, and names the disks', async () => {
      const { ioFilters } = subject.connection;
      const { cluster, disk } = subject.protected;

      const removed = ioFilters.uninstall(await ourId(cluster), cluster);

      const inUse = jasmine.objectContaining({ vm: disk.vm, diskId: disk.diskKey });
      await expectAsync(removed).toBeRejectedWith(
        jasmine.objectContaining({
          type: 'FilterInUse',
          members: jasmine.objectContaining({ disk: jasmine.arrayContaining([inUse]) }),
        }),
      );
    });

    it('tells which disks have the filter', async () => {
      const { cluster, disk } = subject.protected;

      const disks = await subject.connection.ioFilters.disksUsing(await ourId(cluster), cluster);

      expect(disks).toContain(disk);
    });

    it('knows no disks when none has the filter', async () => {
      const id = await install(subject.cluster);

      expect(await subject.connection.ioFilters.disksUsing(id, subject.cluster)).toEqual([]);
    });

    it('knows no disks of a filter or a cluster that is not there', async () => {
      const { ioFilters } = subject.connection;

      await expectAsync(ioFilters.disksUsing('NO_such_filter', subject.cluster)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'NotFound' }),
      );
      await expectAsync(ioFilters.disksUsing('any', UNKNOWN_CLUSTER)).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });

    it('finishes on one host what could not be done there before', async () => {
      const { ioFilters, inventory, tasks } = subject.connection;
      const [host] = (await inventory.readCluster(subject.cluster))?.hosts ?? [];
      if (!host) throw new Error('The cluster has hosts.');
      await subject.disconnectHost(host.ref);
      const id = await install(subject.cluster);
      await subject.reconnectHost(host.ref);

      const end = await endOf(tasks, await ioFilters.resolveOnHost(id, host.ref));

      const after = await inventory.readHost(host.ref);
      expect(end.state).toBe('success');
      expect(after?.filters?.map((filter) => filter.name)).toContain(subject.bundle.name);
      expect(await ioFilters.issuesOf(id, subject.cluster)).toEqual([]);
    });

    it('has nothing to resolve on a host whose cluster does not have the filter', async () => {
      const { ioFilters, tasks } = subject.connection;
      const resolved = ioFilters.resolveOnHost('NO_such_filter', subject.partnerHost);

      expect(await faultOf(tasks, resolved)).toBe('NotFound');
    });
  });
}
