import { crashEverywhere, vcenterForgets, vcenterIdle } from '../../testing/crash.ts';
import type { CrashResult } from '../../testing/crash.ts';
import { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import {
  aBundle,
  aCluster,
  aClusterFilter,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import { ownTaskType } from './operation.ts';

const OWN_TASK_TYPE = ownTaskType('setup', 'install');

const OPERATIONS = [
  'InstallIoFilter_Task',
  'UpgradeIoFilter_Task',
  'UninstallIoFilter_Task',
  'ReconfigVM_Task',
  'ResolveInstallationErrorsOnCluster_Task',
];

function freshCluster(): FakeVcenter {
  return new FakeVcenter({
    clusters: [aCluster(1, [aHost(1), aHost(2)])],
    bundles: [aBundle()],
  });
}

function clusterWithFailingHost(): FakeVcenter {
  const vcenter = freshCluster();
  // Of the faults that no other try can help.
  vcenter.world.hostFaults.set('host-2', { type: 'VibInvalidFormat', message: 'Bad VIB.' });
  return vcenter;
}

function outdatedCluster(): FakeVcenter {
  const filters = [aHostFilter({ version: '1.1.0' })];
  const hosts = [aHost(1, { filters }), aHost(2, { filters })];
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
  const filter = aClusterFilter({ version: '1.1.0' });
  vcenter.world.putRecord(aCluster(1, []).ref, { filter, issues: [] });
  return vcenter;
}

function clusterWithIssue(): FakeVcenter {
  const hosts = [aHost(1, { filters: [aHostFilter()] }), aHost(2)];
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
  const filter = aClusterFilter({ vibUrl: vcenter.urlOf(aBundle()) });
  const issue = { host: aHost(2).ref, faultType: 'PlatformConfigFault', message: 'No space.' };
  vcenter.world.putRecord(aCluster(1, []).ref, { filter, issues: [issue] });
  return vcenter;
}

function clusterInUse(): FakeVcenter {
  const filters = [aHostFilter()];
  const hosts = [aHost(1, { filters }), aHost(2, { filters })];
  const vcenter = new FakeVcenter({ clusters: [aCluster(1, hosts)], bundles: [aBundle()] });
  const { world } = vcenter;
  world.putRecord(aCluster(1, []).ref, { filter: aClusterFilter(), issues: [] });
  world.policies.set('profile-1', { name: 'Replicated', filterNames: ['samplefilter'] });
  const vm = { type: 'VirtualMachine', value: 'vm-1' };
  const host = { type: 'HostSystem', value: 'host-1' };
  world.vms.set('vm-1', { ref: vm, name: 'db-1', host, powerState: 'poweredOn', template: false });
  world.disks.push({ vm, diskKey: 2000, profileId: 'profile-1', filterNames: ['samplefilter'] });
  return vcenter;
}

/** What was asked of vCenter that changes a cluster. */
function operationsAsked({ vcenter }: CrashResult): readonly string[] {
  return vcenter.wire.calls.filter((call) => OPERATIONS.includes(call));
}

/** Each way a run came out, once. */
function outcomes(results: readonly CrashResult[]): readonly string[] {
  const seen = results.map((result) => {
    const hosts = result.activity.clusters[0]?.hosts.map(({ state }) => state) ?? [];
    return [...operationsAsked(result), result.activity.state, ...hosts].join(' ');
  });
  return [...new Set(seen)];
}

describe('a server that is killed at any moment of an activity', () => {
  it('asks for one installation and ends it after the restart', async () => {
    const results = await crashEverywhere({ makeVcenter: freshCluster, clusterId: 'domain-c1' });

    expect(results.length).toBeGreaterThan(30);
    expect(outcomes(results)).toEqual(['InstallIoFilter_Task succeeded installed installed']);
  });

  it('asks for one installation when vCenter ended it while the server was away', async () => {
    const results = await crashEverywhere({
      makeVcenter: freshCluster,
      clusterId: 'domain-c1',
      meanwhile: vcenterIdle,
    });

    expect(outcomes(results)).toEqual(['InstallIoFilter_Task succeeded installed installed']);
  });

  it('asks for one installation when vCenter has forgotten the task by then', async () => {
    const results = await crashEverywhere({
      makeVcenter: freshCluster,
      clusterId: 'domain-c1',
      meanwhile: vcenterForgets,
    });

    expect(outcomes(results)).toEqual(['InstallIoFilter_Task succeeded installed installed']);
  });

  it('reports the host that failed, after one installation', async () => {
    const results = await crashEverywhere({
      makeVcenter: clusterWithFailingHost,
      clusterId: 'domain-c1',
    });

    expect(outcomes(results)).toEqual(['InstallIoFilter_Task failed installed failed']);
  });

  it('reports the host that failed when vCenter has forgotten the task by then', async () => {
    const results = await crashEverywhere({
      makeVcenter: clusterWithFailingHost,
      clusterId: 'domain-c1',
      meanwhile: vcenterForgets,
    });

    expect(outcomes(results)).toEqual(['InstallIoFilter_Task failed installed failed']);
  });

  it('asks for one upgrade', async () => {
    const results = await crashEverywhere({
      makeVcenter: outdatedCluster,
      clusterId: 'domain-c1',
    });

    expect(outcomes(results)).toEqual(['UpgradeIoFilter_Task succeeded installed installed']);
  });

  it('asks once to resolve what an earlier installation left', async () => {
    const results = await crashEverywhere({
      makeVcenter: clusterWithIssue,
      clusterId: 'domain-c1',
    });

    expect(outcomes(results)).toEqual([
      'ResolveInstallationErrorsOnCluster_Task succeeded installed installed',
    ]);
  });

  for (const [when, meanwhile] of [
    ['', undefined],
    [' when vCenter ended it while the server was away', vcenterIdle],
    [' when vCenter has forgotten its tasks by then', vcenterForgets],
  ] as const)
    it(`detaches each machine once and asks for one removal${when}`, async () => {
      const results = await crashEverywhere({
        makeVcenter: clusterInUse,
        clusterId: 'domain-c1',
        desired: 'absent',
        ...(meanwhile !== undefined && { meanwhile }),
      });

      expect(results.length).toBeGreaterThan(40);
      expect(outcomes(results)).toEqual([
        'ReconfigVM_Task UninstallIoFilter_Task succeeded removed removed',
      ]);
    });

  it('leaves one ended task of its own in Recent Tasks', async () => {
    const results = await crashEverywhere({ makeVcenter: freshCluster, clusterId: 'domain-c1' });

    const ownTasks = results.map(({ vcenter, moment }) => ({
      moment,
      states: vcenter.world.tasks
        .filter((task) => task.descriptionId === OWN_TASK_TYPE)
        .map((task) => task.state),
    }));
    expect(ownTasks.filter(({ states }) => states.join() !== 'success')).toEqual([]);
  });
});
