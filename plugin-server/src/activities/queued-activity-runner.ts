import type { Observable } from 'rxjs';
import type { Activity, ClusterActivity } from '../domain/activity.ts';
import { isFinished } from '../domain/activity-transitions.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { Problem } from '../domain/problem.ts';
import type { WorkItem } from '../domain/work-queue.ts';
import type { ActivityRunner, QueueView } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { PolicyMemory } from '../ports/policy-memory.ts';
import type { QueueState } from '../ports/queue-state.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import type { VmChangeStore } from '../ports/vm-change-store.ts';
import { Absence } from './absence.ts';
import { ActivityLedger } from './activity-ledger.ts';
import { Cancelled, Cancelling } from './cancelling.ts';
import { ClusterRecord } from './cluster-record.ts';
import { endCluster } from './end-cluster.ts';
import { Foresight } from './foresight.ts';
import { followEntering, waitingFor } from './entering-hosts.ts';
import { cancelledProblem } from './next-try.ts';
import { PolicyLanes } from './policy-engine/policy-lanes.ts';
import { VmWorkWriter } from './policy-engine/vm-work-writer.ts';
import { foresee, prepareRun } from './prepare-run.ts';
import type { RunSources } from './prepare-run.ts';
import { internalProblem, runCluster } from './run-cluster.ts';
import { DEFAULT_TIMES } from './runner-times.ts';
import type { RunnerTimes } from './runner-times.ts';
import { Slots, Turn } from './slots.ts';

export interface RunnerParts {
  readonly vcenters: Vcenters;
  readonly bundles: Pick<
    BundleCatalog,
    'find' | 'list' | 'urlOf' | 'offersHttp' | 'certificatePem'
  >;
  readonly store: ActivityStore;
  readonly jobs: Pick<ReplicationJobs, 'list'>;
  readonly policies: PolicyMemory;
  readonly vmChanges: VmChangeStore;
  readonly queueState: QueueState;
  readonly clock: Clock;
  readonly log: Log;
  /** How many clusters are worked on at the same time, on all vCenters together. */
  readonly slots: number;
  /** How many machines each vCenter changes at the same time; 32 when left out. */
  readonly policyTasks?: number;
  /** Name of the filter's own storage policy, where one has to be made. */
  readonly policyName?: string;
  readonly times?: RunnerTimes;
}

const DEFAULTS = {
  times: DEFAULT_TIMES,
  policyTasks: 32,
  policyName: 'Real-Time Replication I/O Filter',
};

/** Carries activities out, first come first served, and takes up after a restart what was left unfinished. */
export class QueuedActivityRunner implements ActivityRunner {
  readonly #parts: RunnerParts & typeof DEFAULTS;
  readonly #lanes: PolicyLanes;
  readonly #vmWriter: VmWorkWriter;
  readonly #ledger: ActivityLedger;
  readonly #slots: Slots;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #cancelling = new Map<string, Cancelling>();
  readonly #foresights = new Map<WorkItem, Foresight>();

  constructor(parts: RunnerParts) {
    this.#parts = { ...DEFAULTS, ...parts };
    this.#lanes = new PolicyLanes(this.#parts.policyTasks);
    this.#vmWriter = new VmWorkWriter(parts.vmChanges);
    this.#ledger = new ActivityLedger(parts.store);
    this.#slots = new Slots(parts.slots, parts.queueState.paused());
    this.#slots.open();
  }

  get changes(): Observable<Activity> {
    return this.#ledger.changes;
  }

  /** Takes up what an earlier process left: first the clusters it worked on, then those that waited. Called once, before any `enqueue`. */
  start(): void {
    this.#slots.close();
    const unfinished = this.#parts.store.unfinished();
    for (const activity of unfinished) this.#ledger.adopt(activity);
    for (const { id, vcGuid, clusters } of unfinished)
      for (const cluster of clusters)
        if (!isFinished(cluster.state))
          this.#takeUp({ activityId: id, vcGuid, clusterId: cluster.clusterId }, cluster);
    this.#slots.open();
  }

