import { Injectable, inject } from '@angular/core';
import { routes } from '@contract/routes';
import type {
  DeletePoliciesReply,
  RestorePointList,
  StoragePolicyList,
} from '@contract/storage-policy';
import type { VmWork, VmWorkList } from '@contract/virtual-machine';
import { ServerRequests } from './server-requests';

/** Which machines of an activity; at most 500 at once. */
export interface MachineWindow {
  readonly clusterId?: string;
  readonly state?: VmWork['state'];
  readonly offset: number;
  readonly limit: number;
}

/** Our server's API for storage policies and what activities did to them. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class PolicyApi {
  readonly #server = inject(ServerRequests);

  /** `check` lets vCenter look anew at who complies; it takes longer. */
  list(vcGuid: string, check: boolean): Promise<StoragePolicyList> {
    return this.#server.get(routes.policies, { vcGuid }, check ? { check: 'true' } : {});
  }

  /** Deletes policies that no disk is under; each has an outcome of its own. */
  delete(vcGuid: string, profileIds: readonly string[]): Promise<DeletePoliciesReply> {
    return this.#server.post(routes.policiesDelete, { vcGuid }, { profileIds });
  }

  /** Newest first; of all clusters for a null cluster. */
  restorePoints(vcGuid: string, clusterId: string | null): Promise<RestorePointList> {
    const query: Readonly<Record<string, string>> = clusterId === null ? {} : { clusterId };
    return this.#server.get(routes.restorePoints, { vcGuid }, query);
  }

  /** The machines whose policies an activity changes, by name. */
  machinesOf(vcGuid: string, activityId: string, window: MachineWindow): Promise<VmWorkList> {
    const { clusterId, state, offset, limit } = window;
    return this.#server.get(
      routes.activityVms,
      { vcGuid, activityId },
      {
        ...(clusterId === undefined ? {} : { clusterId }),
        ...(state === undefined ? {} : { state }),
        offset: String(offset),
        limit: String(limit),
      },
    );
  }
}
