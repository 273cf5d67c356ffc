import type {
  ActivityKind,
  ClusterActivity,
  ProblemRecord,
  Step,
  StepName,
  Waiting,
} from '../domain/activity.ts';
import {
  beginAgain,
  clusterOf,
  endWithStep,
  finishCluster,
  goOn,
  moveStep,
  recordDetails,
  startCluster,
  waitFor,
} from '../domain/activity-transitions.ts';
import type { ClusterDetails, StepMove } from '../domain/activity-transitions.ts';
import type { Lasting } from '../ports/activity-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ActivityLedger } from './activity-ledger.ts';

/**
 * Steps that change something at vCenter. Their beginning, with all that was recorded before, must outlast even the machine's end: what was
 * known then tells afterwards what was asked for. Looking and following can be done again.
 */
const CHANGING: readonly StepName[] = ['detachPolicies', 'requestTask', 'changePolicies'];

/** What is recorded of one cluster of one activity, and the only way to add to it. */
export class ClusterRecord {
  readonly activityId: string;
  readonly clusterId: string;
  readonly #ledger: ActivityLedger;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(
    ledger: ActivityLedger,
    clock: Pick<Clock, 'now'>,
    ids: { readonly activityId: string; readonly clusterId: string },
  ) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.activityId = ids.activityId;
    this.clusterId = ids.clusterId;
  }

  get current(): ClusterActivity {
    return clusterOf(this.#ledger.current(this.activityId), this.clusterId);
  }

  get initiatedBy(): string {
    return this.#ledger.current(this.activityId).initiatedBy;
  }

  step(name: StepName): Step {
    const found = this.current.steps.find((step) => step.name === name);
    if (found === undefined) throw new Error(`There is no step ${name}.`);
    return found;
  }

  get kind(): ActivityKind {
    return this.#ledger.current(this.activityId).kind;
  }

  /** Marks the cluster as running; one that a restart takes up again runs already, or waits. */
  start(): void {
    if (this.current.state !== 'queued') return;
    this.#ledger.update(
      this.activityId,
      (activity) => startCluster(activity, this.clusterId, this.#at()),
      'process',
    );
  }

  begin(name: StepName): void {
    this.#move({ name, state: 'running' }, CHANGING.includes(name) ? 'machine' : 'process');
  }

  /** Says what a running step does, or what it waits for. */
  describe(name: StepName, detail: string): void {
    if (this.step(name).detail !== detail)
      this.#move({ name, state: 'running', detail }, 'process');
  }

  end(name: StepName, state: 'succeeded' | 'skipped', detail: string): void {
    this.#move({ name, state, detail }, 'process');
  }

  /** Ends a step and skips all that come after it, except those that change the policies of machines. */
  endWith(name: StepName, detail: string): void {
    this.#ledger.update(
      this.activityId,
      (activity) => endWithStep(activity, this.clusterId, this.#at(), { name, detail }),
      'process',
    );
  }

  fail(name: StepName, problem: ProblemRecord): void {
    this.#move({ name, state: 'failed', detail: problem.detail, problem }, 'machine');
  }

  /** Ends a step and lets the cluster wait for another try, in one record: a crash in between must not lose what is waited for. */
  failAndWait(name: StepName, problem: ProblemRecord, waiting: Waiting): void {
    const move: StepMove = { name, state: 'failed', detail: problem.detail, problem };
    this.#ledger.update(this.activityId, (activity) => {
      const failed = moveStep(activity, this.clusterId, this.#at(), move);
      return waitFor(failed, this.clusterId, this.#at(), waiting);
    });
  }

  /** Lets the cluster wait; nothing is written when that is what is recorded already. */
  waitFor(waiting: Waiting): void {
    if (JSON.stringify(this.current.waiting) === JSON.stringify(waiting)) return;
    this.#ledger.update(this.activityId, (activity) =>
      waitFor(activity, this.clusterId, this.#at(), waiting),
    );
  }

  /** Ends a wait; the steps go on where they were. */
  goOn(): void {
    this.#ledger.update(this.activityId, (activity) => goOn(activity, this.clusterId, this.#at()));
  }

  /** Ends a wait; the steps begin again. */
  beginAgain(): void {
    this.#ledger.update(this.activityId, (activity) =>
      beginAgain(activity, this.clusterId, this.#at()),
    );
  }

  /** Adds a sentence that the user shall read, once. */
  warn(sentence: string): void {
    const { watch } = this.current;
    if (!watch.includes(sentence)) this.note({ watch: [...watch, sentence] });
  }

  /** Records details; nothing is written when they are what is recorded already. */
  note(details: ClusterDetails): void {
    const before = this.current;
    if (JSON.stringify({ ...before, ...details }) === JSON.stringify(before)) return;
    this.#ledger.update(
      this.activityId,
      (activity) => recordDetails(activity, this.clusterId, this.#at(), details),
      // What a user asked for is known nowhere else; all other details can be seen at vCenter again.
      'cancelRequested' in details ? 'machine' : 'process',
    );
  }

  finish(state: 'succeeded' | 'failed' | 'cancelled', problem: ProblemRecord | null): void {
    this.#ledger.update(
      this.activityId,
      (activity) => finishCluster(activity, this.clusterId, this.#at(), { state, problem }),
      'process',
    );
  }

  #move(move: StepMove, lasting: Lasting): void {
    this.#ledger.update(
      this.activityId,
      (activity) => moveStep(activity, this.clusterId, this.#at(), move),
      lasting,
    );
  }

  #at(): string {
    return this.#clock.now().toISOString();
  }
}
