import { randomUUID } from 'node:crypto';
import { concatMap, defer, filter, from, merge } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import type { Finding, FindingCode } from '../domain/finding.ts';
import { newActivity } from '../domain/new-activity.ts';
import { newVmWork } from '../domain/new-vm-work.ts';
import { policyWork } from '../domain/plan-policies.ts';
import type { Plan } from '../domain/plan.ts';
import { isBlocker } from '../domain/preflight.ts';
import { Problem } from '../domain/problem.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
import type { VmChangeStore, VmWork } from '../ports/vm-change-store.ts';
import { machinesOfActivity } from './activity-machines.ts';
import { startIntent, startOutcome } from './activity-audit.ts';
import { activityFilter } from './activity-visibility.ts';
import type { ActivityFilter } from './activity-visibility.ts';
import type { AuditTrail } from './audit-trail.ts';
import type {
  ActivityQueryByUser,
  ActivityUseCases,
  MachineQuery,
  PlanMaker,
  StartRequest,
} from './use-cases.ts';
import { notFound } from './visibility.ts';

/** How long a stream of changes relies on one answer about what its user may see. */
const FILTER_AGE_MS = 30_000;

const USER_LACKS: readonly FindingCode[] = [
  'missingPrivilege',
  'hostsNotVisible',
  'machinesNotVisible',
];

/** An activity, with the policies that its machines go to. */
interface Started {
  readonly activity: Activity;
  readonly policies: Plan['policies'];
}

/** Starting activities and looking at them. */
export class Activities implements ActivityUseCases {
  readonly #vcenters: Vcenters;
  readonly #planner: PlanMaker;
  readonly #store: ActivityStore;
  readonly #vmChanges: VmChangeStore;
  readonly #runner: ActivityRunner;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #trail: AuditTrail;

  constructor(parts: {
    readonly vcenters: Vcenters;
    readonly planner: PlanMaker;
    readonly store: ActivityStore;
    readonly vmChanges: VmChangeStore;
    readonly runner: ActivityRunner;
    readonly clock: Pick<Clock, 'now'>;
    readonly trail: AuditTrail;
  }) {
    this.#vcenters = parts.vcenters;
    this.#planner = parts.planner;
    this.#store = parts.store;
    this.#vmChanges = parts.vmChanges;
    this.#runner = parts.runner;
    this.#clock = parts.clock;
    this.#trail = parts.trail;
  }

