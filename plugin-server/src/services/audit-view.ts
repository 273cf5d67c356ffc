import type { AuditEntry } from '../domain/audit-entry.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { AuditFilter, AuditReader } from '../ports/audit-log.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
import { missingFor } from './visibility.ts';

export type AuditWish = Omit<AuditFilter, 'vcGuid'>;

export interface AuditPageResult {
  readonly entries: readonly AuditEntry[];
  /** Number of the last entry, from which the next page goes on; null when there is no more. */
  readonly nextCursor: number | null;
}

/**
 * Reading the audit log of one vCenter. Throws Problem `notPermitted` for a user without the privilege Global.Diagnostics on the vCenter's
 * root folder, which vSphere asks of those who read vCenter's own logs.
 */
export interface AuditUseCases {
  /** Newest first. */
  page(
    user: AuthenticatedUser,
    wish: AuditWish,
    place: { readonly limit: number; readonly cursor?: number },
  ): Promise<AuditPageResult>;
  /** Oldest first, read piece by piece while it is taken. */
  all(user: AuthenticatedUser, wish: AuditWish): Promise<Iterable<AuditEntry>>;
}

const NEEDED: PrivilegeId = 'Global.Diagnostics';
const CHUNK = 500;

export class AuditView implements AuditUseCases {
  readonly #vcenters: Vcenters;
  readonly #audit: AuditReader;

  constructor(parts: { readonly vcenters: Vcenters; readonly audit: AuditReader }) {
    this.#vcenters = parts.vcenters;
    this.#audit = parts.audit;
  }

  async page(
    user: AuthenticatedUser,
    wish: AuditWish,
    place: { readonly limit: number; readonly cursor?: number },
  ): Promise<AuditPageResult> {
    const filter = { ...wish, vcGuid: await this.#permittedVcenter(user) };
    const { limit, cursor } = place;
    const found = this.#audit.find(filter, {
      limit: limit + 1,
      order: 'newestFirst',
      ...(cursor !== undefined && { beyond: cursor }),
    });
    const entries = found.slice(0, limit);
    const last = found.length > limit ? entries.at(-1) : undefined;
    return { entries, nextCursor: last?.sequence ?? null };
  }

  async all(user: AuthenticatedUser, wish: AuditWish): Promise<Iterable<AuditEntry>> {
    return this.#inChunks({ ...wish, vcGuid: await this.#permittedVcenter(user) });
  }

  *#inChunks(filter: AuditFilter): Generator<AuditEntry> {
    for (let beyond = 0; ;) {
      const chunk = this.#audit.find(filter, { limit: CHUNK, order: 'oldestFirst', beyond });
      yield* chunk;
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < CHUNK) return;
      beyond = last.sequence;
    }
  }

  async #permittedVcenter(user: AuthenticatedUser): Promise<string> {
    const { vcGuid, privileges, rootFolder } = await this.#vcenters.connect(user.vcGuid);
    const missing = await missingFor(privileges, user, [rootFolder], [NEEDED]);
    if (missing.length === 0) return vcGuid;
    const detail = `Reading the audit log needs the privilege ${PRIVILEGE_NAMES[NEEDED]} (${NEEDED}) on the vCenter itself.`;
    throw new Problem('notPermitted', detail);
  }
}
