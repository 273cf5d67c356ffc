import { Injectable, inject } from '@angular/core';
import type { Activity, ActivityList, StartActivityRequest } from '@contract/activity';
import type {
  ClusterDetail,
  ClusterSummary,
  DaemonList,
  HostSummary,
  Inventory,
  VmSummary,
} from '@contract/cluster';
import type { Plan, PlanRequest } from '@contract/plan';
import { routes } from '@contract/routes';
import type { Session } from '@contract/session';
import { ServerRequests } from './server-requests';

/** Our server's API for inventory, plans and activities, one method for each endpoint. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class IoFilterApi {
  readonly #server = inject(ServerRequests);

  session(vcGuid: string): Promise<Session> {
    return this.#server.get(routes.session, { vcGuid });
  }

  inventory(vcGuid: string): Promise<Inventory> {
    return this.#server.get(routes.inventory, { vcGuid });
  }

  cluster(vcGuid: string, clusterId: string): Promise<ClusterDetail> {
    return this.#server.get(routes.cluster, { vcGuid, clusterId });
  }

  clusterSummary(vcGuid: string, clusterId: string): Promise<ClusterSummary> {
    return this.#server.get(routes.clusterSummary, { vcGuid, clusterId });
  }

  hostSummary(vcGuid: string, hostId: string): Promise<HostSummary> {
    return this.#server.get(routes.hostSummary, { vcGuid, hostId });
  }

  vmSummary(vcGuid: string, vmId: string): Promise<VmSummary> {
    return this.#server.get(routes.vmSummary, { vcGuid, vmId });
  }

  daemons(vcGuid: string): Promise<DaemonList> {
    return this.#server.get(routes.daemons, { vcGuid });
  }

  /** Asks what would be done; changes nothing. */
  plan(vcGuid: string, request: PlanRequest): Promise<Plan> {
    return this.#server.post(routes.plans, { vcGuid }, request);
  }

  /** Starts what the plan with this hash says. */
  startActivity(vcGuid: string, request: StartActivityRequest): Promise<Activity> {
    return this.#server.post(routes.activities, { vcGuid }, request);
  }

  /** The newest activities first. */
  activities(vcGuid: string, filter: { clusterId?: string } = {}): Promise<ActivityList> {
    return this.#server.get(routes.activities, { vcGuid }, filter);
  }

  activity(vcGuid: string, activityId: string): Promise<Activity> {
    return this.#server.get(routes.activity, { vcGuid, activityId });
  }
}
