import type { VmChangeStore, VmWork } from '../../ports/vm-change-store.ts';

/**
 * Writes the rows of machines. What is to be written within one turn of the event loop goes into one transaction: the ends of many tasks
 * arrive together, and each transaction costs more than the rows in it.
 */
export class VmWorkWriter {
  readonly #store: Pick<VmChangeStore, 'save'>;
  #rows = new Map<string, VmWork>();
  #written: Promise<void> | null = null;

  constructor(store: Pick<VmChangeStore, 'save'>) {
    this.#store = store;
  }

  /** Resolves when the row outlasts the end of this process; rejects with what the store throws. */
  write(row: VmWork): Promise<void> {
    this.#rows.set(`${row.activityId} ${row.clusterId} ${row.vm.value}`, row);
    this.#written ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        const rows = [...this.#rows.values()];
        this.#rows = new Map();
        this.#written = null;
        try {
          this.#store.save(rows, 'process');
          resolve();
        } catch (error) {
          // Expected: a full disk. Whoever waits for the row does not go on.
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    return this.#written;
  }
}
