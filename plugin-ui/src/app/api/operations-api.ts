import { Injectable, inject } from '@angular/core';
import type { Activity } from '@contract/activity';
import type { EvacuationForecast, MaintenanceModeReply } from '@contract/maintenance';
import type { Queue } from '@contract/queue';
import { routes } from '@contract/routes';
import { ServerRequests } from './server-requests';

/** Our server's API for work beyond the wizard: queue, cancelling, repair, maintenance mode. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class OperationsApi {
  readonly #server = inject(ServerRequests);

  queue(vcGuid: string): Promise<Queue> {
    return this.#server.get(routes.queue, { vcGuid });
  }

  /** Holds back what has not begun, or lets it go on. */
  setPaused(vcGuid: string, paused: boolean): Promise<Queue> {
    return this.#server.put(routes.queue, { vcGuid }, { paused });
  }

  /** Cancels an activity on one cluster, or on all. */
  cancel(vcGuid: string, activityId: string, clusterId: string | null): Promise<Activity> {
    const body = clusterId === null ? {} : { clusterId };
    return this.#server.post(routes.activityCancel, { vcGuid, activityId }, body);
  }

  /** Lets vCenter mend the filter on one host, or on every host of the cluster. */
  resolve(vcGuid: string, clusterId: string, hostId: string | null): Promise<Activity> {
    const body = hostId === null ? {} : { hostId };
    return this.#server.post(routes.clusterResolve, { vcGuid, clusterId }, body);
  }

  setMaintenanceMode(
    vcGuid: string,
    hostId: string,
    enter: boolean,
  ): Promise<MaintenanceModeReply> {
    return this.#server.post(routes.hostMaintenanceMode, { vcGuid, hostId }, { enter });
  }

  /** Whether each host of the cluster could be emptied now; moves nothing. */
  evacuationForecast(vcGuid: string, clusterId: string): Promise<EvacuationForecast> {
    return this.#server.get(routes.evacuationForecast, { vcGuid, clusterId });
  }
}
