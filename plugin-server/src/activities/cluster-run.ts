import type { Bundle } from '../domain/bundle.ts';
import type { ProblemRecord } from '../domain/activity.ts';
import type { FilterIdentity } from '../domain/filter-identity.ts';
import { ourClusterFilter } from '../domain/filter-identity.ts';
import type { WantedFilter } from '../domain/host-progress.ts';
import type { ClusterFacts, ClusterFilter, HostFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { Failure } from '../domain/retry-policy.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { PolicyMemory } from '../ports/policy-memory.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import type { VmChangeStore } from '../ports/vm-change-store.ts';
import type { Absence } from './absence.ts';
import type { Cancelling } from './cancelling.ts';
import type { ClusterRecord } from './cluster-record.ts';
import type { Foresight } from './foresight.ts';
import type { PolicyIds } from './policy-engine/ensure-policies.ts';
import type { PolicyLane } from './policy-engine/policy-lanes.ts';
import type { VmWorkWriter } from './policy-engine/vm-work-writer.ts';
import type { Waiting } from './reaching-vcenter.ts';
import type { Turn } from './slots.ts';

/** Everything that the steps of one cluster work with. */
export interface ClusterRun extends Waiting {
  readonly cluster: ManagedObjectReference;
  readonly connection: VcenterConnection;
  /** Null for what needs none: removing, and resolving without a plan. */
  readonly bundle: Bundle | null;
  readonly bundles: Pick<BundleCatalog, 'urlOf' | 'offersHttp' | 'certificatePem'>;
  readonly filter: FilterIdentity;
  readonly record: ClusterRecord;
  readonly jobs: Pick<ReplicationJobs, 'list'>;
  readonly policies: PolicyMemory;
  /** The machines of activities. Steps read it and write new rows; rows that are under way go through `vmWriter`. */
  readonly vmChanges: VmChangeStore;
  readonly vmWriter: VmWorkWriter;
  /** What the clusters of this vCenter share when they change policies. */
  readonly lane: PolicyLane;
  /** Name of the filter's own policy, where one has to be made. */
  readonly policyName: string;
  /** The policies that this run has found or made. */
  readonly found: FoundPolicies;
  readonly turn: Turn;
  /** What was seen of the cluster while it waited for its turn. */
  readonly foresight: Foresight;
  /** The newest that this run has seen of the hosts. */
  readonly seen: SeenHosts;
  /** Whether an earlier process has worked on the cluster, so that traces of it may be about. */
  readonly isTakenUp: boolean;
  readonly absence: Absence;
  readonly cancelling: Cancelling;
  /** Aborted when the server stops; nothing is recorded as failed then, a restart goes on. */
  readonly signal: AbortSignal;
}

/** Null before the first look; a run that was interrupted looks again. */
export interface FoundPolicies {
  policies: PolicyIds | null;
}

/** The cluster with its hosts as vCenter's updates showed it last; null before the first one. */
export interface SeenHosts {
  facts: ClusterFacts | null;
}

/** How a step ended. `enough` ends the cluster well, without the steps that are left. */
export type StepOutcome =
  | { readonly kind: 'done' | 'skipped' | 'enough'; readonly detail: string }
  | FailedStep
  | { readonly kind: 'cancelled'; readonly detail: string };

export interface FailedStep {
  readonly kind: 'failed';
  readonly problem: ProblemRecord;
  /** What decides on another try; null where none can help. */
  readonly failure: Failure | null;
  /** Hosts that somebody has to put into maintenance mode before it can go on. */
  readonly hostsInNeed: readonly { readonly id: string; readonly name: string }[];
}

export function done(detail: string): StepOutcome {
  return { kind: 'done', detail };
}

export function skipped(detail: string): StepOutcome {
  return { kind: 'skipped', detail };
}

/** @param failure left out where another try cannot help */
export function failed(problem: ProblemRecord, failure: Failure | null = null): FailedStep {
  return { kind: 'failed', problem, failure, hostsInNeed: [] };
}

/** What the hosts shall have in the end. */
export function wantedBy({ filter, record }: Pick<ClusterRun, 'filter' | 'record'>): WantedFilter {
  const { filterVersion, goal } = record.current;
  return { ...filter, version: filterVersion, goal };
}

/** Our filter among those that vCenter lists for the cluster; by its id once that is known, because ids are only ever handed back. */
export function ourFilterIn(
  run: Pick<ClusterRun, 'filter' | 'record'>,
  listed: readonly ClusterFilter[],
): ClusterFilter | null {
  const { filterId } = run.record.current;
  return listed.find(({ id }) => id === filterId) ?? ourClusterFilter(listed, [run.filter]);
}

/** The hosts that are worked on. */
export function hostsOf(
  { record }: Pick<ClusterRun, 'record'>,
  { hosts }: ClusterFacts,
): readonly HostFacts[] {
  const { targetHostId } = record.current;
  return targetHostId === null ? hosts : hosts.filter(({ ref }) => ref.value === targetHostId);
}

/** What vCenter's task is one on. */
export function entityOf(run: Pick<ClusterRun, 'record' | 'cluster'>): ManagedObjectReference {
  const { targetHostId } = run.record.current;
  return targetHostId === null ? run.cluster : { type: 'HostSystem', value: targetHostId };
}
