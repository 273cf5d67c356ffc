import type { Subscription } from 'rxjs';
import type { Activity, ClusterActivity } from '../domain/activity.ts';
import { isFinished } from '../domain/activity-transitions.ts';
import { counted } from '../domain/counted.ts';
import type { PlanRequest } from '../domain/plan.ts';
import type { PlannedPolicy } from '../domain/vm-change.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { AuditLog, AuditRecord } from '../ports/audit-log.ts';
import type { Log } from '../ports/log.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import { oneLine } from './audit-trail.ts';
import type { AuditIntent, AuditOutcome } from './audit-trail.ts';

/** How many activities of each vCenter are gone through again at the start. */
const LOOK_BACK = 50;

/**
 * Records how the clusters of activities end. An end is recorded right after the store has it; what a crash in between swallowed is
 * made good at the next start, and nothing is recorded twice.
 */
export class ActivityAudit {
  readonly #audit: AuditLog;
  readonly #log: Log;
  readonly #recorded = new Set<string>();
  #following: Subscription | null = null;

  constructor(audit: AuditLog, log: Log) {
    this.#audit = audit;
    this.#log = log;
  }

  /** Goes on until `stop`. */
  start(
    vcGuids: readonly string[],
    parts: {
      readonly store: Pick<ActivityStore, 'list'>;
      readonly runner: Pick<ActivityRunner, 'changes'>;
    },
  ): void {
    for (const vcGuid of vcGuids)
      for (const activity of [...parts.store.list({ vcGuid, limit: LOOK_BACK })].reverse()) {
        this.#audit.appendOnce(startKey(activity), startRecord(activity));
        this.#recordEnds(activity);
      }
    this.#following = parts.runner.changes.subscribe((activity) => this.#follow(activity));
  }

  stop(): void {
    this.#following?.unsubscribe();
  }

  #follow(activity: Activity): void {
    try {
      this.#recordEnds(activity);
    } catch (error) {
      // Expected: a full disk. The runner goes on, and the next start records it.
      this.#log.error({ err: error, activityId: activity.id }, 'an end could not be audited');
    }
  }

  #recordEnds(activity: Activity): void {
    for (const cluster of activity.clusters) {
      if (!isFinished(cluster.state) || cluster.state === 'skipped') continue;
      const key = `activity.end ${activity.id} ${cluster.clusterId}`;
      if (this.#recorded.has(key)) continue;
      this.#audit.appendOnce(key, endRecord(activity, cluster));
      this.#recorded.add(key);
    }
    if (activity.finishedAt === null) return;
    // Nothing more will come of it.
    for (const { clusterId } of activity.clusters)
      this.#recorded.delete(`activity.end ${activity.id} ${clusterId}`);
  }
}

/** More than so many machines are counted, not named. */
const MACHINES_NAMED = 20;

/** Who asks for an activity on what, as far as the request names it. */
export function startIntent(
  user: AuthenticatedUser,
  { clusters, policies }: PlanRequest,
): AuditIntent {
  const machines = policies?.virtualMachines.map(({ vmId }) => vmId) ?? [];
  const parts = [
    ...clusters.map(({ clusterId }) => clusterId),
    ...machines.slice(0, MACHINES_NAMED),
    ...(machines.length > MACHINES_NAMED
      ? [`${machines.length - MACHINES_NAMED} more virtual machines`]
      : []),
    ...(policies?.restore === undefined ? [] : [`restore ${policies.restore.activityId}`]),
    ...(policies?.reapplyProfileId === undefined ? [] : [`policy ${policies.reapplyProfileId}`]),
  ];
  return { user, action: 'activity.start', target: parts.join(', ') };
}

/** What the audit log says of an activity that was accepted. */
export function startOutcome(
  activity: Activity,
  policies: readonly PlannedPolicy[] = [],
): AuditOutcome {
  const targets = policies
    .map(({ name, disks }) => ` ${name}: ${counted(disks, 'disk')}.`)
    .join('');
  return {
    detail: `Activity ${activity.id}: ${activity.clusters.map(doneWith).join(', ')}.${targets}`,
    account: activity.serviceAccount,
    target: activity.clusters.map(nameOf).join(', '),
    eventKey: startKey(activity),
  };
}

/** `install on Production`, `policies of 12 virtual machines of Production`, or both. */
function doneWith({ action, clusterName, policies }: ClusterActivity): string {
  if (policies === null) return `${action} on ${clusterName}`;
  const changes = `policies of ${counted(policies.total, 'virtual machine')} of ${clusterName}`;
  return action === 'skip' ? changes : `${action} on ${clusterName}, ${changes}`;
}

function startKey({ id }: Activity): string {
  return `activity.start ${id}`;
}

function startRecord(activity: Activity): AuditRecord {
  const { detail, account, target = '' } = startOutcome(activity);
  return {
    who: activity.initiatedBy,
    action: 'activity.start',
    vcGuid: activity.vcGuid,
    target,
    account,
    outcome: 'accepted',
    detail: oneLine(detail),
  };
}

function endRecord(activity: Activity, cluster: ClusterActivity): AuditRecord {
  const { action, state, filterName, filterVersion, problem, policies } = cluster;
  const how = state === 'cancelled' ? 'was cancelled' : state;
  const filter = action === 'skip' ? null : `${action} of ${filterName} ${filterVersion}`;
  const machines =
    policies === null
      ? null
      : `policies of virtual machines (${policies.succeeded} of ${policies.total} changed)`;
  const what = [filter, machines].filter((part) => part !== null).join(', ');
  const why = problem === null ? '' : ` ${problem.title}: ${problem.detail}`;
  return {
    who: activity.initiatedBy,
    action: 'activity.end',
    vcGuid: activity.vcGuid,
    target: nameOf(cluster),
    account: activity.serviceAccount,
    outcome: state === 'succeeded' ? 'succeeded' : 'failed',
    detail: oneLine(`Activity ${activity.id}: ${what} ${how}.${why}`),
  };
}

function nameOf({ clusterName, clusterId }: ClusterActivity): string {
  return `${clusterName} (${clusterId})`;
}
