import { filterBuild } from '../../bundles/filter-release.ts';
import { buildBundle } from '../../bundles/offline-bundle.ts';
import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { compareVibVersions } from '../filters/vib-version.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { BundleServer } from '../testing/bundle-server.ts';
import { bundleServer } from '../testing/bundle-server.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { ioFilterManager } from './io-filter-manager.ts';

const privileges = ['System.Read', 'Host.Config.Patch', 'Host.Config.Maintenance'];
const OLD = 'RTR_rtrfilter_1.1.0';
const NEW = 'RTR_rtrfilter_1.2.0';

describe('IoFilterManager on a cluster that has the filter', () => {
  let bed: ContentBed;
  let server: BundleServer;

  beforeEach(async () => {
    server = await bundleServer({
      '/new.zip': await buildBundle(filterBuild('vaio7', '1.2.0')),
      '/old.zip': await buildBundle(filterBuild('vaio7', '1.0.0')),
    });
    bed = contentBed(demoScenario());
  });

  afterEach(async () => {
    bed.close();
    await server.close();

    expect(bed.bugs).toEqual([]);
  });

  const cluster = (name: string): Ref => bed.named('ClusterComputeResource', name).ref;
  const run = (method: string, args: Record<string, unknown>, granted = privileges): unknown =>
    bed.call(bed.as(...granted), ioFilterManager, method, args);
  const upgrade = (file: string, compRes = cluster('Legacy')): unknown => {
    const vibUrl = server.url + file;
    return run('UpgradeIoFilter_Task', { filterId: OLD, compRes, vibUrl });
  };
  const info = (compRes: Ref): DataObject[] =>
    run('QueryIoFilterInfo', { compRes }) as DataObject[];
  const disks = (compRes: Ref, filterId: string): DataObject[] =>
    run('QueryDisksUsingFilter', { compRes, filterId }) as DataObject[];
  const versionsOn = (name: string): string[] =>
    bed.content.world
      .hosts()
      .filter((host) => host.computeResource.value === cluster(name).value)
      .map((host) => host.filters.find((filter) => filter.name === 'rtrfilter')?.version ?? 'none');
  const isFault = (type: string) => (fault: VimFault) => fault.type === type;

  describe('upgrading', () => {
    it('puts the new version on every host and keeps it on the disks', async () => {
      const before = disks(cluster('Legacy'), OLD);
      const task = await bed.finished(upgrade('/new.zip'));

      expect(task['state']).toBe('success');
      expect(info(cluster('Legacy'))).toEqual([
        jasmine.objectContaining({ id: NEW, opType: 'upgrade' }),
      ]);
      expect(versionsOn('Legacy')).toEqual(Array(2).fill('1.2.0-1OEM.700.1.0.15843807'));
      expect(disks(cluster('Legacy'), NEW)).toEqual(jasmine.arrayWithExactContents(before));
      expect(bed.eventIds()).toContain('com.vmware.vc.iofilter.FilterUpgradeSuccessEvent');
    });

    it('removes the old filter before the new one comes, in maintenance mode and with the machines moved away', async () => {
      const [first] = bed.content.world
        .hosts()
        .filter((host) => host.computeResource.value === cluster('Legacy').value);
      const steps: string[] = [];
      bed.vcenter.registry.onChange(({ object, paths }) => {
        if (object.ref.value !== first?.ref.value) return;
        if (paths.includes('runtime.inMaintenanceMode')) {
          steps.push(
            `maintenance ${String((object.properties['runtime'] as DataObject)['inMaintenanceMode'])}`,
          );
        }
        if (paths.includes('config.ioFilterInfo')) steps.push(versionsOn('Legacy')[0] ?? '');
      });
      await bed.finished(upgrade('/new.zip'));

      expect(steps).toEqual([
        'maintenance true',
        'none',
        '1.2.0-1OEM.700.1.0.15843807',
        'maintenance false',
      ]);
      expect(bed.eventIds()).toContain('DrsVmMigratedEvent');
    });

    it('refuses a bundle that is not newer', async () => {
      const task = await bed.finished(upgrade('/old.zip'));

      expect((task['error'] as { fault: DataObject }).fault.$type).toBe('InvalidArgument');
      expect(info(cluster('Legacy'))[0]?.['id']).toBe(OLD);
    });

    it('needs the maintenance privilege too', () => {
      const args = { filterId: OLD, compRes: cluster('Legacy'), vibUrl: server.url };
      const attempt = () => run('UpgradeIoFilter_Task', args, ['Host.Config.Patch']);

      expect(attempt).toThrowMatching(
        (fault: VimFault) => fault.members['privilegeId'] === 'Host.Config.Maintenance',
      );
    });

    it('keeps what it did when a host fails, and resolving goes on from there', async () => {
      const [host] = bed.vcenter.registry.get(cluster('Legacy')).properties['host'] as Ref[];
      const fault = { type: 'HostConfigFault', message: 'The boot bank is full.' };
      bed.content.hosts.addHostIssue({
        host: host?.value ?? '',
        operation: 'upgrade',
        fault,
        times: 1,
      });
      const failed = await bed.finished(upgrade('/new.zip'));

      expect(failed['state']).toBe('error');
      expect(versionsOn('Legacy')[0]).toMatch(/^1\.1\.0/);

      const args = { filterId: NEW, cluster: cluster('Legacy') };
      const resolved = await bed.finished(run('ResolveInstallationErrorsOnCluster_Task', args));

      expect(resolved['state']).toBe('success');
      expect(versionsOn('Legacy')).toEqual(Array(2).fill('1.2.0-1OEM.700.1.0.15843807'));
    });

    it('reports a host that cannot be evacuated by the machines on it', async () => {
      const compRes = cluster('Legacy');
      const path = 'configuration.drsConfig.defaultVmBehavior';
      bed.vcenter.registry.update(compRes, { [path]: 'manual' });
      const task = await bed.finished(upgrade('/new.zip'));
      const issues = run('QueryIoFilterIssues', { compRes, filterId: NEW });

      expect(task['state']).toBe('error');
      expect(JSON.stringify(issues)).toMatch(/cannot enter maintenance mode.*legacy-web-01/);
    });
  });

  describe('uninstalling', () => {
    it('is refused while disks use the filter, naming them', () => {
      const args = { filterId: NEW, compRes: cluster('Finance') };

      expect(() => run('UninstallIoFilter_Task', args)).toThrowMatching(
        (fault: VimFault) =>
          fault.type === 'FilterInUse' && (fault.members['disk'] as DataObject[]).length > 3,
      );
    });

    it('is refused while DRS is off, like an upgrade', () => {
      const compRes = cluster('Finance');
      bed.vcenter.registry.update(compRes, { 'configuration.drsConfig.enabled': false });
      const args = { filterId: NEW, compRes, vibUrl: server.url };

      expect(() => run('UninstallIoFilter_Task', args)).toThrowMatching(isFault('InvalidState'));
      expect(() => run('UpgradeIoFilter_Task', args)).toThrowMatching(isFault('InvalidState'));
    });

    it('takes the filter off every host and forgets it', async () => {
      const compRes = cluster('Finance');
      for (const vm of bed.vcenter.registry.ofType('VirtualMachine')) {
        bed.vcenter.registry.update(vm.ref, { 'config.hardware.device': [] });
      }
      const task = await bed.finished(run('UninstallIoFilter_Task', { filterId: NEW, compRes }));

      expect(task['state']).toBe('success');
      expect(info(compRes)).toEqual([]);
      expect(versionsOn('Finance')).toEqual(['none', 'none', 'none']);
      expect(bed.eventIds()).toContain('com.vmware.vc.iofilter.FilterUninstallationSuccessEvent');
    });
  });

  describe('resolving', () => {
    it('installs on the one host that failed when asked for that host', async () => {
      const compRes = cluster('Branch');
      const vibUrl = `${server.url}/new.zip`;
      await bed.finished(run('InstallIoFilter_Task', { vibUrl, compRes }));
      const host = bed.named('HostSystem', 'esx-branch-03.example.com').ref;
      const resolve = () =>
        bed.finished(run('ResolveInstallationErrorsOnHost_Task', { filterId: NEW, host }));

      expect((await resolve())['state']).toBe('error');

      bed.vcenter.registry.update(host, { 'runtime.connectionState': 'connected' });

      expect((await resolve())['state']).toBe('success');
      expect(versionsOn('Branch')).not.toContain('none');
    });

    it('answers NotFound for a filter that the cluster does not have', () => {
      const args = { filterId: NEW, cluster: cluster('Production') };

      expect(() => run('ResolveInstallationErrorsOnCluster_Task', args)).toThrowMatching(
        isFault('NotFound'),
      );
    });
  });
});

describe('VIB versions', () => {
  it('compare by the product version first and as numbers', () => {
    const ordered = [
      '1.1.0-1OEM.700.1',
      '1.1.0-1OEM.800.1',
      '1.2.0',
      '1.2.0-1',
      '1.10.0-1OEM.700.1',
    ];

    expect([...ordered].reverse().sort(compareVibVersions)).toEqual(ordered);
    expect(compareVibVersions('1.2.0-1OEM.700.1', '1.2.0-1OEM.700.1')).toBe(0);
  });
});
