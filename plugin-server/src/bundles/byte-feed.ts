import { collect } from './collect.ts';

/** Reads a stream of buffers by number of bytes; `await using` lets go of the stream. */
export class ByteFeed implements AsyncDisposable {
  readonly #parts: AsyncIterator<Buffer, unknown>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#parts = source[Symbol.asyncIterator]();
  }

  /** The next bytes; fewer than asked for at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    return collect(this.pass(count));
  }

  /** The next bytes piece by piece, without keeping them; fewer than asked for at the end of the stream. */
  async *pass(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#fill())) return;
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.return?.();
  }

  async #fill(): Promise<boolean> {
    const next = await this.#parts.next();
    if (next.done === true) return false;
    this.#rest = next.value;
    return true;
  }
}
