import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import type { ClusterActivity } from '@contract/activity';
import { BundleApi } from '../api/bundle-api';
import { IoFilterApi } from '../api/io-filter-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { PolicyDialogLauncher } from '../client-sdk/policy-dialog-launcher';
import { ActivityMachines } from '../operations/activity-machines';
import type { MachineRetry, RetriedElsewhere } from '../operations/machine-retries';
import { OperationDialog } from '../operations/operation-dialog';
import { OperationPrompt } from '../operations/operation-prompt';
import { cancelling, enteringFor } from '../operations/part-operations';
import { RestoreOffer } from '../operations/restore-offer';
import { ActivityProgress } from '../shared/activity-progress';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { machineCounts } from '../shared/machine-counts';
import { ProblemAlert } from '../shared/problem-alert';
import { TickingClock } from '../shared/ticking-clock';
import { activityFacts } from './activity-facts';
import { FetchList } from './fetch-list';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';
import { StepList } from '../shared/step-list';

/** One activity: who, when, each cluster with its hosts and steps; live while it runs. */
@Component({
  selector: 'rtr-activity-page',
  imports: [
    ActivityMachines,
    ActivityProgress,
    ClrIcon,
    FactList,
    FetchList,
    LoadingBlock,
    OperationDialog,
    ProblemAlert,
    RestoreOffer,
    RouterLink,
    StepList,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activity-page.html',
  styles: `
    .title {
      margin: 0.2rem 0 0.4rem;
    }
    .sub {
      display: block;
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
  readonly #bundles = inject(BundleApi);
  readonly #sdk = inject(ClientSdk);
  readonly #clock = inject(TickingClock);
  readonly #router = inject(Router);
  readonly #launcher = inject(PolicyDialogLauncher);
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
  protected readonly hasMachines = computed(
    () => (machineCounts(this.activity()?.clusters ?? [])?.total ?? 0) > 0,
  );
  /** A removal takes policies away without listing the machines. */
  protected readonly changesPolicies = computed(
    () => this.hasMachines() || this.activity()?.clusters.some(({ action }) => action === 'remove'),
  );
  protected readonly prompt = new OperationPrompt(() => void this.data.load());
  protected readonly fetchText = homeMessages.fetches;
  /** Who fetched the bundles; nice to have, so a failure is not shown. */
  protected readonly fetches = this.#vcenter.data((vcGuid) =>
    this.#bundles.fetchesOfActivity(vcGuid, untracked(this.activityId)),
  );
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
      if (shown !== null && shown !== id) {
        untracked(() => {
          void this.data.load();
          void this.fetches.load();
        });
      }
      shown = id;
    });
  }

  /** Tries again what failed: the dialog shows first what will happen. */
  protected retryMachines(retry: MachineRetry): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid !== null) this.#launcher.open(vcGuid, retry, () => void this.data.load());
  }

  /** Where a restored or re-applied policy is tried again. */
  protected goTo(place: RetriedElsewhere): void {
    void this.#router.navigate(['/home/policies'], {
      queryParams: place === 'restore' ? { tab: 'restore' } : {},
    });
  }

  protected cancel(part: ClusterActivity): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null) return;
    this.prompt.ask(cancelling(part, { vcGuid, activityId: this.activityId() }));
  }

  protected enterMaintenance(part: ClusterActivity): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid !== null) this.prompt.ask(enteringFor(part, vcGuid));
  }
}
