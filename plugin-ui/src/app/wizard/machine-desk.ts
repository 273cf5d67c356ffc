import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type {
  VmFilterChoices,
  VmPage,
  VmQuery,
  VmSelection,
  VmSelectionRequest,
} from '@contract/virtual-machine';
import { PolicyHolders } from './policy-holders';
import { VmChoice } from './vm-choice';
import { VmPages } from './vm-pages';
import type { VmScope } from './vm-pages';

/** What the second page asks the server for. All reject with an `ApiProblem`, and only read. */
export interface MachineServer {
  page(query: VmQuery): Promise<VmPage>;
  selection(request: VmSelectionRequest): Promise<VmSelection>;
  filterChoices(): Promise<VmFilterChoices>;
}

/** The second page's state, which outlives the page: the list as it was left, and the choice. */
export class MachineDesk {
  readonly #server: MachineServer;
  readonly #filterChoices = signal<VmFilterChoices | null>(null);

  readonly scope: Signal<VmScope>;
  readonly pages: VmPages;
  readonly choice: VmChoice;
  readonly holders: PolicyHolders;
  /** Folders and tags; null while they are not known. */
  readonly filterChoices: Signal<VmFilterChoices | null> = this.#filterChoices.asReadonly();

  constructor(server: MachineServer, scope: Signal<VmScope>) {
    this.#server = server;
    this.scope = scope;
    this.pages = new VmPages((query) => server.page(query), scope);
    this.choice = new VmChoice(computed(() => scope().clusters.map(({ id }) => id)));
    this.holders = new PolicyHolders((request) => server.selection(request), this.choice);
  }

  /** Asks for the list, for those that have the policy already, and once for what can be filtered by. */
  load(): void {
    void this.pages.data.load();
    void this.holders.load(this.scope().clusters.map(({ id }) => id));
    if (this.#filterChoices() === null) void this.#loadFilterChoices();
  }

  /** All machines that match what is filtered by and can be ticked. */
  selectMatching(): Promise<VmSelection> {
    return this.#server.selection({ filter: this.pages.match() });
  }

  async #loadFilterChoices(): Promise<void> {
    try {
      this.#filterChoices.set(await this.#server.filterChoices());
    } catch {
      // ApiProblem: the list can still be searched, and filtered by everything but folders and tags.
    }
  }
}
