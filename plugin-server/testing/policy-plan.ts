import type { Bundle } from '../src/domain/bundle.ts';
import type { ManagedObjectReference } from '../src/domain/managed-object-reference.ts';
import { newActivity } from '../src/domain/new-activity.ts';
import { newVmWork } from '../src/domain/new-vm-work.ts';
import type { Activity } from '../src/domain/activity.ts';
import type { ClusterPlan, Plan } from '../src/domain/plan.ts';
import type { DiskChange, PolicyTarget, VmChange } from '../src/domain/vm-change.ts';
import type { ActivityStore } from '../src/ports/activity-store.ts';
import type { VmChangeStore } from '../src/ports/vm-change-store.ts';
import { FAKE_SERVICE_ACCOUNT, FAKE_VC_GUID, FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { aBundle, aCluster, aClusterFilter, aHost, aHostFilter } from './inventory-builders.ts';
import { addVms } from './vm-world.ts';

/** Name of the activity that `plannedChange` makes. */
export const POLICY_ACTIVITY = 'b0f7c0c8-4f0d-4b53-9a55-0d5b4f0f8a11';

const SAMPLE_FILTER = 'samplefilter';

/** Clusters of one host each that carry the filter, with some machines on each host in turn. */
export function vcenterWithMachines(
  machines: number,
  options: { readonly clusters?: number; readonly disksEach?: number } = {},
): FakeVcenter {
  const { clusters = 1, disksEach = 1 } = options;
  const numbers = Array.from({ length: clusters }, (_, index) => index + 1);
  const vcenter = new FakeVcenter({
    clusters: numbers.map((number) =>
      aCluster(number, [aHost(number, { filters: [aHostFilter()] })]),
    ),
    bundles: [aBundle()],
  });
  for (const { ref } of vcenter.world.inventory.clusters)
    vcenter.world.putRecord(ref, { filter: aClusterFilter(), issues: [] });
  addVms(vcenter.world, { count: machines, disksEach });
  return vcenter;
}

/** What a plan shall do with the machines of every cluster. */
export interface WishedChange {
  readonly action?: VmChange['action'];
  /** The filter's own policy when left out. */
  readonly to?: PolicyTarget;
  /** Installs the filter first, from this bundle. */
  readonly install?: Bundle;
}

/** A plan that changes all disks of all machines of the world, without a look at who may or can. */
export function planForAll({ world }: FakeVcenter, wished: WishedChange = {}): Plan {
  return {
    vcGuid: FAKE_VC_GUID,
    clusters: world.inventory.clusters.map((cluster): ClusterPlan => {
      const hosts = cluster.hosts.map(({ ref }) => ref.value);
      const vms = [...world.vms.values()].filter(({ host }) => hosts.includes(host?.value ?? ''));
      return {
        cluster: cluster.ref,
        clusterName: cluster.name,
        action: wished.install === undefined ? 'skip' : 'install',
        state: {
          kind: wished.install === undefined ? 'installed' : 'notInstalled',
          filterName: SAMPLE_FILTER,
          version: '1.2.0',
          latestVersion: '1.2.0',
          installedHosts: cluster.hosts.length,
          totalHosts: cluster.hosts.length,
        },
        bundle: wished.install ?? null,
        filterId: wished.install === undefined ? aClusterFilter().id : null,
        hosts: cluster.hosts.map(({ ref, name }) => ({ ref, name })),
        findings: [],
        jobs: [],
        virtualMachines: [],
        policyChanges: vms.map(({ ref, name }) => ({
          vm: ref,
          name,
          clusterId: cluster.ref.value,
          action: wished.action ?? 'assign',
          disks: disksOf(world, ref, wished.to ?? { kind: 'filter' }),
          reasons: [],
        })),
      };
    }),
    policies: [],
    hash: '0'.repeat(64),
  };
}

function disksOf(
  world: FakeVcenter['world'],
  vm: ManagedObjectReference,
  to: PolicyTarget,
): readonly DiskChange[] {
  return world.disks
    .filter((disk) => disk.vm.value === vm.value)
    .map(({ diskKey, profileId }) => ({
      diskKey,
      label: `Hard disk ${diskKey - 1999}`,
      from: profileId === null ? null : { profileId, name: null },
      to,
      toName: 'Replication',
    }));
}

/** Stores the plan as a queued activity with its machines, as the user's click does. */
export function plannedChange(
  plan: Plan,
  stores: { readonly store: ActivityStore; readonly vmChanges: VmChangeStore },
): Activity {
  const activity = newActivity({
    id: POLICY_ACTIVITY,
    plan,
    initiatedBy: 'VSPHERE.LOCAL\\anna',
    serviceAccount: FAKE_SERVICE_ACCOUNT,
    createdAt: '2025-03-01T10:00:00.000Z',
  });
  stores.vmChanges.save(newVmWork(activity.id, plan));
  stores.store.save(activity);
  return activity;
}
