import type { PolicyProgress, VmWorkState } from '../../domain/vm-change.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { VmWorkWriter } from './vm-work-writer.ts';

/** Parts of a row that change while the machine is worked on. */
export type VmWorkChange = Partial<
  Pick<VmWork, 'state' | 'taskId' | 'attempt' | 'problem' | 'finishedAt'>
>;

/** The machines of one cluster activity as they are recorded, and the only way to add to that. */
export class VmRecords {
  readonly #rows: Map<string, VmWork>;
  /** How many rows are in each state; asked for at the end of each of thousands of machines. */
  readonly #counts = new Map<VmWorkState, number>();
  readonly #writer: VmWorkWriter;
  readonly #onEnd: (progress: PolicyProgress) => void;

  /** @param onEnd told each time a machine has come to its end */
  constructor(
    rows: readonly VmWork[],
    writer: VmWorkWriter,
    onEnd: (progress: PolicyProgress) => void,
  ) {
    this.#rows = new Map(rows.map((row) => [row.vm.value, row]));
    for (const { state } of this.#rows.values()) this.#count(state, 1);
    this.#writer = writer;
    this.#onEnd = onEnd;
  }

  get all(): readonly VmWork[] {
    return [...this.#rows.values()];
  }

  in(...states: readonly VmWorkState[]): readonly VmWork[] {
    return this.all.filter(({ state }) => states.includes(state));
  }

  /** Throws an Error for a machine without a row. */
  row(vmId: string): VmWork {
    const found = this.#rows.get(vmId);
    if (found === undefined) throw new Error(`There is no row for ${vmId}.`);
    return found;
  }

  /** Resolves when the change outlasts the end of this process. */
  async change(vmId: string, change: VmWorkChange): Promise<void> {
    const before = this.row(vmId);
    const row = { ...before, ...change };
    this.#rows.set(vmId, row);
    this.#count(before.state, -1);
    this.#count(row.state, 1);
    await this.#writer.write(row);
    if (change.finishedAt !== undefined) this.#onEnd(this.progress);
  }

  get progress(): PolicyProgress {
    const of = (state: VmWorkState): number => this.#counts.get(state) ?? 0;
    const [succeeded, failed, cancelled] = [of('succeeded'), of('failed'), of('cancelled')];
    return { total: this.#rows.size, succeeded, failed, cancelled };
  }

  #count(state: VmWorkState, by: number): void {
    this.#counts.set(state, (this.#counts.get(state) ?? 0) + by);
  }
}
