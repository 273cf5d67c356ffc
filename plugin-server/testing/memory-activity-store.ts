import type { Activity } from '../src/domain/activity.ts';
import type { ActivityQuery, ActivityStore } from '../src/ports/activity-store.ts';

/** Keeps activities as the database does: as text, so that nobody holds on to the stored object. */
export class MemoryActivityStore implements ActivityStore {
  readonly #bodies = new Map<string, string>();
  readonly #keys = new Map<string, string>();
  readonly #onSave: (activity: Activity) => void;

  /** @param onSave called after each save, for specs that look at what was recorded */
  constructor(onSave: (activity: Activity) => void = () => undefined) {
    this.#onSave = onSave;
  }

  save(activity: Activity): void {
    const stored = this.find(activity.id);
    if (stored !== null && stored.revision > activity.revision)
      throw new Error(`Activity ${activity.id}: revision ${activity.revision} is older.`);
    this.#bodies.set(activity.id, JSON.stringify(activity));
    this.#onSave(activity);
  }

  find(id: string): Activity | null {
    const body = this.#bodies.get(id);
    return body === undefined ? null : (JSON.parse(body) as Activity);
  }

  findByIdempotencyKey(vcGuid: string, key: string): Activity | null {
    const id = this.#keys.get(`${vcGuid} ${key}`);
    return id === undefined ? null : this.find(id);
  }

  rememberIdempotencyKey(vcGuid: string, key: string, activityId: string): void {
    this.#keys.set(`${vcGuid} ${key}`, activityId);
  }

  list(query: ActivityQuery): readonly Activity[] {
    return this.#all()
      .reverse()
      .filter((activity) => activity.vcGuid === query.vcGuid)
      .filter(
        ({ clusters }) =>
          query.clusterId === undefined ||
          clusters.some((cluster) => cluster.clusterId === query.clusterId),
      )
      .slice(0, query.limit);
  }

  unfinished(): readonly Activity[] {
    return this.#all().filter((activity) => activity.finishedAt === null);
  }

  /** A copy of what is stored now: what a server that was killed at this moment would find. */
  snapshot(onSave?: (activity: Activity) => void): MemoryActivityStore {
    const copy = new MemoryActivityStore(onSave);
    for (const [id, body] of this.#bodies) copy.#bodies.set(id, body);
    for (const [key, id] of this.#keys) copy.#keys.set(key, id);
    return copy;
  }

  #all(): Activity[] {
    return [...this.#bodies.values()].map((body) => JSON.parse(body) as Activity);
  }
}
