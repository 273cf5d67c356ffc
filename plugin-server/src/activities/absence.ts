import type { Clock } from '../ports/clock.ts';
import type { ClusterRecord } from './cluster-record.ts';
import type { Turn } from './slots.ts';

/**
 * What is recorded while a cluster's vCenter is away. Several questions of one cluster may wait side by side; the first one makes it wait,
 * the last one lets it go on. While it waits, its slot belongs to others.
 */
export class Absence {
  readonly #record: ClusterRecord;
  readonly #turn: Turn;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #vcenter: string;
  #waiting = 0;
  #since: string | null = null;

  constructor(record: ClusterRecord, turn: Turn, clock: Pick<Clock, 'now'>, vcenter: string) {
    this.#record = record;
    this.#turn = turn;
    this.#clock = clock;
    this.#vcenter = vcenter;
  }

  /** Whether the cluster waits for something else, which a vCenter that is away must not cover up. */
  get isHidden(): boolean {
    const { waiting } = this.#record.current;
    return waiting !== null && waiting.for !== 'vcenter';
  }

  begin(): void {
    this.#waiting += 1;
    if (this.#waiting === 1) this.#turn.giveAway();
  }

  /** Says when vCenter is tried again. */
  until(nextTry: Date): void {
    this.#since ??= this.#clock.now().toISOString();
    this.#record.waitFor({
      for: 'vcenter',
      since: this.#record.current.waiting?.since ?? this.#since,
      until: nextTry.toISOString(),
      detail: `${this.#vcenter} cannot be reached. What it has begun goes on there meanwhile.`,
      hostIds: [],
    });
  }

  /** @param signal aborted when the server stops */
  async end(signal: AbortSignal): Promise<void> {
    this.#waiting -= 1;
    if (this.#waiting > 0) return;
    await this.#turn.takeBack(signal);
    this.#since = null;
    if (this.#record.current.waiting?.for === 'vcenter') this.#record.goOn();
  }
}
