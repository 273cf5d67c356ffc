import type { Signal } from '@angular/core';
import { computed, linkedSignal, signal } from '@angular/core';
import type { VmPage, VmQuery, VmRow } from '@contract/virtual-machine';
import { RemoteData } from '../api/remote-data';
import type { Machine, MachineChoice } from './machine-choice';

export type MachineShow = 'all' | 'ticked' | 'refused';

const PAGE_SIZE = 50;

/** The machines of the dialog page by page: names are known of all of them, disks and reasons are asked for those on screen. */
export class MachinePages {
  readonly #choice: MachineChoice;
  readonly search = signal('');
  readonly show = signal<MachineShow>('all');

  readonly size = PAGE_SIZE;
  readonly matching: Signal<readonly Machine[]> = computed(() => {
    const words = this.search().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return this.#choice.machines().filter((machine) => {
      const name = machine.name.toLocaleLowerCase();
      return this.#isShown(machine) && words.every((word) => name.includes(word));
    });
  });
  /** The first is 1. */
  readonly page = linkedSignal({
    source: () => [this.search(), this.show()],
    computation: () => 1,
  });
  readonly onScreen: Signal<readonly Machine[]> = computed(() => {
    const offset = (this.page() - 1) * PAGE_SIZE;
    return this.matching().slice(offset, offset + PAGE_SIZE);
  });
  /** Changes when other machines come on screen. */
  readonly key: Signal<string> = computed(() =>
    this.onScreen()
      .map(({ id }) => id)
      .join(),
  );
  readonly data: RemoteData<VmPage>;
  /** What is known of those on screen, by id. */
  readonly rows: Signal<ReadonlyMap<string, VmRow>> = computed(() => {
    const state = this.data.state();
    return new Map(state.kind === 'ready' ? state.value.rows.map((row) => [row.id, row]) : []);
  });

  /** `ask` rejects with an `ApiProblem`. */
  constructor(choice: MachineChoice, ask: (query: VmQuery) => Promise<VmPage>) {
    this.#choice = choice;
    this.data = new RemoteData(() =>
      ask({
        filter: { vmIds: this.onScreen().map(({ id }) => id), desired: choice.desired },
        limit: PAGE_SIZE,
      }),
    );
  }

  #isShown(machine: Machine): boolean {
    switch (this.show()) {
      case 'all':
        return true;
      case 'ticked':
        return this.#choice.isTicked(machine);
      case 'refused':
        return !machine.isEligible;
    }
  }
}
