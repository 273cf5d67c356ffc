import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import type { Daemon } from '@contract/cluster';
import type { DaemonActed } from './daemon-actions';
import { DaemonDetails } from './daemon-details';
import type { DaemonRow } from './daemon-rows';
import { daemonRow, searchDaemons } from './daemon-rows';
import { sharedMessages } from './shared-messages';
import { StatusText } from './status-text';

/** The I/O Filter daemons, one row a host, with a pane of details. */
@Component({
  selector: 'rtr-daemon-grid',
  imports: [ClrDatagridModule, DaemonDetails, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './daemon-grid.html',
  styles: `
    .separated {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
  `,
})
export class DaemonGrid {
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

  protected readonly identify = (row: DaemonRow): string => row.id;
}
