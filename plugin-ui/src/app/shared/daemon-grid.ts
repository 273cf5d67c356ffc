import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { Daemon } from '@contract/cluster';
import type { DaemonActed } from './daemon-actions';
import { DaemonDetails } from './daemon-details';
import type { DaemonRow } from './daemon-rows';
import { daemonRow, searchDaemons } from './daemon-rows';
import { sharedMessages } from './shared-messages';
import { StatusText } from './status-text';

/** From this width on, all columns have room. */
const WIDE_PX = 800;
const WIDE_WITH_CLUSTER_PX = 1000;

/** The I/O Filter daemons, one row a host, with a pane of details. */
@Component({
  selector: 'rtr-daemon-grid',
  imports: [ClrDatagridModule, DaemonDetails, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './daemon-grid.html',
  styles: `
    /* Clarity keeps every column at 96 px at least, by a rule that a component's own cannot outweigh. */
    clr-dg-column,
    clr-dg-cell {
      min-width: 0 !important;
    }
    .host {
      width: 9.6rem;
    }
    clr-dg-cell.host {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .cluster {
      width: 6rem;
    }
    .version {
      width: 4.9rem;
    }
    .state {
      width: 6.4rem;
    }
    .level {
      width: 6rem;
    }
    .separated {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    :host {
      display: block;
    }
  `,
})
export class DaemonGrid {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly daemons = input.required<readonly Daemon[]>();
  readonly showsCluster = input(true);
  /** Words that a row must contain. */
  readonly search = input('');

  /** Whether rows have a menu. */
  readonly hasActions = input(false);
  readonly acted = output<DaemonActed>();

  protected readonly text = sharedMessages.grid;
  protected readonly actionText = sharedMessages.daemonAction;
  protected readonly rowMenu = sharedMessages.rowMenu;
  readonly #all = computed(() => this.daemons().map(daemonRow));
  protected readonly rows = computed(() => [...searchDaemons(this.#all(), this.search())]);
  protected readonly isEmpty = computed(() => this.#all().length === 0);
  /** The row whose details are open, found again by its host after a refresh. */
  protected readonly opened = signal<DaemonRow | null>(null);
  protected readonly openedNow = computed(() => {
    const opened = this.opened();
    return opened && (this.#all().find(({ id }) => id === opened.id) ?? null);
  });

  readonly #width = signal(0);
  /** Whether there is no room for the acceptance level, which the pane of details shows too. */
  protected readonly isNarrow = computed(
    () => this.#width() < (this.showsCluster() ? WIDE_WITH_CLUSTER_PX : WIDE_PX),
  );

  constructor() {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.#width.set(entry.contentRect.width);
    });
    afterNextRender(() => observer.observe(this.#element.nativeElement));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  protected readonly identify = (row: DaemonRow): string => row.id;
}
