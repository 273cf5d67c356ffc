import { lastValueFrom } from 'rxjs';
import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { bundleServer } from '../../../e2e/vcenter/testing/bundle-server.ts';
import type { BundleServer } from '../../../e2e/vcenter/testing/bundle-server.ts';
import { startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import { FAULT_CATALOGUE } from '../domain/fault-catalogue.ts';
import { plainIssue } from '../domain/host-issue.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { IoFilters, VcenterConnection } from '../ports/vcenter.ts';

/** Types of vim25 that a host's issue may have; the others are the agent manager's, and come in the container for faults of extensions. */
const OF_VIM25 = [
  'InvalidState',
  'HostNotConnected',
  'TaskInProgress',
  'Timedout',
  'NoPermission',
  'PlatformConfigFault',
];
const MEMBERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  TaskInProgress: { task: { type: 'Task', value: 'task-1' } },
  PlatformConfigFault: { text: 'injected' },
};

interface WireFault {
  readonly type: string;
  readonly message: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

/** The fault as the simulation sends it; the container is the simulation's choice. */
function wireFault(type: string): WireFault {
  const message = 'As vCenter put it.';
  if (OF_VIM25.includes(type)) return { type, message, members: MEMBERS[type] ?? {} };
  const faultTypeId = `com.vmware.vim.eam.issue.${type}`;
  return { type: 'ExtendedFault', message, members: { faultTypeId } };
}

describe('the fault catalogue of hosts over the wire', () => {
  let bed: SimulatedVcenter;
  let bundles: BundleServer;
  let connection: VcenterConnection;
  let cluster: ManagedObjectReference;
  let hostId: string;
  let filterId: string;

  const ended = async (asked: Promise<ManagedObjectReference>): Promise<string> =>
    (await lastValueFrom(connection.tasks.follow(await asked))).state;

  const resolved = (ioFilters: IoFilters): Promise<string> =>
    ended(ioFilters.resolveOnCluster(filterId, cluster));

  beforeAll(async () => {
    bed = await startSimulatedVcenter();
    bundles = await bundleServer(
      { '/bundle.zip': await buildBundle(filterBuild('vaio8', '1.2.0')) },
      { tls: true },
    );
    connection = await bed.connect();
    cluster = bed.named('ClusterComputeResource', 'Production');
    const facts = await connection.inventory.readCluster(cluster);
    hostId = facts?.hosts[0]?.ref.value ?? '';
    const { control } = bed.vcenter;
    control.addHostIssue({
      host: hostId,
      operation: 'install',
      fault: wireFault('Timedout'),
      times: 1,
    });
    const trust = { kind: 'pinned', certificatePem: bundles.certificate } as const;
    await ended(connection.ioFilters.install(cluster, `${bundles.url}/bundle.zip`, trust));
    filterId = (await connection.ioFilters.installedOn(cluster))[0]?.id ?? '';
  });
  afterAll(async () => {
    await bundles.close();
    await bed.close();
  });
  afterEach(() => bed.vcenter.control.clearHostIssues());

  for (const row of FAULT_CATALOGUE.filter(({ context }) => context === 'host'))
    for (const type of row.types.slice(0, 1))
      it(`calls ${type} "${row.title}"`, async () => {
        const fault = wireFault(type);
        bed.vcenter.control.addHostIssue({ host: hostId, operation: 'resolve', fault, times: 1 });

        expect(await resolved(connection.ioFilters)).toBe('error');

        const issues = await connection.ioFilters.issuesOf(filterId, cluster);
        expect(issues.map((issue) => plainIssue(issue).code)).toEqual([row.code]);
        expect(issues.map((issue) => plainIssue(issue).rawFault)).toEqual([
          `${type}: As vCenter put it.`,
        ]);
      });
});
