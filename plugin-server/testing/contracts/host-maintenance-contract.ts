import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import { endOf, faultOf } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

const NO_LIMIT = { timeoutSeconds: 0 };

/** What every implementation of HostMaintenance does. */
export function describeHostMaintenance(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: maintenance mode`, () => {
    let subject: VcenterSubject;
    let busyHost: ManagedObjectReference;

    beforeEach(async () => {
      subject = await makeSubject();
      const vm = await subject.connection.inventory.readVm(subject.vm);
      busyHost = vm?.host ?? subject.partnerHost;
    });
    afterEach(() => subject.close());

    const enter = (host: ManagedObjectReference): Promise<ManagedObjectReference> =>
      subject.connection.hostMaintenance.enter(host, NO_LIMIT);
    const isIn = async (host: ManagedObjectReference): Promise<boolean | undefined> =>
      (await subject.connection.inventory.readHost(host))?.inMaintenanceMode;

    it('puts a host into maintenance mode after DRS has moved its machines', async () => {
      const { tasks, inventory } = subject.connection;

      const end = await endOf(tasks, await enter(busyHost));

      expect(end.state).toBe('success');
      expect(await isIn(busyHost)).toBeTrue();
      expect((await inventory.readVm(subject.vm))?.host).not.toEqual(busyHost);
    });

    it('takes a host out of maintenance mode', async () => {
      const { tasks, hostMaintenance } = subject.connection;
      await endOf(tasks, await enter(busyHost));

      const end = await endOf(tasks, await hostMaintenance.exit(busyHost));

      expect(end.state).toBe('success');
      expect(await isIn(busyHost)).toBeFalse();
    });

    it('refuses to put a host there that is there already', async () => {
      await endOf(subject.connection.tasks, await enter(busyHost));

      expect(await faultOf(subject.connection.tasks, enter(busyHost))).toBe('InvalidState');
    });

    it('refuses to take a host out that is not in it', async () => {
      const { tasks, hostMaintenance } = subject.connection;

      expect(await faultOf(tasks, hostMaintenance.exit(busyHost))).toBe('InvalidState');
    });

    it('does not know a host that is not there', async () => {
      const entered = enter({ type: 'HostSystem', value: 'host-999999' });

      await expectAsync(entered).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });

    it('waits for somebody to move the machines while DRS is off, until it is cancelled', async () => {
      const { tasks } = subject.connection;
      await subject.setDrs(subject.cluster, 'off');
      const task = await enter(busyHost);
      const end = endOf(tasks, task);

      await tasks.cancel(task);

      expect(await end).toEqual({ state: 'error', faultType: 'RequestCanceled' });
      expect(await isIn(busyHost)).toBeFalse();
    });

    it('foresees that DRS can empty a host, and moves nothing', async () => {
      const { hostMaintenance, inventory } = subject.connection;

      const forecasts = await hostMaintenance.forecast(subject.cluster, [busyHost]);

      expect(
        forecasts.map(({ host, canEvacuate, faults }) => ({ host, canEvacuate, faults })),
      ).toEqual([{ host: busyHost, canEvacuate: true, faults: [] }]);
      expect(forecasts[0]?.recommendations).toBeGreaterThan(0);
      expect((await inventory.readVm(subject.vm))?.host).toEqual(busyHost);
    });

    it('foresees for each host by itself, in the order asked', async () => {
      const { hostMaintenance, inventory } = subject.connection;
      const hosts = (await inventory.readCluster(subject.cluster))?.hosts.map(({ ref }) => ref);

      const forecasts = await hostMaintenance.forecast(subject.cluster, hosts ?? []);

      expect(forecasts.map(({ host }) => host)).toEqual(hosts ?? []);
      expect(forecasts.every(({ canEvacuate }) => canEvacuate)).toBeTrue();
    });

    it('foresees why a host cannot be emptied: there is no other that could take its machines', async () => {
      const { hostMaintenance, inventory } = subject.connection;
      const hosts = (await inventory.readCluster(subject.cluster))?.hosts ?? [];
      const others = hosts.filter(({ ref }) => ref.value !== busyHost.value);
      for (const { ref } of others) await subject.disconnectHost(ref);

      const [forecast] = await hostMaintenance.forecast(subject.cluster, [busyHost]);

      expect(forecast?.canEvacuate).toBeFalse();
      expect(forecast?.faults.length).toBeGreaterThan(0);
    });
  });
}
