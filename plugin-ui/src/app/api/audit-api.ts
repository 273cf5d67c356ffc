import { Injectable, inject } from '@angular/core';
import type { AuditFilter, AuditPage } from '@contract/audit';
import { routes } from '@contract/routes';
import type { Query } from './server-requests';
import { ServerRequests } from './server-requests';

/** Our server's API for the audit log. Every method rejects with an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class AuditApi {
  readonly #server = inject(ServerRequests);

  /** Newest first; `cursor` is `nextCursor` of the page before, null for the first one. */
  page(vcGuid: string, filter: AuditFilter, cursor: number | null): Promise<AuditPage> {
    const place: Query = cursor === null ? {} : { cursor: String(cursor) };
    return this.#server.get(routes.audit, { vcGuid }, { ...queryOf(filter), ...place });
  }

  /** A file with everything that fits the filter, oldest first. */
  export(vcGuid: string, filter: AuditFilter, format: 'csv' | 'jsonl'): Promise<Blob> {
    return this.#server.file(routes.auditExport, { vcGuid }, { ...queryOf(filter), format });
  }
}

/** Only what is filtered by. */
function queryOf(filter: AuditFilter): Query {
  const entries: [string, string][] = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as [string, string]],
  );
  return Object.fromEntries(entries);
}
