import { endOf, faultOf, UNKNOWN_CLUSTER } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

/** What every implementation of IoFilters does. */
export function describeIoFilters(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: I/O filters`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    const install = (cluster = subject.cluster): Promise<{ type: string; value: string }> =>
      subject.connection.ioFilters.install(cluster, subject.bundle.url, subject.bundle.trust);

    it('lists no filter of ours on a fresh cluster', async () => {
      const listed = await subject.connection.ioFilters.installedOn(subject.cluster);

      expect(listed.map((filter) => filter.name)).not.toContain(subject.bundle.name);
    });

    it('lists the filter with name, vendor, version and operation once it is installed', async () => {
      const { tasks, ioFilters } = subject.connection;
      const end = await endOf(tasks, await install());

      const listed = await ioFilters.installedOn(subject.cluster);

      expect(end.state).toBe('success');
      expect(listed).toContain(
        jasmine.objectContaining({
          name: subject.bundle.name,
          vendor: subject.bundle.vendor,
          version: subject.bundle.vibVersion,
          operation: 'install',
        }),
      );
    });

    it('shows the filter on every host once it is installed', async () => {
      await endOf(subject.connection.tasks, await install());

      const facts = await subject.connection.inventory.readCluster(subject.cluster);

      const available = facts?.hosts.map((host) =>
        host.filters?.some((filter) => filter.name === subject.bundle.name && filter.available),
      );
      expect(new Set(available)).toEqual(new Set([true]));
    });

    it('refuses to install the same filter a second time', async () => {
      const { tasks } = subject.connection;
      await endOf(tasks, await install());

      expect(await faultOf(tasks, install())).toBe('AlreadyExists');
    });

    it('refuses a standalone host', async () => {
      const fault = await faultOf(subject.connection.tasks, install(subject.standaloneResource));

      expect(fault).toBe('InvalidArgument');
    });

    it('fails the task and names the host whose acceptance level is too strict', async () => {
      const { tasks, ioFilters } = subject.connection;
      const end = await endOf(tasks, await install(subject.partnerCluster));

      const listed = await ioFilters.installedOn(subject.partnerCluster);
      const ours = listed.find((filter) => filter.name === subject.bundle.name);
      const issues = await ioFilters.issuesOf(ours?.id ?? '', subject.partnerCluster);

      expect(end.state).toBe('error');
      expect(issues.map((issue) => issue.host)).toEqual([subject.partnerHost]);
      expect(issues[0]?.message).not.toBe('');
    });

    it('knows no issues of a filter that is not there', async () => {
      const asked = subject.connection.ioFilters.issuesOf('NO_such_filter', subject.cluster);

      await expectAsync(asked).toBeRejectedWith(jasmine.objectContaining({ type: 'NotFound' }));
    });

    it('knows no filters of a cluster that is not there', async () => {
      const asked = subject.connection.ioFilters.installedOn(UNKNOWN_CLUSTER);

      await expectAsync(asked).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });
  });
}
