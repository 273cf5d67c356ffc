import { Subject } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Activity } from '../domain/activity.ts';
import { isFinished } from '../domain/activity-transitions.ts';
import type { ActivityStore, Lasting } from '../ports/activity-store.ts';

/**
 * The one place where unfinished activities change: each change is stored before anybody hears of it. Clusters of one activity run side by
 * side, so a change is a function of the newest record, never of a copy.
 */
export class ActivityLedger {
  readonly #store: Pick<ActivityStore, 'save'>;
  readonly #unfinished = new Map<string, Activity>();
  readonly #changes = new Subject<Activity>();

  constructor(store: Pick<ActivityStore, 'save'>) {
    this.#store = store;
  }

  get changes(): Observable<Activity> {
    return this.#changes.asObservable();
  }

  /** Takes in an activity that is stored already. */
  adopt(activity: Activity): void {
    if (activity.finishedAt === null) this.#unfinished.set(activity.id, activity);
    this.#changes.next(activity);
  }

  /** Throws an Error for an activity that has ended or was never adopted. */
  current(activityId: string): Activity {
    const activity = this.#unfinished.get(activityId);
    if (activity === undefined) throw new Error(`Activity ${activityId} is not under way.`);
    return activity;
  }

  /** Stores the change, then tells of it. What the store throws is thrown, and the change has not happened. */
  update(
    activityId: string,
    change: (activity: Activity) => Activity,
    lasting: Lasting = 'machine',
  ): void {
    const changed = change(this.current(activityId));
    this.#store.save(changed, lasting);
    if (changed.finishedAt === null) this.#unfinished.set(activityId, changed);
    else this.#unfinished.delete(activityId);
    this.#changes.next(changed);
  }

  /** The activity in which this cluster has not ended yet. */
  busyWith(vcGuid: string, clusterId: string): Activity | null {
    for (const activity of this.#unfinished.values()) {
      if (activity.vcGuid !== vcGuid) continue;
      const row = activity.clusters.find((cluster) => cluster.clusterId === clusterId);
      if (row !== undefined && !isFinished(row.state)) return activity;
    }
    return null;
  }

  unfinishedOf(vcGuid: string): readonly Activity[] {
    return [...this.#unfinished.values()].filter((activity) => activity.vcGuid === vcGuid);
  }

  /** Ends the stream of changes. */
  close(): void {
    this.#changes.complete();
  }
}
