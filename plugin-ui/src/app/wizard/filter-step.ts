import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Inventory } from '@contract/cluster';
import { carriesFilter } from '../shared/cluster-status';
import { FindingList } from '../shared/finding-list';
import { StatusText } from '../shared/status-text';
import type { TreeRow } from './inventory-tree';
import { treeRows } from './inventory-tree';
import { KitMenu } from './kit-menu';
import type { SetupSelection } from './setup-selection';
import type { ClusterRowView } from './tree-row-view';
import { clusterRowView, hostRowView } from './tree-row-view';
import { treeCommand } from './tree-keyboard';
import { wholeClusterNotes } from './whole-cluster';
import type { WizardEntry } from './wizard-entry';
import { wizardMessages } from './wizard-messages';

/** First page: the tree of clusters and hosts, with a tick for each cluster. */
@Component({
  selector: 'rtr-filter-step',
  imports: [ClrIcon, FindingList, KitMenu, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'handleKey($event)' },
  templateUrl: './filter-step.html',
  styleUrl: './filter-step.css',
})
export class FilterStep {
  readonly inventory = input.required<Inventory>();
  readonly selection = input.required<SetupSelection>();
  readonly entry = input.required<WizardEntry>();
  /** A link has led to another view of the client. */
  readonly left = output();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly text = wizardMessages.filterStep;
  protected readonly search = signal('');
  protected readonly isEmpty = computed(
    () => this.inventory().clusters.length + this.inventory().standaloneHosts.length === 0,
  );
  /** The clusters that the wizard was opened for are open, the others are closed until asked for. */
  readonly #expanded = linkedSignal<readonly string[], ReadonlySet<string>>({
    source: () =>
      this.inventory()
        .clusters.map(({ id }) => id)
        .filter((id) => this.selection().isContext(id)),
    computation: (context, previous) => previous?.value ?? new Set(context),
  });
  readonly #rows = computed<readonly TreeRow[]>(() =>
    treeRows(this.inventory(), { search: this.search(), expanded: this.#expanded() }),
  );
  protected readonly rows = computed(() => {
    const ticks = this.selection().ticks();
    return this.#rows().map((row) => {
      switch (row.kind) {
        case 'cluster':
          return { ...row, view: clusterRowView(row.cluster, ticks.get(row.cluster.id)) };
        case 'host':
          return { ...row, view: hostRowView(row.host, row.standalone) };
        case 'datacenter':
        case 'findings':
          return row;
      }
    });
  });
  protected readonly chosen = computed(() => this.text.chosen(this.selection().chosenCount()));
  /** The row in the tab order; the first one unless the user moved. */
  protected readonly active = linkedSignal<readonly TreeRow[], string>({
    source: this.#rows,
    computation: (rows, previous) =>
      rows.some((row) => row.key === previous?.value)
        ? (previous?.value ?? '')
        : (rows.find((row) => this.selection().isContext(row.key))?.key ?? rows[0]?.key ?? ''),
  });

  /** Whether there is a cluster whose tick means removal when it is taken away, which a note explains. */
  protected readonly hasCarrying = computed(() =>
    this.inventory().clusters.some(({ state }) => carriesFilter(state)),
  );
  /** Acting on one daemon means its whole cluster. */
  protected readonly wholeCluster = computed(() =>
    wholeClusterNotes(
      this.entry(),
      this.inventory().clusters.filter(({ id }) => this.selection().isContext(id)),
    ),
  );

  constructor() {
    let isDone = false;
    afterRenderEffect({
      read: () => {
        if (isDone || this.rows().length === 0) return;
        isDone = true;
        this.#element.nativeElement
          .querySelector('[data-context="true"]')
          ?.scrollIntoView({ block: 'center' });
      },
    });
  }

  /** Id of the text that says why the tick is as it is. */
  protected describedBy(clusterId: string, { refusal, tick }: ClusterRowView): string | null {
    if (refusal !== null) return `rtr-note-${clusterId}`;
    return tick.effect === 'remove' || tick.canLeave || tick.effect === 'upToDate'
      ? 'rtr-untick-note'
      : null;
  }

  protected filter(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.search.set(event.target.value);
  }

  protected toggleExpanded(clusterId: string): void {
    this.#expanded.update((before) => {
      const after = new Set(before);
      if (!after.delete(clusterId)) after.add(clusterId);
      return after;
    });
  }

  protected handleKey(event: KeyboardEvent): void {
    // Keys typed in a row's own button or tick are theirs.
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const command = treeCommand(event.key, this.#rows(), this.active());
    if (!command) return;
    event.preventDefault();
    switch (command.kind) {
      case 'move':
        this.#focus(command.key);
        return;
      case 'expand':
      case 'collapse':
        this.toggleExpanded(command.clusterId);
        return;
      case 'toggle':
        this.selection().toggle(command.clusterId);
    }
  }

  #focus(key: string): void {
    this.active.set(key);
    const rows = this.#element.nativeElement.querySelectorAll<HTMLTableRowElement>('tr[data-key]');
    [...rows].find((row) => row.dataset['key'] === key)?.focus();
  }
}