  async start(user: AuthenticatedUser, request: StartRequest): Promise<Activity> {
    const { activity } = await this.#trail.record(
      startIntent(user, request),
      () => this.#start(user, request),
      ({ activity: started, policies }) => startOutcome(started, policies),
    );
    return activity;
  }

  async list(user: AuthenticatedUser, query: ActivityQueryByUser): Promise<readonly Activity[]> {
    const { privileges } = await this.#vcenters.connect(user.vcGuid);
    const activities = this.#store.list({ vcGuid: user.vcGuid, ...query });
    const show = await activityFilter(privileges, user, activities);
    return activities.flatMap((activity) => show(activity) ?? []);
  }

  async find(user: AuthenticatedUser, activityId: string): Promise<Activity> {
    const activity = this.#store.find(activityId);
    if (activity?.vcGuid !== user.vcGuid) throw notFound('activity', activityId);
    const { privileges } = await this.#vcenters.connect(user.vcGuid);
    const shown = (await activityFilter(privileges, user, [activity]))(activity);
    if (shown === null) throw notFound('activity', activityId);
    return shown;
  }

  async machines(
    user: AuthenticatedUser,
    activityId: string,
    query: MachineQuery,
  ): Promise<{ readonly total: number; readonly rows: readonly VmWork[] }> {
    const activity = await this.find(user, activityId);
    const { privileges } = await this.#vcenters.connect(user.vcGuid);
    return machinesOfActivity({ vmChanges: this.#vmChanges, privileges }, user, activity, query);
  }

  changes(user: AuthenticatedUser): Observable<Activity> {
    return defer(() => {
      const filters = new Map<string, { readonly until: number; readonly show: ActivityFilter }>();
      return merge(from(this.#store.unfinished()), this.#runner.changes).pipe(
        filter((activity) => activity.vcGuid === user.vcGuid),
        concatMap(async (activity) => (await this.#filterFor(user, activity, filters))(activity)),
        filter((activity) => activity !== null),
      );
    });
  }

  queuePosition(activityId: string, clusterId: string): number | null {
    return this.#runner.queuePosition(activityId, clusterId);
  }

  async #filterFor(
    user: AuthenticatedUser,
    activity: Activity,
    known: Map<string, { readonly until: number; readonly show: ActivityFilter }>,
  ): Promise<ActivityFilter> {
    const now = this.#clock.now().getTime();
    const before = known.get(activity.id);
    if (before !== undefined && before.until > now) return before.show;
    const { privileges } = await this.#vcenters.connect(user.vcGuid);
    const show = await activityFilter(privileges, user, [activity]);
    known.set(activity.id, { until: now + FILTER_AGE_MS, show });
    return show;
  }

  async #start(user: AuthenticatedUser, request: StartRequest): Promise<Started> {
    const earlier = this.#startedEarlier(user, request);
    if (earlier !== null) return { activity: earlier, policies: [] };
    const plan = await this.#planner.plan(user, request);
    const { serviceAccount } = await this.#vcenters.connect(user.vcGuid);
    // No await from here on: two requests with one key, or for one cluster, must not both get through.
    const meanwhile = this.#startedEarlier(user, request);
    if (meanwhile !== null) return { activity: meanwhile, policies: [] };
    this.#refuseUnlessReady(plan, request.planHash);
    const activity = newActivity({
      id: randomUUID(),
      plan,
      initiatedBy: user.userName,
      serviceAccount,
      createdAt: this.#clock.now().toISOString(),
    });
    // The key and the machines first: a crash in between leaves both without an activity, which count for nothing.
    this.#store.rememberIdempotencyKey(activity.vcGuid, request.idempotencyKey, activity.id);
    this.#vmChanges.save(newVmWork(activity.id, plan));
    this.#store.save(activity);
    this.#runner.enqueue(activity);
    return { activity, policies: plan.policies };
  }

  #startedEarlier(user: AuthenticatedUser, request: StartRequest): Activity | null {
    const earlier = this.#store.findByIdempotencyKey(user.vcGuid, request.idempotencyKey);
    if (earlier === null || earlier.initiatedBy === user.userName) return earlier;
    throw new Problem('invalidRequest', 'This idempotency key was used by somebody else.');
  }

  /** The order matters: who may not act learns nothing of the plan, and a second click learns of the first one's activity. */
  #refuseUnlessReady(plan: Plan, planHash: string): void {
    const findings = plan.clusters.flatMap((cluster) => cluster.findings);
    refuseWithoutRights(findings.filter((finding) => USER_LACKS.includes(finding.code)));
    for (const row of plan.clusters) {
      const { action, cluster, clusterName } = row;
      const isIdle = action === 'skip' && policyWork(row).length === 0;
      const busy = isIdle ? null : this.#runner.busyActivity(plan.vcGuid, cluster.value);
      if (busy !== null)
        throw new Problem('clusterBusy', `Another activity works on ${clusterName}.`, {
          extensions: { activityId: busy.id },
        });
    }
    if (plan.hash !== planHash)
      throw new Problem(
        'planOutdated',
        'The clusters have changed since the plan was made. Look at the new plan and start again.',
        { extensions: { moved: this.#planner.moved(planHash, plan) } },
      );
    if (plan.clusters.length === 0)
      throw new Problem('invalidRequest', 'The plan holds no cluster, so there is nothing to do.');
    const blockers = findings.filter(isBlocker);
    if (blockers.length > 0)
      throw new Problem('planRefused', describe(blockers), { findings: blockers });
  }
}

function refuseWithoutRights(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Problem('notPermitted', describe(findings), { findings });
}

function describe(findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  const reason = first?.reason ?? 'The plan cannot be carried out.';
  return others.length === 0 ? reason : `${reason} (${others.length} more)`;
}
