import { randomUUID } from 'node:crypto';
import type { Activity, ClusterActivity } from '../domain/activity.ts';
import { isFinished } from '../domain/activity-transitions.ts';
import { counted } from '../domain/counted.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { newActivity } from '../domain/new-activity.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { ActivityRunner, QueueView } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { VmChangeStore } from '../ports/vm-change-store.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
import { startOutcome } from './activity-audit.ts';
import type { AuditTrail } from './audit-trail.ts';
import { refuseUnlessMayCancel, refuseUnlessPermitted } from './cancel-rights.ts';
import { repairPlan } from './repair-plan.ts';
import type { ActivityUseCases } from './use-cases.ts';
import { missingFor, notFound } from './visibility.ts';
import type { WorkUseCases } from './work-use-cases.ts';

interface Parts {
  readonly vcenters: Pick<Vcenters, 'connect'>;
  readonly activities: Pick<ActivityUseCases, 'find'>;
  readonly store: ActivityStore;
  readonly vmChanges: Pick<VmChangeStore, 'list'>;
  readonly runner: ActivityRunner;
  readonly bundles: Pick<BundleCatalog, 'list' | 'latest'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly trail: AuditTrail;
}

/** Cancelling, pausing and repairing, authorised with the user's own privileges and put into the audit log. */
export class WorkControl implements WorkUseCases {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  cancel(user: AuthenticatedUser, activityId: string, clusterId?: string): Promise<Activity> {
    const target = clusterId === undefined ? activityId : `${activityId}, ${clusterId}`;
    return this.#parts.trail.record(
      { user, action: 'activity.cancel', target },
      () => this.#cancel(user, activityId, clusterId),
      (activity) => ({ detail: activity.title, account: activity.serviceAccount }),
    );
  }

  async queue(user: AuthenticatedUser): Promise<QueueView> {
    await this.#parts.vcenters.connect(user.vcGuid);
    return this.#parts.runner.queue(user.vcGuid);
  }

  setPaused(user: AuthenticatedUser, paused: boolean): Promise<QueueView> {
    return this.#parts.trail.record(
      { user, action: paused ? 'queue.pause' : 'queue.resume', target: 'queue' },
      () => this.#setPaused(user, paused),
      (queue) => ({
        detail: `${counted(queue.waiting, 'cluster')} ${queue.waiting === 1 ? 'waits' : 'wait'}.`,
        account: user.userName,
      }),
    );
  }

  resolve(user: AuthenticatedUser, clusterId: string, hostId?: string): Promise<Activity> {
    const target = hostId === undefined ? clusterId : `${clusterId}, ${hostId}`;
    const intent = { user, action: 'activity.resolve', target };
    return this.#parts.trail.record(
      intent,
      () => this.#resolve(user, clusterId, hostId),
      startOutcome,
    );
  }

  async #cancel(
    user: AuthenticatedUser,
    activityId: string,
    clusterId?: string,
  ): Promise<Activity> {
    const { activities, runner, vcenters } = this.#parts;
    const { clusters } = await activities.find(user, activityId);
    const chosen = clusters.filter((row) => clusterId === undefined || row.clusterId === clusterId);
    if (chosen.length === 0) throw notFound('cluster', clusterId ?? '');
    const connection = await vcenters.connect(user.vcGuid);
    const open = chosen.filter(({ state }) => !isFinished(state));
    await refuseUnlessMayCancel(connection, user, {
      rows: open,
      machinesOf: (row) => this.#machinesLeft(activityId, row),
    });
    // Read again: clusters may have ended while vCenter was asked.
    const now = this.#parts.store.find(activityId)?.clusters ?? [];
    const ids = new Set(chosen.map((row) => row.clusterId));
    for (const row of now)
      if (ids.has(row.clusterId) && !isFinished(row.state))
        runner.cancel(activityId, row.clusterId);
    return activities.find(user, activityId);
  }

  #machinesLeft(
    activityId: string,
    { clusterId, policies }: ClusterActivity,
  ): readonly ManagedObjectReference[] {
    if (policies === null) return [];
    const states = ['pending', 'running'] as const;
    const query = { activityId, clusterId, states, offset: 0, limit: policies.total };
    return this.#parts.vmChanges.list(query).rows.map(({ vm }) => vm);
  }

  async #setPaused(user: AuthenticatedUser, paused: boolean): Promise<QueueView> {
    const { runner, vcenters } = this.#parts;
    const { privileges, rootFolder } = await vcenters.connect(user.vcGuid);
    const missing = await missingFor(privileges, user, [rootFolder], ['Host.Config.Patch']);
    if (missing.length > 0)
      throw new Problem(
        'notPermitted',
        `You need ${PRIVILEGE_NAMES['Host.Config.Patch']} on the whole vCenter.`,
      );
    runner.setPaused(user.vcGuid, paused);
    return runner.queue(user.vcGuid);
  }

  async #resolve(user: AuthenticatedUser, clusterId: string, hostId?: string): Promise<Activity> {
    const { vcenters, runner, store, clock, bundles } = this.#parts;
    const connection = await vcenters.connect(user.vcGuid);
    const plan = await repairPlan({ connection, bundles }, user, clusterId, hostId);
    const [row] = plan.clusters;
    if (row === undefined) throw notFound('cluster', clusterId);
    const objects = row.hosts.map(({ ref }) => ref);
    const asked = { action: 'resolve', clusterId, clusterName: row.clusterName } as const;
    await refuseUnlessPermitted(connection, user, [{ row: asked, objects }]);
    // No await from here on: two requests for one cluster must not both get through.
    const busy = runner.busyActivity(user.vcGuid, clusterId);
    if (busy !== null)
      throw new Problem('clusterBusy', `Another activity works on ${row.clusterName}.`, {
        extensions: { activityId: busy.id },
      });
    const activity = newActivity({
      id: randomUUID(),
      kind: 'resolve',
      plan,
      targetHostId: hostId,
      initiatedBy: user.userName,
      serviceAccount: connection.serviceAccount,
      createdAt: clock.now().toISOString(),
    });
    store.save(activity);
    runner.enqueue(activity);
    return activity;
  }
}
