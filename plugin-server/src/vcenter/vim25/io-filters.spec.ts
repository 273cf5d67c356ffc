import { lastValueFrom, toArray } from 'rxjs';
import { filterBuild } from '../../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../../e2e/bundles/offline-bundle.ts';
import { bundleServer } from '../../../../e2e/vcenter/testing/bundle-server.ts';
import type { BundleServer } from '../../../../e2e/vcenter/testing/bundle-server.ts';
import { startSimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../testing/simulated-vcenter.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { BundleTrust, VcenterConnection } from '../../ports/vcenter.ts';
import type { SoapCall } from '../soap/send.ts';
import { VimIoFilters } from './io-filters.ts';

const PATH = '/bundle.zip';

describe('VimIoFilters', () => {
  let bed: SimulatedVcenter;
  let bundles: BundleServer;
  let connection: VcenterConnection;
  let trust: BundleTrust;

  beforeEach(async () => {
    bed = await startSimulatedVcenter();
    const bundle = await buildBundle(filterBuild('vaio8', '1.2.0'));
    bundles = await bundleServer({ [PATH]: bundle }, { tls: true });
    trust = { kind: 'pinned', certificatePem: bundles.certificate };
    connection = await bed.connect();
  });

  afterEach(async () => {
    await bundles.close();
    await bed.close();
  });

  function cluster(name: string): ManagedObjectReference {
    return bed.named('ClusterComputeResource', name);
  }

  it('installs a bundle under a pinned certificate and finds the filter afterwards', async () => {
    const { ioFilters, tasks } = connection;
    const production = cluster('Production');
    expect(await ioFilters.installedOn(production)).toEqual([]);

    const task = await ioFilters.install(production, bundles.url + PATH, trust);
    const states = await lastValueFrom(tasks.follow(task).pipe(toArray()));

    expect(states.at(-1)).toEqual(
      jasmine.objectContaining({
        ref: task,
        state: 'success',
        error: null,
        entity: production,
        descriptionId: 'IoFilterManager.installIoFilter',
      }),
    );
    expect(await ioFilters.installedOn(production)).toEqual([
      jasmine.objectContaining({
        name: 'rtrfilter',
        vendor: 'RTR',
        operation: 'install',
        vibUrl: bundles.url + PATH,
      }),
    ]);
  });

  it('tells each host that failed with the type and the text of its fault', async () => {
    const { ioFilters, tasks } = connection;
    const production = cluster('Production');
    const host = bed.named('HostSystem', 'esx-prod-02.example.com');
    const fault = { type: 'InvalidState', message: 'The ramdisk is full' };
    bed.vcenter.control.addHostIssue({ host: host.value, operation: 'install', fault, times: 1 });

    const task = await ioFilters.install(production, bundles.url + PATH, trust);
    const last = await lastValueFrom(tasks.follow(task));
    const [filter] = await ioFilters.installedOn(production);
    const issues = await ioFilters.issuesOf(filter?.id ?? '', production);

    expect(last.state).toBe('error');
    expect(last.error?.message).not.toBe('');
    expect(issues).toEqual([
      { host, faultType: 'InvalidState', message: jasmine.stringContaining('ramdisk') as never },
    ]);
  });

  it('upgrades and resolves by the id that vCenter gave the filter', async () => {
    const calls: SoapCall[] = [];
    const manager = { type: 'IoFilterManager', value: 'IoFilterManager' };
    const task = { type: 'Task', value: 'task-7' };
    const ioFilters = new VimIoFilters((call) => {
      calls.push(call);
      return Promise.resolve(task);
    }, manager);
    const finance = cluster('Finance');
    const filterId = 'RTR_rtrfilter_1.0.0';

    const answers = [
      await ioFilters.upgrade(filterId, finance, 'https://u', { kind: 'trustedRoot' }),
      await ioFilters.resolveOnCluster(filterId, finance),
    ];

    expect(answers).toEqual([task, task]);
    expect(calls.map(({ operation, args }) => [operation, { ...args }])).toEqual([
      [
        'UpgradeIoFilter_Task',
        { filterId, compRes: finance, vibUrl: 'https://u', vibSslTrust: undefined },
      ],
      ['ResolveInstallationErrorsOnCluster_Task', { filterId, cluster: finance }],
    ]);
    expect(calls.every(({ target }) => target === manager)).toBeTrue();
  });

  it('throws the fault of a refused installation with its type and members', async () => {
    const standalone = bed.vcenter.vcenter.registry
      .ofType('ComputeResource')
      .find(({ ref }) => ref.type === 'ComputeResource');
    if (!standalone) throw new Error('The demo has a standalone host.');

    const outcome = await connection.ioFilters
      .install(standalone.ref, bundles.url + PATH, trust)
      .then((task) => lastValueFrom(connection.tasks.follow(task)))
      .then((task) => task.error?.faultType)
      .catch((error: unknown) => (error instanceof VimFault ? error.type : error));

    expect(outcome).toBe('InvalidArgument');
  });

  it('sends no trust to a vCenter below API 8.0.3, which would refuse the member', async () => {
    await bed.close();
    bed = await startSimulatedVcenter({
      apiVersion: '8.0.2.0',
      content: { trustedRoots: [bundles.authority] },
    });
    connection = await bed.connect();

    const task = await connection.ioFilters.install(
      cluster('Production'),
      bundles.url + PATH,
      trust,
    );

    expect((await lastValueFrom(connection.tasks.follow(task))).state).toBe('success');
  });
});
