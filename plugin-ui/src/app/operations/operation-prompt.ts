import { signal } from '@angular/core';
import type { Operation } from './operation';

/** What a view asks the user to confirm, and what was done last. */
export class OperationPrompt {
  readonly #ended: () => void;
  readonly #operation = signal<Operation | null>(null);
  readonly #done = signal<string | null>(null);

  readonly operation = this.#operation.asReadonly();
  /** In a sentence; null when the last question was answered with no. */
  readonly done = this.#done.asReadonly();

  /** `ended` runs when something has been done. */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  ask(operation: Operation | null): void {
    this.#done.set(null);
    this.#operation.set(operation);
  }

  end(done: string | null): void {
    this.#operation.set(null);
    this.#done.set(done);
    if (done !== null) this.#ended();
  }
}
