import type { Signal } from '@angular/core';
import { signal } from '@angular/core';
import type { VmSelection, VmSelectionRequest } from '@contract/virtual-machine';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import type { VmChoice } from './vm-choice';

export type HoldersState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** Finds the machines that have the filter's policy already, so that they are part of the choice from the start. */
export class PolicyHolders {
  readonly #ask: (request: VmSelectionRequest) => Promise<VmSelection>;
  readonly #choice: VmChoice;
  readonly #state = signal<HoldersState>({ kind: 'loading' });
  #round = 0;

  readonly state: Signal<HoldersState> = this.#state.asReadonly();

  /** `ask` rejects with an `ApiProblem`. */
  constructor(ask: (request: VmSelectionRequest) => Promise<VmSelection>, choice: VmChoice) {
    this.#ask = ask;
    this.#choice = choice;
  }

  /** Asks anew for these clusters; of two answers that cross, the one asked for last wins. Never rejects. */
  async load(clusterIds: readonly string[]): Promise<void> {
    const round = ++this.#round;
    this.#state.set({ kind: 'loading' });
    try {
      const { vms } = await this.#ask({
        filter: { clusterIds: [...clusterIds], policyState: 'someOrAll' },
        ineligible: 'include',
      });
      if (round !== this.#round) return;
      this.#choice.learnHolders(vms, clusterIds);
      this.#state.set({ kind: 'ready' });
    } catch (error) {
      // ApiProblem: shown beside the list, which can be asked for again.
      if (round === this.#round) this.#state.set({ kind: 'failed', problem: toApiProblem(error) });
    }
  }
}
