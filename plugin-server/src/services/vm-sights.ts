import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { Kept } from './kept.ts';
import type { KeptTimes } from './kept.ts';
import type { VmList } from './vm-list.ts';
import { VmRights } from './vm-rights.ts';
import type { AskPrivileges } from './vm-rights.ts';
import { missingFor } from './visibility.ts';

const VIEW_POLICIES: PrivilegeId = 'StorageProfile.View';

/** What one user may do with the machines of one list; the arrays go by the machines' position and hold 0 or 1. */
export interface VmSight {
  readonly seen: Uint8Array;
  readonly editable: Uint8Array;
  readonly serviceAccountEdits: Uint8Array;
  canSeeHost(hostId: string): boolean;
  /** Whether the user may read storage policies. */
  readonly policiesReadable: boolean;
}

interface Answer {
  readonly rights: VmRights;
  readonly policiesReadable: boolean;
}

const TIMES: KeptTimes = { freshMs: 120_000, longestMs: 600_000 };
/** So many accounts are remembered, those that came last. */
const MOST_ACCOUNTS = 64;

/**
 * Remembers for some minutes which machines each user may see and edit. One call to vCenter answers for all of them; machines that are new
 * cost another one.
 */
export class VmSights {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #accounts = new Map<string, Kept<Answer>>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Throws VimFault or VcenterUnreachable. */
  async of(user: AuthenticatedUser, connection: VcenterConnection, list: VmList): Promise<VmSight> {
    const { vcGuid, privileges, rootFolder } = connection;
    const own = `${vcGuid} ${user.sessionKey ?? `token of ${user.userName}`}`;
    const [answer, service] = await Promise.all([
      this.#answer(own, rootFolder, list, (objects, wanted) =>
        missingFor(privileges, user, objects, wanted),
      ),
      this.#answer(vcGuid, rootFolder, list, (objects, wanted) =>
        privileges.missingForServiceAccount(objects, wanted),
      ),
    ]);
    return {
      ...answer.rights.bits(list),
      serviceAccountEdits: service.rights.bits(list).editable,
      canSeeHost: (hostId) => answer.rights.canSee(hostId),
      policiesReadable: answer.policiesReadable,
    };
  }

  async #answer(
    key: string,
    root: ManagedObjectReference,
    list: VmList,
    ask: AskPrivileges,
  ): Promise<Answer> {
    const kept = this.#account(key);
    const answer = await kept.current(() => askAll(root, list, ask));
    const rights = await answer.rights.extended(list, ask);
    if (rights === answer.rights) return answer;
    const more = { ...answer, rights };
    kept.replace(answer, more);
    return more;
  }

  #account(key: string): Kept<Answer> {
    const account = this.#accounts.get(key) ?? new Kept<Answer>(this.#clock, TIMES);
    this.#accounts.delete(key);
    this.#accounts.set(key, account);
    const [oldest] = this.#accounts.keys();
    if (this.#accounts.size > MOST_ACCOUNTS && oldest !== undefined) this.#accounts.delete(oldest);
    return account;
  }
}

async function askAll(
  root: ManagedObjectReference,
  list: VmList,
  ask: AskPrivileges,
): Promise<Answer> {
  const [rights, lackedAtRoot] = await Promise.all([
    VmRights.ask(list, ask),
    ask([root], [VIEW_POLICIES]),
  ]);
  return { rights, policiesReadable: lackedAtRoot.length === 0 };
}