  enqueue(activity: Activity): void {
    this.#ledger.adopt(activity);
    for (const cluster of activity.clusters)
      if (!isFinished(cluster.state))
        this.#takeUp(
          { activityId: activity.id, vcGuid: activity.vcGuid, clusterId: cluster.clusterId },
          cluster,
        );
  }

  queuePosition(activityId: string, clusterId: string): number | null {
    return this.#slots.positionOf(activityId, clusterId);
  }

  busyActivity(vcGuid: string, clusterId: string): Activity | null {
    return this.#ledger.busyWith(vcGuid, clusterId);
  }

  queue(vcGuid: string): QueueView {
    const { slots, paused, waiting, working } = this.#slots.queue;
    const own = (items: readonly WorkItem[]): number =>
      items.filter((item) => item.vcGuid === vcGuid).length;
    return {
      slots,
      paused: paused.includes(vcGuid),
      waiting: own(waiting),
      working: own(working),
    };
  }

  setPaused(vcGuid: string, paused: boolean): void {
    this.#parts.queueState.setPaused(vcGuid, paused);
    this.#slots.setPaused(vcGuid, paused);
  }

  cancel(activityId: string, clusterId: string): void {
    const { clock, vmChanges } = this.#parts;
    const record = new ClusterRecord(this.#ledger, clock, { activityId, clusterId });
    if (record.current.cancelRequested || isFinished(record.current.state)) return;
    const item = this.#slots.waitingItem(activityId, clusterId);
    record.note({ cancelRequested: true });
    if (item === null) {
      this.#cancelling.get(keyOf(record))?.ask();
      return;
    }
    this.#slots.leave(item);
    this.#foresights.delete(item);
    const problem = cancelledProblem('Cancelled before it began; nothing was changed.');
    endCluster({ record, vmChanges, clock }, { state: 'cancelled', problem });
  }

  entersMaintenanceMode(
    connection: Pick<VcenterConnection, 'vcGuid' | 'tasks'>,
    hostId: string,
    task: ManagedObjectReference,
  ): void {
    const ids = waitingFor(this.#ledger, connection.vcGuid, hostId);
    if (ids === null) return;
    const { clock, log } = this.#parts;
    const record = new ClusterRecord(this.#ledger, clock, ids);
    const { signal } = this.#stopping;
    void followEntering(record, hostId, task, { connection, signal, log });
  }

  /** Stops without ending anything: what runs stays recorded as running, vCenter goes on with its tasks, and the next start takes it up. */
  async stop(): Promise<void> {
    this.#slots.close();
    this.#stopping.abort(new Error('The server stops.'));
    await Promise.allSettled(this.#running);
    this.#ledger.close();
  }

  #takeUp(item: WorkItem, { state, waiting }: ClusterActivity): void {
    const begin = (): void => this.#begin(item);
    if (state === 'queued') {
      this.#slots.queueUp(item, { begin, prepare: () => this.#lookAhead(item) });
    } else if (waiting !== null && waiting.for !== 'vcenter') {
      // It waits for a time or a person, and asks for a slot when that has come.
      this.#slots.stepAside(item);
      begin();
    } else {
      this.#slots.comeBack(item, begin);
    }
  }

  /** Asks only; the cluster stays in the queue. */
  #lookAhead(item: WorkItem): void {
    const { clock, vcenters, bundles } = this.#parts;
    const record = new ClusterRecord(this.#ledger, clock, item);
    const foresight = new Foresight(clock);
    this.#foresights.set(item, foresight);
    foresight.look(() => foresee({ vcenters, bundles, record, clock }, item));
  }

  #begin(item: WorkItem): void {
    const running = this.#work(item).finally(() => {
      this.#running.delete(running);
      this.#slots.leave(item);
    });
    this.#running.add(running);
  }

  /** Never rejects. */
  async #work(item: WorkItem): Promise<void> {
    const { clock, log } = this.#parts;
    const record = new ClusterRecord(this.#ledger, clock, item);
    try {
      const sources = this.#sourcesFor(item, record);
      await runCluster(await prepareRun(sources, item));
    } catch (error) {
      // Expected: the stop of the server, a bundle or a vCenter that was taken away, a store that cannot be written, cancelling.
      if (this.#stopping.signal.aborted) return;
      if (!(error instanceof Cancelled))
        log.error({ err: error, ...item }, 'a cluster could not be worked on');
      this.#giveUp(record, error);
    } finally {
      this.#cancelling.delete(keyOf(item));
    }
  }

  #sourcesFor(item: WorkItem, record: ClusterRecord): RunSources {
    const { vcenters, bundles, jobs, policies, vmChanges, policyName, clock, log, times } =
      this.#parts;
    const turn = new Turn(this.#slots, item);
    const cancelling = new Cancelling(record);
    this.#cancelling.set(keyOf(item), cancelling);
    const vcenter = vcenters.list().find(({ vcGuid }) => vcGuid === item.vcGuid);
    const absence = new Absence(record, turn, clock, vcenter?.name ?? 'vCenter');
    const shared = { vcenters, bundles, jobs, policies, vmChanges, policyName, clock, log, times };
    const isTakenUp = record.current.state !== 'queued';
    const foresight = this.#foresights.get(item) ?? new Foresight(clock);
    this.#foresights.delete(item);
    const own = { record, turn, cancelling, absence, isTakenUp, foresight };
    const known = { seen: { facts: null }, found: { policies: null } };
    const engine = { lane: this.#lanes.of(item.vcGuid), vmWriter: this.#vmWriter };
    return { ...shared, ...own, ...known, ...engine, signal: this.#stopping.signal };
  }

  #giveUp(record: ClusterRecord, error: unknown): void {
    try {
      record.start();
      const end =
        error instanceof Cancelled
          ? {
              state: 'cancelled' as const,
              problem: cancelledProblem('Cancelled before anything was changed.'),
            }
          : { state: 'failed' as const, problem: problemOf(error) };
      endCluster({ ...this.#parts, record }, end);
    } catch (storeError) {
      // Expected: the store that failed before fails again. The cluster stays unfinished in it, and a restart takes it up.
      this.#parts.log.error({ err: storeError }, 'the end of a cluster could not be recorded');
    }
  }
}

function problemOf(error: unknown): ClusterActivity['problem'] {
  if (!(error instanceof Problem)) return internalProblem();
  return {
    code: error.code,
    title: 'The work could not begin',
    detail: error.message,
    remedy: 'Mend this and run the setup again.',
    rawFault: null,
  };
}

function keyOf({ activityId, clusterId }: Pick<WorkItem, 'activityId' | 'clusterId'>): string {
  return `${activityId} ${clusterId}`;
}
