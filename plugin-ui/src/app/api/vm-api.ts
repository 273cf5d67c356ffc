import { Injectable, inject } from '@angular/core';
import { routes } from '@contract/routes';
import type {
  VmFilterChoices,
  VmPage,
  VmQuery,
  VmSelection,
  VmSelectionRequest,
} from '@contract/virtual-machine';
import { ServerRequests } from './server-requests';

/** Our server's API for lists of virtual machines; it only reads. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class VmApi {
  readonly #server = inject(ServerRequests);

  /** One page of the machines that match. */
  page(vcGuid: string, query: VmQuery): Promise<VmPage> {
    return this.#server.post(routes.vmQuery, { vcGuid }, query);
  }

  /** All that match and can be ticked, by id and name. */
  selection(vcGuid: string, request: VmSelectionRequest): Promise<VmSelection> {
    return this.#server.post(routes.vmSelection, { vcGuid }, request);
  }

  /** Folders and tags to filter by. */
  filterChoices(vcGuid: string): Promise<VmFilterChoices> {
    return this.#server.get(routes.vmFilters, { vcGuid });
  }
}
