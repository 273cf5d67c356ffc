import type { DiskFacts, VmDiskShelf } from './vm-disk-shelf.ts';
import type { VmList } from './vm-list.ts';

/** The disks of the machines of one list by their position: what has been found once is not looked for again, because every page asks of all. */
export class ListedDisks {
  readonly #list: VmList;
  readonly #shelf: VmDiskShelf;
  readonly #found: (DiskFacts | null | undefined)[];

  constructor(list: VmList, shelf: VmDiskShelf) {
    this.#list = list;
    this.#shelf = shelf;
    this.#found = Array.from<DiskFacts | null | undefined>({ length: list.vms.length });
  }

  /** Null while they have not been read, and when vCenter did not give them. */
  at(position: number): DiskFacts | null {
    return this.isPending(position) ? null : (this.#found[position] ?? null);
  }

  /** Whether they have yet to be read. */
  isPending(position: number): boolean {
    if (this.#found[position] !== undefined) return false;
    const vm = this.#list.vms[position];
    if (vm === undefined) return false;
    if (this.#shelf.isPending(vm)) return true;
    this.#found[position] = this.#shelf.find(vm);
    return false;
  }
}
