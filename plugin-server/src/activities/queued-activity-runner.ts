import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import { isFinished } from '../domain/activity-transitions.ts';
import { Problem } from '../domain/problem.ts';
import {
  emptyQueue,
  positionOf,
  takeNext,
  withoutWorking,
  withWaiting,
} from '../domain/work-queue.ts';
import type { WorkItem, WorkQueue } from '../domain/work-queue.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Vcenters } from '../ports/vcenter.ts';
import { ActivityLedger } from './activity-ledger.ts';
import { ClusterRecord } from './cluster-record.ts';
import { prepareRun } from './prepare-run.ts';
import { internalProblem, runCluster } from './run-cluster.ts';
import { DEFAULT_TIMES } from './runner-times.ts';
import type { RunnerTimes } from './runner-times.ts';

export interface RunnerParts {
  readonly vcenters: Vcenters;
  readonly bundles: Pick<BundleCatalog, 'find' | 'urlOf' | 'certificatePem'>;
  readonly store: ActivityStore;
  readonly clock: Clock;
  readonly log: Log;
  /** How many clusters are worked on at the same time, on all vCenters together. */
  readonly slots: number;
  readonly times?: RunnerTimes;
}

/** Carries activities out, first come first served, and takes up after a restart what was left unfinished. */
export class QueuedActivityRunner implements ActivityRunner {
  readonly #parts: RunnerParts & { readonly times: RunnerTimes };
  readonly #ledger: ActivityLedger;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #queue: WorkQueue;

  constructor(parts: RunnerParts) {
    this.#parts = { times: DEFAULT_TIMES, ...parts };
    this.#ledger = new ActivityLedger(parts.store);
    this.#queue = emptyQueue(parts.slots);
  }

  get changes(): Observable<Activity> {
    return this.#ledger.changes;
  }

  /** Takes up what an earlier process left: first the clusters it worked on, then those that waited. Called once, before any `enqueue`. */
  start(): void {
    const unfinished = this.#parts.store.unfinished();
    for (const activity of unfinished) this.#ledger.adopt(activity);
    for (const state of ['running', 'queued'])
      for (const { id, vcGuid, clusters } of unfinished)
        for (const cluster of clusters)
          if (cluster.state === state)
            this.#wait({ activityId: id, vcGuid, clusterId: cluster.clusterId });
    this.#fillSlots();
  }

  enqueue(activity: Activity): void {
    this.#ledger.adopt(activity);
    for (const { clusterId, state } of activity.clusters)
      if (!isFinished(state))
        this.#wait({ activityId: activity.id, vcGuid: activity.vcGuid, clusterId });
    this.#fillSlots();
  }

  queuePosition(activityId: string, clusterId: string): number | null {
    return positionOf(this.#queue, activityId, clusterId);
  }

  busyActivity(vcGuid: string, clusterId: string): Activity | null {
    return this.#ledger.busyWith(vcGuid, clusterId);
  }

  /** Stops without ending anything: what runs stays recorded as running, vCenter goes on with its tasks, and the next start takes it up. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The server stops.'));
    await Promise.allSettled(this.#running);
    this.#ledger.close();
  }

  #wait(item: WorkItem): void {
    this.#queue = withWaiting(this.#queue, item);
  }

  #fillSlots(): void {
    if (this.#stopping.signal.aborted) return;
    const { queue, started } = takeNext(this.#queue);
    this.#queue = queue;
    for (const item of started) {
      const running = this.#work(item).finally(() => {
        this.#running.delete(running);
        this.#queue = withoutWorking(this.#queue, item);
        this.#fillSlots();
      });
      this.#running.add(running);
    }
  }

  /** Never rejects. */
  async #work(item: WorkItem): Promise<void> {
    const { clock, log } = this.#parts;
    const record = new ClusterRecord(this.#ledger, clock, item);
    try {
      const run = await prepareRun({ ...this.#parts, record, signal: this.#stopping.signal }, item);
      await runCluster(run);
    } catch (error) {
      // Expected: the stop of the server, a bundle or a vCenter that was taken away, a store that cannot be written.
      if (this.#stopping.signal.aborted) return;
      log.error({ err: error, ...item }, 'a cluster could not be worked on');
      this.#giveUp(record, error);
    }
  }

  #giveUp(record: ClusterRecord, error: unknown): void {
    const remedy = 'Mend this and run the setup again.';
    try {
      record.start();
      record.finish(
        error instanceof Problem
          ? {
              code: error.code,
              title: 'The work could not begin',
              detail: error.message,
              remedy,
              rawFault: null,
            }
          : internalProblem(),
      );
    } catch (storeError) {
      // Expected: the store that failed before fails again. The cluster stays unfinished in it, and a restart takes it up.
      this.#parts.log.error({ err: storeError }, 'the end of a cluster could not be recorded');
    }
  }
}
