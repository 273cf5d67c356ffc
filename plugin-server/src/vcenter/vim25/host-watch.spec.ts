import { firstValueFrom, ReplaySubject, Subject, takeUntil } from 'rxjs';
import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { ClusterFacts } from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { VcenterConnection } from '../../ports/vcenter.ts';

describe('VimHostWatch', () => {
  let bed: SimulatedVcenter;
  let connection: VcenterConnection;
  let cluster: ManagedObjectReference;
  let seen: ReplaySubject<ClusterFacts>;
  let stop: Subject<void>;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    connection = await bed.connect();
    cluster = bed.named('ClusterComputeResource', 'Finance');
    seen = new ReplaySubject();
    stop = new Subject();
    connection.hostWatch.watch(cluster).pipe(takeUntil(stop)).subscribe(seen);
  });

  afterEach(async () => {
    stop.next();
    await bed.close();
  });

  function until(fits: (facts: ClusterFacts) => boolean): Promise<ClusterFacts> {
    return new Promise((resolve, reject) => {
      seen.subscribe({ next: (facts) => fits(facts) && resolve(facts), error: reject });
    });
  }

  it('emits first what a read would tell', async () => {
    const read = await connection.inventory.readCluster(cluster);

    expect(await firstValueFrom(seen)).toEqual(read as ClusterFacts);
  });

  it('emits again when a host is disconnected and when it comes back', async () => {
    const host = bed.named('HostSystem', 'esx-fin-02.example.com');
    await until(() => true);

    bed.vcenter.control.disconnectHost(host.value);
    const away = await until(({ hosts }) =>
      hosts.some(({ connectionState }) => connectionState === 'disconnected'),
    );
    bed.vcenter.control.reconnectHost(host.value);
    const last = await until(
      (facts) =>
        facts !== away && facts.hosts.every((each) => each.filters !== null) && before(away),
    );

    expect(away.hosts.find(({ ref }) => ref.value === host.value)?.filters).toBeNull();
    expect(last.hosts.every(({ connectionState }) => connectionState === 'connected')).toBeTrue();

    function before(facts: ClusterFacts): boolean {
      return emitted().indexOf(facts) < emitted().length - 1;
    }
  });

  function emitted(): ClusterFacts[] {
    const all: ClusterFacts[] = [];
    seen.subscribe((facts) => all.push(facts)).unsubscribe();
    return all;
  }

  it('emits again when a host enters maintenance mode', async () => {
    const host = bed.named('HostSystem', 'esx-fin-01.example.com');
    await until(() => true);

    bed.vcenter.vcenter.registry.update(host, { 'runtime.inMaintenanceMode': true });

    const facts = await until(({ hosts }) => hosts.some((each) => each.inMaintenanceMode));
    expect(facts.hosts.find((each) => each.inMaintenanceMode)?.ref).toEqual(host);
  });

  it('emits again when a host joins the cluster', async () => {
    await until(() => true);

    bed.vcenter.control.addHost(cluster.value, { name: 'esx-fin-99.example.com' });

    const facts = await until(({ hosts }) => hosts.length === 4);
    expect(facts.hosts.map(({ name }) => name)).toContain('esx-fin-99.example.com');
  });

  it('reads the whole state again after its session was lost', async () => {
    const host = bed.named('HostSystem', 'esx-fin-01.example.com');
    await until(() => true);

    bed.vcenter.control.expireSessions();
    bed.vcenter.vcenter.registry.update(host, { 'runtime.inMaintenanceMode': true });

    const facts = await until(({ hosts }) => hosts.some((each) => each.inMaintenanceMode));
    expect(facts.hosts.length).toBe(3);
  });

  it('shares one waiting call with everything else that is watched', async () => {
    const other = bed.named('ClusterComputeResource', 'Staging');
    await until(() => true);

    const facts = await firstValueFrom(connection.hostWatch.watch(other));

    expect(facts.name).toBe('Staging');
    expect(bed.vcenter.control.calls('CreatePropertyCollector').length).toBe(1);
  });

  it('ends with ManagedObjectNotFound for a cluster that is not there', async () => {
    const lost = { type: 'ClusterComputeResource', value: 'domain-c999999' };

    const error: unknown = await firstValueFrom(connection.hostWatch.watch(lost)).catch(
      (reason: unknown) => reason,
    );

    expect(error).toBeInstanceOf(VimFault);
    expect((error as VimFault).type).toBe('ManagedObjectNotFound');
  });
});
