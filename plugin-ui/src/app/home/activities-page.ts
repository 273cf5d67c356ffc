import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { MomentText } from '../shared/moment-text';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import { StatusText } from '../shared/status-text';
import { TickingClock } from '../shared/ticking-clock';
import type { ActivityRow } from './activity-rows';
import { activityRow, filterActivities } from './activity-rows';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';
import { QueueBar } from './queue-bar';

const STATES = (['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const).map(
  (value) => ({ value, label: sharedMessages.activity[value] }),
);

/** What was set up, what is being set up, and how it went; live. */
@Component({
  selector: 'rtr-activities-page',
  imports: [
    ClrDatagridModule,
    EmptyState,
    LoadingBlock,
    MomentText,
    ProblemAlert,
    QueueBar,
    RouterLink,
    StatusText,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activities-page.html',
  styles: `
    .title {
      margin: 0;
    }
    .toolbar {
      display: flex;
      gap: 0.6rem;
      margin-top: 0.4rem;
    }
    .activity {
      width: 10rem;
    }
    .state {
      width: 6.3rem;
    }
    .clusters {
      width: 8.5rem;
    }
    .by {
      width: 8rem;
      overflow-wrap: anywhere;
    }
    .narrow {
      width: 4.9rem;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
    progress {
      width: 4rem;
      height: 0.35rem;
      accent-color: var(--cds-alias-status-info);
    }
  `,
})
export class ActivitiesPage {
  readonly #clock = inject(TickingClock);
  readonly #follower = inject(HomeVcenter).follower;

  protected readonly text = homeMessages.activitiesPage;
  protected readonly states = STATES;
  protected readonly search = signal('');
  protected readonly state = signal('');
  readonly #all = computed(() => this.#follower()?.activities() ?? []);
  protected readonly isEmpty = computed(() => this.#all().length === 0);
  protected readonly rows = computed(() =>
    filterActivities(this.#all(), { state: this.state(), search: this.search() }).map((activity) =>
      activityRow(activity, this.#clock.now()),
    ),
  );
  protected readonly isLoaded = computed(() => this.#follower()?.isLoaded() ?? false);
  protected readonly problem = computed(() => this.#follower()?.problem() ?? null);
  protected readonly isPolling = computed(() => this.#follower()?.state() === 'polling');

  protected find(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.search.set(event.target.value);
  }

  protected chooseState(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.state.set(event.target.value);
  }

  protected readonly identify = (row: ActivityRow): string => row.id;
}
