import type { PrivilegeId } from '../domain/privilege.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { Kept } from './kept.ts';
import type { KeptTimes } from './kept.ts';
import type { VmList } from './vm-list.ts';
import { lackingOn, VmRight } from './vm-rights.ts';
import type { AskLacking, Haste } from './vm-rights.ts';
import { missingFor } from './visibility.ts';

const READ: PrivilegeId = 'System.Read';
const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';
const VIEW_POLICIES: PrivilegeId = 'StorageProfile.View';

/** Who may edit the devices of the machine at a position of the list. */
export interface EditRights {
  readonly user: (position: number) => boolean;
  readonly serviceAccount: (position: number) => boolean;
}

/** What one user may do with the machines of one list. */
export interface VmSight {
  /** By the position of the machines; 0 or 1. */
  readonly seen: Uint8Array;
  /** Whether the user may read storage policies. */
  readonly policiesReadable: boolean;
  /** Of a cluster or host. */
  canSee(objectId: string): boolean;
  /** Whether `edits` answers without asking vCenter about all machines. */
  readonly knowsEdits: boolean;
  edits(haste?: Haste): Promise<EditRights>;
  /** The same for some machines only, which is much less to ask; others count as not editable. */
  editsOf(positions: readonly number[]): Promise<EditRights>;
}

interface Asks {
  readonly reads: AskLacking;
  readonly edits: AskLacking;
  readonly serviceAccountEdits: AskLacking;
}

const TIMES: KeptTimes = { freshMs: 120_000, longestMs: 600_000 };
/** So many answers are remembered, those that were asked for last. */
const MOST_ANSWERS = 128;
/** After a first page, until what it did without is asked for. */
const PAUSE_MS = 100;

/**
 * Remembers for some minutes what each user may do with machines. One call to vCenter answers for all of them; machines that are new cost
 * another one.
 */
export class VmSights {
  readonly #clock: Clock;
  readonly #stopping: AbortSignal;
  readonly #rights = new Map<string, Kept<VmRight>>();
  readonly #policyReaders = new Map<string, Kept<boolean>>();

  constructor(clock: Clock, stopping: AbortSignal) {
    this.#clock = clock;
    this.#stopping = stopping;
  }

  /** Throws VimFault or VcenterUnreachable. */
  async of(user: AuthenticatedUser, connection: VcenterConnection, list: VmList): Promise<VmSight> {
    const { vcGuid, privileges, rootFolder } = connection;
    const account = `${vcGuid} ${user.sessionKey ?? `token of ${user.userName}`}`;
    const keys = { reads: `${account} reads`, edits: `${account} edits`, service: vcGuid };
    const asks = asksFor(user, connection);
    const [reads, policiesReadable] = await Promise.all([
      this.#right(keys.reads, list, asks.reads),
      this.#keptIn(this.#policyReaders, account).current(async () => {
        const missing = await missingFor(privileges, user, [rootFolder], [VIEW_POLICIES]);
        return missing.length === 0;
      }),
    ]);
    return {
      seen: reads.bits(list),
      policiesReadable,
      canSee: (objectId) => reads.on(objectId),
      knowsEdits: this.#knows(keys.edits) && this.#knows(keys.service),
      edits: async (haste = 'now') => {
        const own = this.#right(keys.edits, list, asks.edits, haste);
        // In the background one after the other.
        if (haste === 'inBackground') await own;
        const service = this.#right(keys.service, list, asks.serviceAccountEdits, haste);
        return bitsOf(list, await Promise.all([own, service]));
      },
      editsOf: (positions) => editsOf(list, positions, asks),
    };
  }

  /** Asks in the background for what a first page did without. */
  prepare(sight: VmSight): void {
    if (sight.knowsEdits) return;
    this.#clock
      .delay(PAUSE_MS, this.#stopping)
      .then(() => sight.edits('inBackground'))
      // Expected: the server stops, or whatever a call can end with. Whoever needs the answer asks again and is told.
      .catch(() => undefined);
  }

  #knows(key: string): boolean {
    return (this.#rights.get(key)?.latest ?? null) !== null;
  }

  async #right(key: string, list: VmList, ask: AskLacking, haste: Haste = 'now'): Promise<VmRight> {
    const kept = this.#keptIn(this.#rights, key);
    const answer = await kept.current(() => VmRight.ask(list, ask, haste));
    const right = await answer.extended(list, ask);
    kept.replace(answer, right);
    return right;
  }

  #keptIn<T>(answers: Map<string, Kept<T>>, key: string): Kept<T> {
    const kept = answers.get(key) ?? new Kept<T>(this.#clock, TIMES);
    answers.delete(key);
    answers.set(key, kept);
    const [oldest] = answers.keys();
    if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
    return kept;
  }
}

function asksFor(user: AuthenticatedUser, { privileges }: VcenterConnection): Asks {
  return {
    reads: (objects) => missingFor(privileges, user, objects, [READ]),
    edits: (objects) => missingFor(privileges, user, objects, [EDIT_DEVICE]),
    serviceAccountEdits: (objects) => privileges.missingForServiceAccount(objects, [EDIT_DEVICE]),
  };
}

function bitsOf(list: VmList, [own, service]: readonly [VmRight, VmRight]): EditRights {
  const [ownBits, serviceBits] = [own.bits(list), service.bits(list)];
  return {
    user: (position) => ownBits[position] === 1,
    serviceAccount: (position) => serviceBits[position] === 1,
  };
}

async function editsOf(
  list: VmList,
  positions: readonly number[],
  asks: Asks,
): Promise<EditRights> {
  const refs = positions.flatMap((position) => list.vms[position]?.listing.ref ?? []);
  const [own, service] = await Promise.all([
    lackingOn(refs, asks.edits),
    lackingOn(refs, asks.serviceAccountEdits),
  ]);
  const asked = new Set(positions);
  const hasIn =
    (lacking: ReadonlySet<string>) =>
    (position: number): boolean =>
      asked.has(position) && !lacking.has(list.vms[position]?.listing.ref.value ?? '');
  return { user: hasIn(own), serviceAccount: hasIn(service) };
}
