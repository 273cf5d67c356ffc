import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { IoFilterApi } from '../api/io-filter-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { ActivityProgress } from '../shared/activity-progress';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { TickingClock } from '../shared/ticking-clock';
import { activityFacts } from './activity-facts';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';
import { StepList } from '../shared/step-list';

/** One activity: who, when, each cluster with its hosts and steps; live while it runs. */
@Component({
  selector: 'rtr-activity-page',
  imports: [ActivityProgress, FactList, LoadingBlock, ProblemAlert, RouterLink, StepList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activity-page.html',
  styles: `
    .title {
      margin: 0.2rem 0 0.4rem;
    }
    .sub {
      margin: 1rem 0 0.3rem;
    }
    .facts {
      max-width: 30rem;
    }
    .task {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class ActivityPage {
  /** From the route. */
  readonly activityId = input.required<string>();

  readonly #api = inject(IoFilterApi);
  readonly #sdk = inject(ClientSdk);
  readonly #clock = inject(TickingClock);
  readonly #vcenter = inject(HomeVcenter);

  protected readonly text = homeMessages.activityPage;
  protected readonly data = this.#vcenter.data((vcGuid) =>
    this.#api.activity(vcGuid, untracked(this.activityId)),
  );
  /** The newest state that is known, whichever way it came. */
  protected readonly activity = computed(() => {
    const state = this.data.state();
    const asked = state.kind === 'ready' ? state.value : null;
    const live = this.#vcenter
      .follower()
      ?.activities()
      .find(({ id }) => id === this.activityId());
    return live && (!asked || live.revision >= asked.revision) ? live : asked;
  });
  protected readonly problem = computed(() => {
    const state = this.data.state();
    return state.kind === 'failed' ? state.problem : null;
  });
  protected readonly facts = computed(() => {
    const activity = this.activity();
    this.#sdk.dateTimeFormat();
    return activity
      ? activityFacts(activity, this.#clock.now(), (moment) => this.#sdk.formatDateTime(moment))
      : [];
  });

  constructor() {
    let shown: string | null = null;
    effect(() => {
      const id = this.activityId();
      if (shown !== null && shown !== id) untracked(() => void this.data.load());
      shown = id;
    });
  }
}
