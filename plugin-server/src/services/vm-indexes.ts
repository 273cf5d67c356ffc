import type { Subscription } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import type { ActivityRunner } from '../ports/activity-runner.ts';
import { VmIndex } from './vm-index.ts';
import type { VmIndexParts } from './vm-index.ts';
import { VmSights } from './vm-sights.ts';

/** Machines change several times a second; reading all of them anew each time would leave time for nothing else. */
const OUTDATED_EVERY_MS = 5_000;
const ENDED = ['succeeded', 'failed', 'cancelled', 'skipped'];

/** The index of each vCenter, made when it is first asked for; kept true by what our own activities change. */
export class VmIndexes {
  readonly sights: VmSights;
  readonly #parts: VmIndexParts;
  readonly #stopping = new AbortController();
  readonly #changes: Subscription;
  readonly #indexes = new Map<string, VmIndex>();
  /** How many clusters of an activity have ended, by its id. */
  readonly #ended = new Map<string, number>();
  /** When an index was last outdated, by its vCenter. */
  readonly #outdated = new Map<string, number>();

  constructor(parts: VmIndexParts & { readonly runner: Pick<ActivityRunner, 'changes'> }) {
    this.#parts = parts;
    this.sights = new VmSights(parts.clock, this.#stopping.signal);
    this.#changes = parts.runner.changes.subscribe((activity) => this.#heed(activity));
  }

  of(vcGuid: string): VmIndex {
    const index =
      this.#indexes.get(vcGuid) ?? new VmIndex(vcGuid, this.#parts, this.#stopping.signal);
    this.#indexes.set(vcGuid, index);
    return index;
  }

  /** Ends what is read in the background and forgets everything. */
  stop(): void {
    this.#changes.unsubscribe();
    this.#stopping.abort(new Error('The server stops.'));
    this.#indexes.clear();
  }

  /** A cluster that has ended has other filters and policies than before; one that is worked on changes all the time. */
  #heed(activity: Activity): void {
    const index = this.#indexes.get(activity.vcGuid);
    const ended = activity.clusters.filter(({ state }) => ENDED.includes(state)).length;
    const before = this.#ended.get(activity.id) ?? 0;
    if (activity.finishedAt === null) this.#ended.set(activity.id, ended);
    else this.#ended.delete(activity.id);
    if (ended > before) index?.forget();
    else if (activity.clusters.some(({ policies }) => policies !== null))
      this.#outdate(activity.vcGuid);
  }

  #outdate(vcGuid: string): void {
    const now = this.#parts.clock.now().getTime();
    if (now - (this.#outdated.get(vcGuid) ?? -Infinity) < OUTDATED_EVERY_MS) return;
    this.#outdated.set(vcGuid, now);
    this.#indexes.get(vcGuid)?.outdate();
  }
}
