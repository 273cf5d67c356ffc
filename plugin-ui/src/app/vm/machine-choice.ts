import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { VmWish } from '@contract/plan';
import type { VmDisk, VmPolicyState, VmRow } from '@contract/virtual-machine';
import type { PickedMachine } from '../client-sdk/policy-dialog-launcher';
import { hasFilterPolicy } from '../shared/policy-status';
import type { DiskTick } from '../shared/vm-disk-list';

/** A machine that the dialog is about. */
export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly policyState: VmPolicyState;
  /** Whether nothing is known that stands against the change. */
  readonly isEligible: boolean;
}

export type Desired = VmWish['desired'];
type RowDisks = Pick<VmRow, 'id' | 'disks'>;

/** Which of the handed machines change, and which of their disks. All that can, until the user takes some out. */
export class MachineChoice {
  readonly #machines = signal<readonly Machine[]>([]);
  readonly #out = signal<ReadonlySet<string>>(new Set());
  /** Keys of the disks that change, of machines of which not all do. */
  readonly #disks: ReturnType<typeof signal<ReadonlyMap<string, readonly number[]>>>;

  readonly desired: Desired;
  readonly machines: Signal<readonly Machine[]> = this.#machines.asReadonly();
  /** Whether rules of a disk's present policy are kept by a combined one. */
  readonly combine = signal(true);

  /** Those that change. */
  readonly ticked: Signal<readonly Machine[]> = computed(() =>
    this.#machines().filter((machine) => this.isTicked(machine)),
  );

  readonly wishes: Signal<readonly VmWish[]> = computed(() =>
    this.ticked().map(({ id }) => {
      const diskKeys = this.#disks().get(id);
      const { desired } = this;
      return { vmId: id, desired, ...(diskKeys === undefined ? {} : { diskKeys: [...diskKeys] }) };
    }),
  );

  constructor(desired: Desired, picked: readonly PickedMachine[]) {
    this.desired = desired;
    this.#disks = signal(
      new Map(picked.flatMap(({ vmId, diskKeys }) => (diskKeys ? [[vmId, diskKeys]] : []))),
    );
  }

  /** Takes what the server knows of the handed machines. */
  know(machines: readonly Machine[]): void {
    this.#machines.set(machines);
  }

  /** Whether all its disks are as wished already. */
  isDone({ policyState }: Machine): boolean {
    return policyState === (this.desired === 'assigned' ? 'all' : 'none');
  }

  canTick(machine: Machine): boolean {
    return machine.isEligible && !this.isDone(machine);
  }

  isTicked(machine: Machine): boolean {
    return this.canTick(machine) && !this.#out().has(machine.id);
  }

  /** Whether it changes, but not all its disks do. */
  isPartly(machine: Machine): boolean {
    return this.isTicked(machine) && this.#disks().has(machine.id);
  }

  /** Takes the machine out, or in with all its disks. */
  toggle(machine: Machine): void {
    const isWhole = this.isTicked(machine) && !this.isPartly(machine);
    this.#choose(machine.id, isWhole ? [] : null);
  }

  /** Ticks all of them that can be, or none. */
  tickAll(machines: readonly Machine[], isWanted: boolean): void {
    for (const machine of machines) {
      if (this.canTick(machine) && this.isTicked(machine) !== isWanted) this.toggle(machine);
    }
  }

  /** Ticks of a machine's disks: which of them will have been changed. */
  diskTicks(machine: Machine, disks: readonly VmDisk[]): ReadonlyMap<number, DiskTick> {
    const chosen = new Set(this.#chosenKeys(machine, disks));
    return new Map(
      disks.map((disk) => [
        disk.key,
        {
          isTicked: chosen.has(disk.key),
          canToggle: this.canTick(machine) && this.#canChange(disk),
        },
      ]),
    );
  }

  toggleDisk(machine: Machine, row: RowDisks, key: number): void {
    const disks = row.disks ?? [];
    const keys = new Set(this.#chosenKeys(machine, disks));
    if (!keys.delete(key)) keys.add(key);
    const isWhole = disks.every((disk) => !this.#canChange(disk) || keys.has(disk.key));
    this.#choose(machine.id, isWhole ? null : [...keys]);
  }

  #chosenKeys(machine: Machine, disks: readonly VmDisk[]): readonly number[] {
    if (!this.isTicked(machine)) return [];
    return (
      this.#disks().get(machine.id) ??
      disks.filter((disk) => this.#canChange(disk)).map(({ key }) => key)
    );
  }

  #canChange(disk: VmDisk): boolean {
    return hasFilterPolicy(disk) === (this.desired === 'unassigned') && disk.reasons.length === 0;
  }

  /** Null chooses all disks, an empty list none. */
  #choose(id: string, keys: readonly number[] | null): void {
    this.#out.update((before) => {
      const after = new Set(before);
      if (keys?.length === 0) after.add(id);
      else after.delete(id);
      return after;
    });
    this.#disks.update((before) => {
      const after = new Map(before);
      if (keys === null || keys.length === 0) after.delete(id);
      else after.set(id, keys);
      return after;
    });
  }
}
