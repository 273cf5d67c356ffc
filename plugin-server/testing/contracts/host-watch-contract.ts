import { filter, firstValueFrom, lastValueFrom } from 'rxjs';
import { UNKNOWN_CLUSTER } from './vcenter-subject.ts';
import type { MakeSubject, VcenterSubject } from './vcenter-subject.ts';

/** What every implementation of HostWatch does. */
export function describeHostWatch(name: string, makeSubject: MakeSubject): void {
  describe(`${name}: watching hosts`, () => {
    let subject: VcenterSubject;

    beforeEach(async () => {
      subject = await makeSubject();
    });
    afterEach(() => subject.close());

    it('shows the cluster as it is at once', async () => {
      const { inventory, hostWatch } = subject.connection;

      const seen = await firstValueFrom(hostWatch.watch(subject.cluster));

      expect(seen).toEqual((await inventory.readCluster(subject.cluster)) ?? seen);
    });

    it('shows when every host has got the filter', async () => {
      const { hostWatch, ioFilters } = subject.connection;
      const { name: filterName, url, trust } = subject.bundle;
      const complete = firstValueFrom(
        hostWatch
          .watch(subject.cluster)
          .pipe(
            filter(({ hosts }) =>
              hosts.every((host) => host.filters?.some((row) => row.name === filterName)),
            ),
          ),
      );

      await ioFilters.install(subject.cluster, url, trust);

      expect((await complete).ref).toEqual(subject.cluster);
    });

    it('shows when a host goes away and when it comes back', async () => {
      const { hostWatch } = subject.connection;
      const [host] = (await firstValueFrom(hostWatch.watch(subject.cluster))).hosts;
      const id = host?.ref ?? subject.partnerHost;
      const inState = (state: string): Promise<unknown> =>
        firstValueFrom(
          hostWatch
            .watch(subject.cluster)
            .pipe(
              filter(({ hosts }) =>
                hosts.some((row) => row.ref.value === id.value && row.connectionState === state),
              ),
            ),
        );
      const away = inState('disconnected');
      await subject.disconnectHost(id);
      await away;
      const back = inState('connected');

      await subject.reconnectHost(id);

      await expectAsync(back).toBeResolved();
    });

    it('tells when the cluster to watch is not there', async () => {
      const watched = lastValueFrom(subject.connection.hostWatch.watch(UNKNOWN_CLUSTER));

      await expectAsync(watched).toBeRejectedWith(
        jasmine.objectContaining({ type: 'ManagedObjectNotFound' }),
      );
    });
  });
}
