import type { Activity } from '../domain/activity.ts';
import type { QueueView } from '../ports/activity-runner.ts';
import type { EvacuationForecast } from '../ports/host-maintenance.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

/** What users do to work that has been started, and repairs. All may throw Problem `unknownVcenter`, VimFault or VcenterUnreachable. */
export interface WorkUseCases {
  /**
   * Cancels one cluster of an activity, or all that have not ended, as far as that is possible; how far shows the activity. Throws Problem
   * `notFound`, or `notPermitted` for a user who could not have started it.
   */
  cancel(user: AuthenticatedUser, activityId: string, clusterId?: string): Promise<Activity>;
  queue(user: AuthenticatedUser): Promise<QueueView>;
  /** Holds back what has not begun on the user's vCenter, or lets it go on. Throws Problem `notPermitted`. */
  setPaused(user: AuthenticatedUser, paused: boolean): Promise<QueueView>;
  /**
   * Lets vCenter go on with what its last operation left undone, on one host or on the whole cluster. Throws Problem `notFound`,
   * `notPermitted`, `clusterBusy` (with extension `activityId`), or `invalidRequest` when vCenter lists no filter of ours there.
   */
  resolve(user: AuthenticatedUser, clusterId: string, hostId?: string): Promise<Activity>;
}

/** Taking hosts into maintenance mode and out of it, with the user's own right to do so. */
export interface MaintenanceUseCases {
  /** Answers the id of vCenter's task. Throws Problem `notFound`, `notPermitted`, or `invalidRequest` when the host is there already. */
  setMaintenanceMode(user: AuthenticatedUser, hostId: string, enter: boolean): Promise<string>;
  /** Whether each connected host of the cluster could be emptied now, as the only one that leaves; moves nothing. */
  forecast(
    user: AuthenticatedUser,
    clusterId: string,
  ): Promise<readonly (EvacuationForecast & { readonly hostName: string })[]>;
}
