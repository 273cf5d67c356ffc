import type { Activity } from '../domain/activity.ts';

export interface ActivityQuery {
  readonly vcGuid: string;
  readonly clusterId?: string;
  readonly limit: number;
}

/** What a record survives: the end of this process, or a machine that loses its power as well. */
export type Lasting = 'process' | 'machine';

/** Durable record of activities: what `save` returned for survives kill -9. */
export interface ActivityStore {
  /**
   * Inserts or replaces; a lower revision than the stored one is refused with an Error. @param lasting `machine` when left out; it takes all
   * earlier records along
   */
  save(activity: Activity, lasting?: Lasting): void;
  find(id: string): Activity | null;
  /** The activity made by an earlier request with this key, for idempotent POSTs. */
  findByIdempotencyKey(vcGuid: string, key: string): Activity | null;
  rememberIdempotencyKey(vcGuid: string, key: string, activityId: string): void;
  /** Newest first. */
  list(query: ActivityQuery): readonly Activity[];
  /** Those that are queued or running, oldest first: what a restart resumes. */
  unfinished(): readonly Activity[];
}
