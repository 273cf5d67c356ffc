/**
 * A list whose items are made one after the other while the reply is written, and dropped again: a listing of many thousand objects never holds all their properties at the
 * same time.
 */
export class MappedList<Source> implements Iterable<unknown> {
  readonly #sources: readonly Source[];
  readonly #make: (source: Source) => unknown;

  constructor(sources: readonly Source[], make: (source: Source) => unknown) {
    this.#sources = sources;
    this.#make = make;
  }

  get length(): number {
    return this.#sources.length;
  }

  *[Symbol.iterator](): Generator {
    for (const source of this.#sources) yield this.#make(source);
  }
}
