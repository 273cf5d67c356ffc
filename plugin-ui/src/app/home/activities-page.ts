import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { MomentText } from '../shared/moment-text';
import { ProblemAlert } from '../shared/problem-alert';
import { StatusText } from '../shared/status-text';
import { TickingClock } from '../shared/ticking-clock';
import type { ActivityRow } from './activity-rows';
import { activityRow } from './activity-rows';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** What was set up, what is being set up, and how it went; live. */
@Component({
  selector: 'rtr-activities-page',
  imports: [
    ClrDatagridModule,
    EmptyState,
    LoadingBlock,
    MomentText,
    ProblemAlert,
    RouterLink,
    StatusText,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activities-page.html',
  styles: `
    .title {
      margin: 0;
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
  protected readonly rows = computed(() =>
    (this.#follower()?.activities() ?? []).map((activity) =>
      activityRow(activity, this.#clock.now()),
    ),
  );
  protected readonly isLoaded = computed(() => this.#follower()?.isLoaded() ?? false);
  protected readonly problem = computed(() => this.#follower()?.problem() ?? null);
  protected readonly isPolling = computed(() => this.#follower()?.state() === 'polling');

  protected readonly identify = (row: ActivityRow): string => row.id;
}
