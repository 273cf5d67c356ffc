import type { Signal } from '@angular/core';
import { computed, linkedSignal, signal } from '@angular/core';
import type { PolicyWishes } from '@contract/plan';
import type { VmRow, VmSelection } from '@contract/virtual-machine';
import type { VmEffect, VmEntry } from './vm-entry';
import { effectOnVm, nextStep, tickOf, wishOf, wished, withDiskToggled } from './vm-entry';

/** Asked before machines lose a policy that they have. */
export interface DropQuestion {
  /** Names of the machines, or of one disk, that have the policy. */
  readonly names: readonly string[];
  readonly proceed: () => void;
}

type Machine = VmSelection['vms'][number];

/**
 * Which machines shall be under the filter's policy. Those that have it already are part of the choice from the start and keep it; taking
 * one out means that it loses the policy, and is asked for first. Machines of clusters that are no longer ticked do not count, and are
 * there again when their cluster is.
 */
export class VmChoice {
  readonly #clusterIds: Signal<readonly string[]>;
  readonly #all = signal<ReadonlyMap<string, VmEntry>>(new Map());
  readonly #question = signal<DropQuestion | null>(null);

  readonly question: Signal<DropQuestion | null> = this.#question.asReadonly();
  /** Whether rules of a disk's present policy are kept by a combined one. */
  readonly combine = signal(true);

  readonly entries: Signal<ReadonlyMap<string, VmEntry>> = computed(() => {
    const clusters = new Set(this.#clusterIds());
    return new Map([...this.#all()].filter(([, { clusterId }]) => clusters.has(clusterId)));
  });

  /** Changes that are not made because the cluster of the machine is no longer ticked. */
  readonly outside: Signal<number> = computed(
    () => countOf(this.#all(), ({ wish }) => wish !== 'keep') - this.#changeCount(),
  );

  readonly counts: Signal<Readonly<Record<VmEffect, number>>> = computed(() => {
    const counts = { gets: 0, keeps: 0, loses: 0 };
    for (const entry of this.entries().values()) counts[effectOnVm(entry)] += 1;
    return counts;
  });

  readonly #wishes = computed(() =>
    [...this.entries().values()].flatMap((entry) => wishOf(entry) ?? []),
  );
  /** Machines that cannot be changed are refused until the user has seen them; another choice asks anew. */
  readonly #leavesOut = linkedSignal({ source: this.#wishes, computation: () => false });
  readonly leavesOut: Signal<boolean> = this.#leavesOut.asReadonly();

  /** What the plan is asked for; null when no machine changes. */
  readonly policies: Signal<PolicyWishes | null> = computed(() => {
    const virtualMachines = this.#wishes();
    if (virtualMachines.length === 0) return null;
    const ineligible = this.#leavesOut() ? 'leaveOut' : 'refuse';
    return { virtualMachines, combine: this.combine(), ineligible };
  });

  readonly #changeCount = computed(() => countOf(this.entries(), ({ wish }) => wish !== 'keep'));

  constructor(clusterIds: Signal<readonly string[]>) {
    this.#clusterIds = clusterIds;
  }

  /** The machine's part in the choice. One that has the policy and was not heard of yet keeps it. */
  entryOf(row: VmRow): VmEntry | undefined {
    const known = this.entries().get(row.id);
    if (known) return known;
    return row.policyState === 'none' ? undefined : wished(row, 'keep');
  }

  /** Takes in which machines of these clusters have the policy now. What the user decided stays. */
  learnHolders(machines: readonly Machine[], clusterIds: readonly string[]): void {
    const asked = new Set(clusterIds);
    const holders = new Map(machines.map((machine) => [machine.id, machine]));
    this.#all.update((before) => {
      const after = new Map<string, VmEntry>();
      for (const [id, entry] of before) {
        const now = asked.has(entry.clusterId) && !holders.has(id) ? lost(entry) : entry;
        if (now) after.set(id, now);
      }
      for (const machine of machines) {
        const { id, policyState: has } = machine;
        const entry = after.get(id) ?? wished(machine, 'keep');
        after.set(id, { ...entry, has, clusterId: machine.clusterId });
      }
      return after;
    });
  }

  /** A click on the tick of a machine. */
  toggle(row: VmRow): void {
    const entry = this.entryOf(row);
    const step = nextStep(entry, row.eligible);
    switch (step) {
      case 'assign':
      case 'keep':
        this.#put([wished(row, step)]);
        return;
      case 'remove':
      case 'drop':
        if (entry) this.take([entry]);
    }
  }

  /** A click on the tick of one disk. */
  toggleDisk(row: VmRow, key: number): void {
    const entry = this.entryOf(row);
    const after = withDiskToggled(entry, row, key);
    const apply = (): void => (after ? this.#put([after]) : this.#remove([row.id]));
    const disk = row.disks?.find((each) => each.key === key);
    const before = entry?.wish === 'unassign' ? (entry.diskKeys?.length ?? Infinity) : 0;
    const now = after?.wish === 'unassign' ? (after.diskKeys?.length ?? Infinity) : 0;
    if (now > before) this.#ask([`${disk?.label ?? key} (${row.name})`], apply);
    else apply();
  }

  /** Ticks machines that can be ticked. */
  add(machines: readonly Machine[]): void {
    this.#put(
      machines
        .filter((machine) => tickOf(this.entries().get(machine.id)) !== 'on')
        .map((machine) => wished(machine, machine.policyState === 'all' ? 'keep' : 'assign')),
    );
  }

  /** Takes machines out of the choice; asks first when some of them have the policy. */
  take(entries: readonly VmEntry[]): void {
    const holders = entries.filter(({ has, wish }) => has !== 'none' && wish !== 'unassign');
    const others = entries.filter(({ has }) => has === 'none').map(({ id }) => id);
    const apply = (): void => {
      this.#remove(others);
      this.#put(holders.map((entry) => ({ ...entry, wish: 'unassign', diskKeys: null })));
    };
    if (holders.length > 0)
      this.#ask(
        holders.map(({ name }) => name),
        apply,
      );
    else apply();
  }

  /** Takes back that a machine loses its policy. */
  keep(entry: VmEntry): void {
    this.#put([{ ...entry, wish: 'keep', diskKeys: null }]);
  }

  clear(): void {
    this.take([...this.entries().values()]);
  }

  /** The user has seen the machines that cannot be changed and goes on without them. */
  leaveOut(): void {
    this.#leavesOut.set(true);
  }

  /** The answer to the question. */
  answer(goesOn: boolean): void {
    const question = this.#question();
    this.#question.set(null);
    if (goesOn) question?.proceed();
  }

  #ask(names: readonly string[], proceed: () => void): void {
    this.#question.set({ names, proceed });
  }

  #put(entries: readonly VmEntry[]): void {
    this.#all.update((before) => {
      const after = new Map(before);
      for (const entry of entries) after.set(entry.id, entry);
      return after;
    });
  }

  #remove(ids: readonly string[]): void {
    this.#all.update((before) => {
      const after = new Map(before);
      for (const id of ids) after.delete(id);
      return after;
    });
  }
}

/** A machine that no longer has the policy: only a wish to get it outlives that. */
function lost(entry: VmEntry): VmEntry | null {
  return entry.wish === 'assign' ? { ...entry, has: 'none' } : null;
}

function countOf(
  entries: ReadonlyMap<string, VmEntry>,
  isMeant: (entry: VmEntry) => boolean,
): number {
  let count = 0;
  for (const entry of entries.values()) if (isMeant(entry)) count += 1;
  return count;
}
