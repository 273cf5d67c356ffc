import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { ClrDatagridStateInterface } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import type { VmFilterChoices, VmRow } from '@contract/virtual-machine';
import { ClientSdk } from '../client-sdk/client-sdk';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { StatusText } from '../shared/status-text';
import { VmDiskList } from '../shared/vm-disk-list';
import { VmReasonList } from '../shared/vm-reason-list';
import type { VmChoice } from './vm-choice';
import { VmFilters } from './vm-filters';
import type { VmPages, VmScope, VmSort } from './vm-pages';
import type { VmRowView } from './vm-row-view';
import { pageTick, vmRowViews } from './vm-row-view';
import { wizardMessages } from './wizard-messages';

/** While disks are still being read, the page on screen is asked for again after this time. */
const PENDING_PAUSE_MS = 3000;
const SORTS: readonly VmSort['by'][] = ['name', 'cluster', 'host', 'powerState', 'policyState'];

/**
 * Left list: the machines of the ticked clusters, page by page, with a tick for each. Of its rows no control is a stop of the Tab key, or the
 * pages would lie behind fifty of them: the arrow keys lead to them, as in every grid.
 */
@Component({
  selector: 'rtr-vm-list',
  imports: [
    ClrDatagridModule,
    ClrIcon,
    LoadingBlock,
    ProblemAlert,
    StatusText,
    VmDiskList,
    VmFilters,
    VmReasonList,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './vm-list.html',
  styleUrl: './vm-list.css',
})
export class VmList {
  readonly pages = input.required<VmPages>();
  readonly choice = input.required<VmChoice>();
  readonly scope = input.required<VmScope>();
  readonly filterChoices = input.required<VmFilterChoices | null>();
  /** Whether the server is collecting all that match. */
  readonly isSelecting = input(false);
  readonly allWanted = output();
  readonly refreshed = output();

  readonly #sdk = inject(ClientSdk);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly text = wizardMessages.machineList;
  protected readonly areFiltersOpen = signal(false);
  /** Rows that are open stay so while they are on screen. */
  protected readonly opened = signal<ReadonlySet<string>>(new Set());
  protected readonly state = computed(() => this.pages().data.state());
  protected readonly views = computed(() => {
    const state = this.state();
    return state.kind === 'ready' ? vmRowViews(state.value, this.choice()) : [];
  });
  protected readonly headTick = computed(() => pageTick(this.views()));
  protected readonly isFiltered = computed(
    () => this.pages().filterCount() > 0 || this.pages().filter().search !== '',
  );
  protected readonly range = computed(() => {
    const state = this.state();
    if (state.kind !== 'ready' || state.value.rows.length === 0) return '';
    const first = (this.pages().page() - 1) * this.pages().size + 1;
    return this.text.range(first, first + state.value.rows.length - 1, state.value.matching);
  });

  /** "As of 12:30:05". */
  protected readonly asOf = computed(() => {
    const state = this.state();
    if (state.kind !== 'ready') return '';
    return this.text.asOf(new Date(state.value.asOf).toLocaleTimeString(this.#sdk.locale()));
  });

  constructor() {
    effect((onCleanup) => {
      const state = this.state();
      if (state.kind !== 'ready' || state.value.disksPending === 0) return;
      const timer = setTimeout(() => void this.pages().data.load(), PENDING_PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected closeFilters(): void {
    this.areFiltersOpen.set(false);
    this.#element.nativeElement.querySelector<HTMLElement>('.filters')?.focus();
  }

  protected find(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.pages().search(event.target.value);
  }

  /** The grid tells its page and order whenever one of them may have changed. */
  protected show({ page, sort }: ClrDatagridStateInterface): void {
    const by = SORTS.find((name) => name === sort?.by) ?? 'name';
    const wanted: VmSort = { by, descending: sort?.reverse ?? false };
    this.pages().show(page?.current ?? 1, wanted);
  }

  protected sortOrder(by: VmSort['by']): 1 | -1 | 0 {
    const sort = this.pages().sort();
    if (sort.by !== by) return 0;
    return sort.descending ? -1 : 1;
  }

  protected toggle(event: Event, view: VmRowView): void {
    keepTick(event, view.tick);
    this.choice().toggle(view.row);
  }

  /** The grid's arrow keys lead to the tick, the Tab key to its cell: there, Space does the same. */
  protected toggleByCell(event: Event, view: VmRowView): void {
    if (event.target !== event.currentTarget || !view.canToggle) return;
    event.preventDefault();
    this.choice().toggle(view.row);
  }

  protected togglePage(event: Event): void {
    keepTick(event, this.headTick());
    const views = this.views();
    if (this.headTick() === 'on') {
      this.choice().take(views.flatMap(({ row }) => this.choice().entryOf(row) ?? []));
    } else {
      this.choice().add(views.filter(({ row }) => row.eligible).map(({ row }) => row));
    }
  }

  protected toggleOpened(id: string, isOpen: boolean): void {
    this.opened.update((before) => {
      const after = new Set(before);
      if (isOpen) after.add(id);
      else after.delete(id);
      return after;
    });
  }

  protected readonly identify = (row: VmRow): string => row.id;
}

/** The box follows the choice, not the browser: a question may stand between the click and the tick. */
function keepTick(event: Event, tick: VmRowView['tick']): void {
  if (!(event.target instanceof HTMLInputElement)) return;
  event.target.checked = tick === 'on';
  event.target.indeterminate = tick === 'some';
}
