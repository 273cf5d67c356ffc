import { filterBuild } from '../../bundles/filter-release.ts';
import { buildBundle } from '../../bundles/offline-bundle.ts';
import type { DataObject, Ref } from '../core/managed-object.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { BundleServer } from '../testing/bundle-server.ts';
import { bundleServer } from '../testing/bundle-server.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { ioFilterManager } from './io-filter-manager.ts';

const privileges = ['System.Read', 'Host.Config.Patch', 'Host.Config.Maintenance'];
const ID = 'RTR_rtrfilter_1.2.0';

describe('IoFilterManager with a VIB that demands maintenance mode or a restart', () => {
  let bed: ContentBed;
  let server: BundleServer;

  beforeEach(async () => {
    const build = filterBuild('vaio8', '1.2.0');
    server = await bundleServer({
      '/maintenance.zip': await buildBundle({ ...build, maintenanceMode: true }),
      '/restart.zip': await buildBundle({ ...build, liveInstall: false }),
      '/plain.zip': await buildBundle(build),
    });
    bed = contentBed(demoScenario());
  });

  afterEach(async () => {
    bed.close();
    await server.close();

    expect(bed.bugs).toEqual([]);
  });

  const cluster = (name: string): Ref => bed.named('ClusterComputeResource', name).ref;
  const run = (method: string, args: Record<string, unknown>): unknown =>
    bed.call(bed.as(...privileges), ioFilterManager, method, args);
  const install = (name: string, file: string): Promise<DataObject> =>
    bed.finished(
      run('InstallIoFilter_Task', { compRes: cluster(name), vibUrl: server.url + file }),
    );
  const resolve = (name: string): Promise<DataObject> =>
    bed.finished(
      run('ResolveInstallationErrorsOnCluster_Task', { filterId: ID, cluster: cluster(name) }),
    );
  const hostsOf = (name: string): readonly Ref[] =>
    bed.vcenter.registry.get(cluster(name)).properties['host'] as readonly Ref[];
  const issues = (name: string): string =>
    JSON.stringify(run('QueryIoFilterIssues', { compRes: cluster(name), filterId: ID }));
  const carriers = (name: string): number =>
    hostsOf(name).filter((host) => bed.content.world.host(host).filters.some(({ id }) => id === ID))
      .length;

  it('goes through maintenance mode by itself where DRS is fully automated', async () => {
    const info = await install('Production', '/maintenance.zip');

    expect(info['state']).toBe('success');
    expect(carriers('Production')).toBe(4);
    expect(bed.eventIds().filter((id) => id === 'EnteredMaintenanceModeEvent').length).toBe(4);
  });

  it('fails per host elsewhere, and goes on when an admin has put the hosts into it', async () => {
    const failed = await install('DRS-off', '/maintenance.zip');

    expect(failed['state']).toBe('error');
    expect(issues('DRS-off')).toMatch(/must be in maintenance mode/);

    const [host] = hostsOf('DRS-off');
    for (const vm of bed.vcenter.registry.get(host as Ref).properties['vm'] as Ref[]) {
      bed.content.vms.setVmPower(vm.value, 'poweredOff');
    }
    await bed.finished(
      bed.call(bed.as(...privileges), host as Ref, 'EnterMaintenanceMode_Task', { timeout: 0 }),
    );

    expect((await resolve('DRS-off'))['state']).toBe('error');
    expect(carriers('DRS-off')).toBe(1);
    expect(bed.content.filters.maintenance.isIn(host as Ref)).toBeTrue();
  });

  it('waits for a restart of the host', async () => {
    expect((await install('Production', '/restart.zip'))['state']).toBe('error');
    expect(issues('Production')).toMatch(/must be restarted/);

    const summary = (host: Ref): DataObject =>
      bed.vcenter.registry.get(host).computed?.['summary']?.({}) as DataObject;

    expect(hostsOf('Production').every((host) => summary(host)['rebootRequired'])).toBeTrue();

    for (const { value } of hostsOf('Production')) bed.content.hosts.rebootHost(value);

    expect((await resolve('Production'))['state']).toBe('success');
    expect(hostsOf('Production').some((host) => summary(host)['rebootRequired'])).toBeFalse();
  });

  it('stops between hosts when its task is cancelled, and resolving does the rest', async () => {
    const caller = bed.as(...privileges);
    const args = { compRes: cluster('Production'), vibUrl: `${server.url}/plain.zip` };
    const task = bed.call(caller, ioFilterManager, 'InstallIoFilter_Task', args) as Ref;
    await bed.until(() => carriers('Production') === 1);
    bed.call(caller, task, 'CancelTask');
    const info = await bed.finished(task);

    expect((info['error'] as { fault: DataObject }).fault.$type).toBe('RequestCanceled');
    expect(carriers('Production')).toBeLessThan(4);
    expect((await resolve('Production'))['state']).toBe('success');
    expect(carriers('Production')).toBe(4);
  });

  it('fails while resolving as a control says', async () => {
    const [host] = hostsOf('Production');
    const fault = { type: 'HostConfigFault', message: 'Not yet.' };
    for (const operation of ['install', 'resolve'] as const) {
      const rule = { host: host?.value ?? '', operation, fault, times: 1 };
      bed.content.hosts.addHostIssue(rule);
    }

    expect((await install('Production', '/plain.zip'))['state']).toBe('error');
    expect((await resolve('Production'))['state']).toBe('error');
    expect((await resolve('Production'))['state']).toBe('success');
  });

  it('fails on a host that comes when the URL leads nowhere any more, until it does again', async () => {
    await install('Production', '/plain.zip');
    await server.close();
    const added = bed.content.hosts.addHost(cluster('Production').value, { name: 'late' });
    while (!issues('Production').includes('Cannot access')) await new Promise(setImmediate);

    expect((await resolve('Production'))['state']).toBe('error');
    expect(issues('Production')).toContain(added.value);
    expect(carriers('Production')).toBe(4);
  });

  it('gives a host that moves to another cluster the filters of that one', async () => {
    await install('Production', '/plain.zip');
    const added = bed.content.hosts.addHost(cluster('Production').value, { name: 'mover' });
    const has = (): boolean =>
      bed.content.world.host(added).filters.some(({ name }) => name === 'rtrfilter');
    await bed.until(has);
    bed.content.hosts.moveHost(added.value, cluster('DRS-off').value);

    expect(has()).toBeFalse();
    expect(hostsOf('DRS-off')).toContain(added);

    bed.content.hosts.moveHost(added.value, cluster('Production').value);
    await bed.until(has);

    expect(hostsOf('Production')).toContain(added);
  });
});
