import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import type { MissingPrivilege } from '../ports/vcenter.ts';
import type { VmList } from './vm-list.ts';
import { askWithoutGone } from './visibility.ts';

const READ: PrivilegeId = 'System.Read';
const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';

/** Asks vCenter what one account lacks. */
export type AskPrivileges = (
  objects: readonly ManagedObjectReference[],
  privileges: readonly PrivilegeId[],
) => Promise<readonly MissingPrivilege[]>;

/** By the position of the machines in a list; 0 or 1. */
export interface VmRightBits {
  readonly seen: Uint8Array;
  readonly editable: Uint8Array;
}

/** What one account may do with machines and with the hosts and clusters that they run on. Only what is lacking is kept, which is little for most. */
export class VmRights {
  readonly #asked: ReadonlySet<string>;
  readonly #hidden: ReadonlySet<string>;
  readonly #locked: ReadonlySet<string>;
  readonly #bits = new WeakMap<VmList, VmRightBits>();

  private constructor(
    asked: ReadonlySet<string>,
    hidden: ReadonlySet<string>,
    locked: ReadonlySet<string>,
  ) {
    this.#asked = asked;
    this.#hidden = hidden;
    this.#locked = locked;
  }

  /** One call to vCenter for all that the list names. */
  static async ask(list: VmList, ask: AskPrivileges): Promise<VmRights> {
    const { hidden, locked } = await lackedOn(list.objects, ask);
    return new VmRights(list.ids, hidden, locked);
  }

  /** The same rights, with an answer for each object that this list has and the earlier one had not; one call if there is any. */
  async extended(list: VmList, ask: AskPrivileges): Promise<VmRights> {
    if (this.#asked === list.ids) return this;
    const unknown = list.objects.filter(({ value }) => !this.#asked.has(value));
    const { hidden, locked } = await lackedOn(unknown, ask);
    return new VmRights(
      list.ids,
      new Set([...this.#hidden, ...hidden]),
      new Set([...this.#locked, ...locked]),
    );
  }

  canSee(objectId: string): boolean {
    return this.#asked.has(objectId) && !this.#hidden.has(objectId);
  }

  /** A machine on a cluster that is hidden is hidden with it. */
  bits(list: VmList): VmRightBits {
    const known = this.#bits.get(list);
    if (known !== undefined) return known;
    const seen = Uint8Array.from(list.vms, ({ listing, cluster }) =>
      Number(
        this.canSee(listing.ref.value) && (cluster === null || this.canSee(cluster.ref.value)),
      ),
    );
    const editable = Uint8Array.from(list.vms, ({ listing }) =>
      Number(!this.#locked.has(listing.ref.value)),
    );
    const made = { seen, editable };
    this.#bits.set(list, made);
    return made;
  }
}

async function lackedOn(
  objects: readonly ManagedObjectReference[],
  ask: AskPrivileges,
): Promise<{ readonly hidden: ReadonlySet<string>; readonly locked: ReadonlySet<string> }> {
  const hidden = new Set(objects.map(({ value }) => value));
  const locked = new Set<string>();
  // What is gone when the question is answered at last stays hidden.
  const answered = await askWithoutGone(objects, async (left) => ({
    left,
    missing: left.length === 0 ? [] : await ask(left, [READ, EDIT_DEVICE]),
  }));
  for (const { value } of answered.left) hidden.delete(value);
  for (const { object, privilege } of answered.missing)
    (privilege === READ ? hidden : locked).add(object.value);
  return { hidden, locked };
}
