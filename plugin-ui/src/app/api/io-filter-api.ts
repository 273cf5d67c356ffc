import { HttpClient, HttpContext } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { Activity, ActivityList, StartActivityRequest } from '@contract/activity';
import type { BundleList } from '@contract/bundle';
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
import type { Observable } from 'rxjs';
import { firstValueFrom } from 'rxjs';
import { toApiProblem } from './api-problem';
import { VCENTER } from './plugin-server-interceptor';
import { routeUrl } from './route-url';

/** Our server's API, one method for each endpoint. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class IoFilterApi {
  readonly #http = inject(HttpClient);

  session(vcGuid: string): Promise<Session> {
    return this.#get(routes.session, { vcGuid });
  }

  inventory(vcGuid: string): Promise<Inventory> {
    return this.#get(routes.inventory, { vcGuid });
  }

  cluster(vcGuid: string, clusterId: string): Promise<ClusterDetail> {
    return this.#get(routes.cluster, { vcGuid, clusterId });
  }

  clusterSummary(vcGuid: string, clusterId: string): Promise<ClusterSummary> {
    return this.#get(routes.clusterSummary, { vcGuid, clusterId });
  }

  hostSummary(vcGuid: string, hostId: string): Promise<HostSummary> {
    return this.#get(routes.hostSummary, { vcGuid, hostId });
  }

  vmSummary(vcGuid: string, vmId: string): Promise<VmSummary> {
    return this.#get(routes.vmSummary, { vcGuid, vmId });
  }

  daemons(vcGuid: string): Promise<DaemonList> {
    return this.#get(routes.daemons, { vcGuid });
  }

  bundles(vcGuid: string): Promise<BundleList> {
    return this.#get(routes.bundles, { vcGuid });
  }

  /** Asks what would be done; changes nothing. */
  plan(vcGuid: string, request: PlanRequest): Promise<Plan> {
    return this.#post(routes.plans, { vcGuid }, request);
  }

  /** Starts what the plan with this hash says. */
  startActivity(vcGuid: string, request: StartActivityRequest): Promise<Activity> {
    return this.#post(routes.activities, { vcGuid }, request);
  }

  /** The newest activities first. */
  activities(vcGuid: string, filter: { clusterId?: string } = {}): Promise<ActivityList> {
    return this.#get(routes.activities, { vcGuid }, filter);
  }

  activity(vcGuid: string, activityId: string): Promise<Activity> {
    return this.#get(routes.activity, { vcGuid, activityId });
  }

  #get<T>(
    route: string,
    parameters: RouteParameters,
    query: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const context = new HttpContext().set(VCENTER, parameters.vcGuid);
    return settle(
      this.#http.get<T>(routeUrl(route, { ...parameters }), { context, params: { ...query } }),
    );
  }

  #post<T>(route: string, parameters: RouteParameters, body: unknown): Promise<T> {
    const context = new HttpContext().set(VCENTER, parameters.vcGuid);
    return settle(this.#http.post<T>(routeUrl(route, { ...parameters }), body, { context }));
  }
}

type RouteParameters = Readonly<Record<string, string>> & { readonly vcGuid: string };

async function settle<T>(reply: Observable<T>): Promise<T> {
  try {
    return await firstValueFrom(reply);
  } catch (error) {
    // HttpErrorResponse of a failed request, or the connection's own ApiProblem.
    throw toApiProblem(error);
  }
}
