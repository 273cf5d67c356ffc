import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { VmFilter, VmPage, VmQuery } from '@contract/virtual-machine';
import { RemoteData } from '../api/remote-data';

/** The clusters whose machines are listed. */
export interface VmScope {
  readonly clusters: readonly { readonly id: string; readonly name: string }[];
  /** Those that will carry the filter because this wizard installs it. */
  readonly willCarryFilter: readonly string[];
}

/** What the user filters by; null for everything. */
export interface VmListFilter {
  readonly search: string;
  readonly clusterId: string | null;
  readonly folderId: string | null;
  readonly tagId: string | null;
  readonly eligibility: NonNullable<VmFilter['eligibility']> | null;
  readonly policyState: NonNullable<VmFilter['policyState']> | null;
}

export type VmSort = NonNullable<VmQuery['sort']>;

const PAGE_SIZE = 50;
/** So that not every letter is a request. */
const TYPING_PAUSE_MS = 250;

const everything: VmListFilter = {
  search: '',
  clusterId: null,
  folderId: null,
  tagId: null,
  eligibility: null,
  policyState: null,
};

/** The list of machines, of which only the page on screen is held. */
export class VmPages {
  readonly #scope: Signal<VmScope>;
  readonly #filter = signal<VmListFilter>(everything);
  readonly #sort = signal<VmSort>({ by: 'name', descending: false });
  readonly #page = signal(1);
  readonly #isAsked = signal(false);
  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly data: RemoteData<VmPage>;
  readonly size = PAGE_SIZE;
  readonly filter: Signal<VmListFilter> = this.#filter.asReadonly();
  readonly sort: Signal<VmSort> = this.#sort.asReadonly();
  /** The first is 1. */
  readonly page: Signal<number> = this.#page.asReadonly();

  /** Whether the user waits for other rows; a refresh of those on screen goes unnoticed. */
  readonly isTurning: Signal<boolean> = computed(() => this.#isAsked() && this.data.isRefreshing());

  /** Filters beside the search that are set. */
  readonly filterCount: Signal<number> = computed(
    () =>
      Object.entries(this.#filter()).filter(([name, value]) => name !== 'search' && value !== null)
        .length,
  );

  /** What is matched, in the server's words. */
  readonly match: Signal<VmFilter> = computed(() => {
    const { search, clusterId, folderId, tagId, eligibility, policyState } = this.#filter();
    const { clusters, willCarryFilter } = this.#scope();
    const ids = clusters.map(({ id }) => id);
    return {
      clusterIds: clusterId !== null && ids.includes(clusterId) ? [clusterId] : ids,
      willCarryFilter: [...willCarryFilter],
      ...(search.trim() === '' ? {} : { search: search.trim() }),
      ...(folderId === null ? {} : { folderId }),
      ...(tagId === null ? {} : { tagId }),
      ...(eligibility === null ? {} : { eligibility }),
      ...(policyState === null ? {} : { policyState }),
    };
  });

  constructor(ask: (query: VmQuery) => Promise<VmPage>, scope: Signal<VmScope>) {
    this.#scope = scope;
    this.data = new RemoteData(() => ask(this.#query()));
  }

  /** Takes what was typed, once the user pauses. */
  search(search: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.choose({ search }), TYPING_PAUSE_MS);
  }

  /** Filters; the list begins at its first page again. */
  choose(change: Partial<VmListFilter>): void {
    clearTimeout(this.#typing);
    this.#filter.update((filter) => ({ ...filter, ...change }));
    this.#page.set(1);
    void this.#turn();
  }

  /** Takes all filters away, and what was searched for. */
  reset(): void {
    this.choose(everything);
  }

  /** Shows another page, or another order; nothing happens when it is shown already. */
  show(page: number, sort: VmSort): void {
    const isSame = (a: VmSort, b: VmSort) => a.by === b.by && a.descending === b.descending;
    if (page === this.#page() && isSame(sort, this.#sort())) return;
    this.#page.set(page);
    this.#sort.set(sort);
    void this.#turn();
  }

  /** Forgets what was typed last and not yet asked for. */
  stop(): void {
    clearTimeout(this.#typing);
  }

  async #turn(): Promise<void> {
    this.#isAsked.set(true);
    await this.data.load();
    this.#isAsked.set(this.data.isRefreshing());
  }

  #query(): VmQuery {
    const offset = (this.#page() - 1) * PAGE_SIZE;
    return { filter: this.match(), sort: this.#sort(), offset, limit: PAGE_SIZE };
  }
}
