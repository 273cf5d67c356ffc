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
  readonly #writer: VmWorkWriter;
  readonly #onEnd: (progress: PolicyProgress) => void;

  /** @param onEnd told each time a machine has come to its end */
  constructor(
    rows: readonly VmWork[],
    writer: VmWorkWriter,
    onEnd: (progress: PolicyProgress) => void,
  ) {
    this.#rows = new Map(rows.map((row) => [row.vm.value, row]));
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
    const row = { ...this.row(vmId), ...change };
    this.#rows.set(vmId, row);
    await this.#writer.write(row);
    if (change.finishedAt !== undefined) this.#onEnd(this.progress);
  }

  get progress(): PolicyProgress {
    const counts = { succeeded: 0, failed: 0, cancelled: 0 };
    for (const { state } of this.#rows.values())
      if (state === 'succeeded' || state === 'failed' || state === 'cancelled') counts[state] += 1;
    return { total: this.#rows.size, ...counts };
  }
}
