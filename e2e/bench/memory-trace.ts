import { memoryMiB } from './process-memory.ts';

/** The resident memory of a process over time. */
export class MemoryTrace {
  readonly #pid: number;
  readonly #samples: number[] = [];

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Where the system does not tell, nothing is sampled. */
  async sample(): Promise<void> {
    const size = await memoryMiB(this.#pid);
    if (size > 0) this.#samples.push(size);
  }

  /** In MiB; 0 without samples. */
  largest(): number {
    return Math.max(0, ...this.#samples);
  }

  /** The largest memory of the last quarter against that of the second one. */
  growth(): number {
    const quarter = Math.floor(this.#samples.length / 4);
    const second = Math.max(...this.#samples.slice(quarter, 2 * quarter));
    const last = Math.max(...this.#samples.slice(3 * quarter));
    return quarter === 0 ? 1 : last / second;
  }
}
