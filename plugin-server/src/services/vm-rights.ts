import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { MissingPrivilege } from '../ports/vcenter.ts';
import { mapLimited } from './map-limited.ts';
import type { VmList } from './vm-list.ts';
import { askWithoutGone } from './visibility.ts';

/** Asks vCenter on which objects one account lacks one privilege. */
export type AskLacking = (
  objects: readonly ManagedObjectReference[],
) => Promise<readonly MissingPrivilege[]>;

/** From so many objects on, the question is put in so many parts: one answer about 20,000 objects would hold everything else up while it is read. */
const MANY = 1_000;
const PARTS = 16;
const PARTS_AT_ONCE = 2;

/** Whether somebody waits for the answer, or others shall be served in between. */
export type Haste = 'now' | 'inBackground';

/** One privilege of one account on what a list names. Only where it is lacking is kept, which is little for most. */
export class VmRight {
  readonly #asked: ReadonlySet<string>;
  readonly #lacking: ReadonlySet<string>;
  readonly #bits = new WeakMap<VmList, Uint8Array>();

  private constructor(asked: ReadonlySet<string>, lacking: ReadonlySet<string>) {
    this.#asked = asked;
    this.#lacking = lacking;
  }

  /** A few calls to vCenter for all that the list names, the same number for any long list. */
  static async ask(list: VmList, ask: AskLacking, haste: Haste = 'now'): Promise<VmRight> {
    return new VmRight(list.ids, await lackingOn(list.objects, ask, haste));
  }

  /** The same right, with an answer for each object that this list has and the earlier one had not; one call if there are few. */
  async extended(list: VmList, ask: AskLacking): Promise<VmRight> {
    if (this.#asked === list.ids) return this;
    const unknown = list.objects.filter(({ value }) => !this.#asked.has(value));
    const lacking = await lackingOn(unknown, ask);
    return new VmRight(list.ids, new Set([...this.#lacking, ...lacking]));
  }

  on(objectId: string): boolean {
    return this.#asked.has(objectId) && !this.#lacking.has(objectId);
  }

  /** By the position of the machines; 0 or 1. */
  bits(list: VmList): Uint8Array {
    const known = this.#bits.get(list);
    if (known !== undefined) return known;
    const made = Uint8Array.from(list.vms, ({ listing }) => Number(this.on(listing.ref.value)));
    this.#bits.set(list, made);
    return made;
  }
}

/** What is gone is lacking everything. */
export async function lackingOn(
  objects: readonly ManagedObjectReference[],
  ask: AskLacking,
  haste: Haste = 'now',
): Promise<ReadonlySet<string>> {
  const limit = haste === 'now' ? PARTS_AT_ONCE : 1;
  const answers = await mapLimited(inParts(objects), limit, (part) => askPart(part, ask));
  return new Set(answers.flat());
}

async function askPart(
  part: readonly ManagedObjectReference[],
  ask: AskLacking,
): Promise<readonly string[]> {
  const { left, missing } = await askWithoutGone(part, async (rest) => ({
    left: new Set(rest.map(({ value }) => value)),
    missing: rest.length === 0 ? [] : await ask(rest),
  }));
  const gone = part.filter(({ value }) => !left.has(value)).map(({ value }) => value);
  return [...gone, ...missing.map(({ object }) => object.value)];
}

/** The same number of parts however many there are, so that the number of calls does not grow. */
function inParts(
  objects: readonly ManagedObjectReference[],
): readonly (readonly ManagedObjectReference[])[] {
  if (objects.length === 0) return [];
  const size = objects.length < MANY ? objects.length : Math.ceil(objects.length / PARTS);
  return Array.from({ length: Math.ceil(objects.length / size) }, (_, index) =>
    objects.slice(index * size, (index + 1) * size),
  );
}
