import { filterBuild } from '../../bundles/filter-release.ts';
import { buildBundle } from '../../bundles/offline-bundle.ts';
import type { DataObject, Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { BundleServer } from '../testing/bundle-server.ts';
import { bundleServer } from '../testing/bundle-server.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { ioFilterManager } from './io-filter-manager.ts';

const patch = ['System.View', 'System.Read', 'Host.Config.Patch'];

describe('IoFilterManager', () => {
  let bed: ContentBed;
  let server: BundleServer;
  let vibUrl: string;

  beforeEach(async () => {
    const bundle = await buildBundle(filterBuild('vaio8', '1.2.0'));
    server = await bundleServer({ '/vaio8.zip': bundle, '/broken.zip': bundle.subarray(0, 900) });
    vibUrl = `${server.url}/vaio8.zip`;
    bed = contentBed(demoScenario());
  });

  afterEach(async () => {
    bed.close();
    await server.close();

    expect(bed.bugs).toEqual([]);
  });

  const cluster = (name: string): Ref => bed.named('ClusterComputeResource', name).ref;
  const install = (compRes: Ref, url = vibUrl): unknown =>
    bed.call(bed.as(...patch), ioFilterManager, 'InstallIoFilter_Task', { vibUrl: url, compRes });
  const info = (compRes: Ref): DataObject[] =>
    bed.call(bed.as(), ioFilterManager, 'QueryIoFilterInfo', { compRes }) as DataObject[];
  const issues = (compRes: Ref): DataObject => {
    const filterId = info(compRes)[0]?.['id'];
    const args = { compRes, filterId };
    return bed.call(bed.as(), ioFilterManager, 'QueryIoFilterIssues', args) as DataObject;
  };
  const issueTexts = (compRes: Ref): string[] =>
    (issues(compRes)['hostIssue'] as { issue: { localizedMessage: string }[] }[]).flatMap(
      ({ issue }) => issue.map(({ localizedMessage }) => localizedMessage),
    );
  const filterNames = (host: Ref): string[] => {
    const config = bed.vcenter.registry.get(host).properties['config'] as DataObject;
    return (config['ioFilterInfo'] as { name: string }[]).map(({ name }) => name);
  };
  const hostsOf = (compRes: Ref): Ref[] =>
    bed.vcenter.registry.get(compRes).properties['host'] as Ref[];

  it('downloads the bundle and installs the filter on every host of the cluster', async () => {
    const compRes = cluster('Production');
    const task = await bed.finished(install(compRes));

    expect(task['state']).toBe('success');
    expect(task['progress']).toBe(100);
    expect(task['result']).toEqual(
      jasmine.objectContaining({
        $type: 'ClusterIoFilterInfo',
        id: 'RTR_rtrfilter_1.2.0',
        version: '1.2.0-1OEM.800.1.0.20613240',
        opType: 'install',
        vibUrl,
      }),
    );
    expect(server.requests).toEqual(['/vaio8.zip']);
    for (const host of hostsOf(compRes)) expect(filterNames(host)).toContain('rtrfilter');
    expect(issues(compRes)).toEqual({ opType: 'install', hostIssue: [] });
    expect(bed.eventIds()).toContain('com.vmware.vc.iofilter.FilterInstallationSuccessEvent');
  });

  it('changes one host after the other, visibly', async () => {
    const compRes = cluster('Production');
    const order: string[] = [];
    bed.vcenter.registry.onChange(({ object, paths }) => {
      if (paths.includes('config.ioFilterInfo')) order.push(object.ref.value);
    });
    await bed.finished(install(compRes));

    expect(order).toEqual(hostsOf(compRes).map(({ value }) => value));
  });

  it('refuses a user who lacks Host.Config.Patch and names the first host', () => {
    const compRes = cluster('Production');
    const session = bed.as('System.View', 'System.Read');
    const attempt = () =>
      bed.call(session, ioFilterManager, 'InstallIoFilter_Task', { vibUrl, compRes });

    expect(attempt).toThrowMatching(
      (fault: VimFault) =>
        fault.type === 'NoPermission' &&
        fault.members['privilegeId'] === 'Host.Config.Patch' &&
        (fault.members['object'] as Ref).value === hostsOf(compRes)[0]?.value,
    );
    expect(server.requests).toEqual([]);
  });

  it('refuses a standalone host', () => {
    const compRes = bed.named('ComputeResource', 'esx-lab-01.example.com').ref;

    expect(() => install(compRes)).toThrowMatching(
      (fault: VimFault) =>
        fault.type === 'InvalidArgument' && fault.members['invalidProperty'] === 'compRes',
    );
  });

  it('refuses a second filter of the same name and vendor', async () => {
    const task = await bed.finished(install(cluster('Finance')));
    const error = task['error'] as { fault: DataObject };

    expect(task['state']).toBe('error');
    expect(error.fault.$type).toBe('AlreadyExists');
  });

  it('keeps what it did when one host fails, and says why', async () => {
    const compRes = cluster('Partner level');
    const task = await bed.finished(install(compRes));

    expect(task['state']).toBe('error');
    expect(info(compRes).map((filter) => filter['opType'])).toEqual(['install']);
    expect(issueTexts(compRes)).toEqual([
      'The acceptance level CommunitySupported of the VIB rtrfilter does not comply with the acceptance level PartnerSupported of the host esx-partner-02.example.com.',
    ]);
    const withFilter = hostsOf(compRes).filter((host) => filterNames(host).includes('rtrfilter'));

    expect(withFilter.length).toBe(2);
    expect(bed.eventIds()).toContain('com.vmware.vc.iofilter.FilterInstallationFailedEvent');
  });

  it('reports a host of the wrong version and a host out of reach, each with its reason', async () => {
    await bed.finished(install(cluster('Next')));
    await bed.finished(install(cluster('Branch')));

    expect(issueTexts(cluster('Next'))).toEqual([
      'The VIB rtrfilter 1.2.0-1OEM.800.1.0.20613240 is for ESXi 8.*; the host esx-next-02.example.com runs 9.0.0.',
    ]);
    expect(issueTexts(cluster('Branch'))).toEqual([
      'The host esx-branch-03.example.com is not connected to vCenter.',
    ]);
  });

  it('fails on an image-managed cluster', async () => {
    const task = await bed.finished(install(cluster('Images')));

    expect((task['error'] as DataObject)['localizedMessage']).toMatch(/single image/);
    expect(info(cluster('Images'))).toEqual([]);
  });

  it('fails without a record when the URL cannot be read or is no bundle', async () => {
    const gone = await bed.finished(install(cluster('Production'), `${server.url}/gone.zip`));
    const broken = await bed.finished(install(cluster('Production'), `${server.url}/broken.zip`));

    expect((gone['error'] as DataObject)['localizedMessage']).toMatch(
      /Cannot access.*answered 404/,
    );
    expect((broken['error'] as DataObject)['localizedMessage']).toMatch(/bundle is invalid/);
    expect(info(cluster('Production'))).toEqual([]);
  });

  it('meets the failures that a test asked for, as often as asked', async () => {
    const compRes = cluster('Production');
    const [, second] = hostsOf(compRes);
    const fault = { type: 'HostConfigFault', message: 'The boot bank is full.' };
    const rule = { host: second?.value ?? '', operation: 'install', fault, times: 1 } as const;
    bed.content.hosts.addHostIssue(rule);
    await bed.finished(install(compRes));

    expect(issueTexts(compRes)).toEqual(['The boot bank is full.']);
    expect(bed.content.filters.injected.list()).toEqual([]);
  });

  it('lists the disks that use a filter', () => {
    const compRes = cluster('Finance');
    const args = { compRes, filterId: 'RTR_rtrfilter_1.2.0' };
    const disks = bed.call(bed.as(), ioFilterManager, 'QueryDisksUsingFilter', args);

    expect((disks as DataObject[]).length).toBeGreaterThan(3);
    expect((disks as DataObject[])[0]).toEqual({
      vm: jasmine.objectContaining({ type: 'VirtualMachine' }),
      diskId: 2000,
    });
  });

  it('answers NotFound for a filter that the cluster does not have', () => {
    const args = { compRes: cluster('Production'), filterId: 'RTR_rtrfilter_1.2.0' };
    for (const method of ['QueryIoFilterIssues', 'QueryDisksUsingFilter']) {
      expect(() => bed.call(bed.as(), ioFilterManager, method, args)).toThrowMatching(
        (fault: VimFault) => fault.type === 'NotFound',
      );
    }
  });

  it('gives a host that joins the cluster the filter from the stored URL', async () => {
    const compRes = cluster('Production');
    await bed.finished(install(compRes));
    const host = bed.content.hosts.addHost(compRes.value);
    await bed.until(() => filterNames(host).includes('rtrfilter'));

    expect(server.requests.length).toBe(2);
    expect(hostsOf(compRes)).toContain(host);
    expect(bed.eventIds()).toContain('HostAddedEvent');
  });

  it('installs on a host that comes back and closes its issue', async () => {
    const compRes = cluster('Branch');
    await bed.finished(install(compRes));
    const host = bed.named('HostSystem', 'esx-branch-03.example.com').ref;

    expect(bed.vcenter.registry.get(host).properties['config']).toBeUndefined();

    bed.content.hosts.reconnectHost(host.value);
    await bed.until(() => filterNames(host).includes('rtrfilter'));

    expect(issueTexts(compRes)).toEqual([]);
  });
});
