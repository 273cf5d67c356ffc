/** What there is to forget of activities. The audit log is no part of it. */
export interface ActivityRetention {
  /**
   * Ids of activities that ended before a moment (ISO 8601 in UTC), oldest first. Those that hold the newest recorded storage policies of a
   * cluster are left out, whatever their age: what they recorded can still be restored.
   */
  outdated(before: string): readonly string[];
  /** Deletes an activity with its machines, its recorded policies and its idempotency keys, all or none. One that is unknown is none. */
  remove(activityId: string): void;
}
