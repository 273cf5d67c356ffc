import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  signal,
} from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ActivityFeed } from '../api/activity-feed';
import type { ActivityFollower } from '../api/activity-follower';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { ClientSdk } from '../client-sdk/client-sdk';
import { viewIds } from '../client-sdk/view-ids';
import { WizardLauncher } from '../client-sdk/wizard-launcher';
import { ActivityProgress } from '../shared/activity-progress';
import { DaemonGrid } from '../shared/daemon-grid';
import { EmptyState } from '../shared/empty-state';
import { FactList } from '../shared/fact-list';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { progressKey } from '../shared/progress-key';
import { sharedMessages } from '../shared/shared-messages';
import { StatusText } from '../shared/status-text';
import { runningOn } from './cluster-progress';
import { panelMessages } from './panel-messages';
import { panelView } from './panel-view';

/** A cluster's Configure ▸ I/O Filter: state, findings, what runs, and one row a daemon. */
@Component({
  selector: 'rtr-cluster-panel',
  imports: [
    ActivityProgress,
    ClrIcon,
    DaemonGrid,
    EmptyState,
    FactList,
    FindingList,
    LoadingBlock,
    ProblemAlert,
    StatusText,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'main' },
  templateUrl: './cluster-panel.html',
  styleUrl: './cluster-panel.css',
})
export class ClusterPanel {
  readonly #api = inject(IoFilterApi);
  readonly #sdk = inject(ClientSdk);
  readonly #feed = inject(ActivityFeed);
  readonly #launcher = inject(WizardLauncher);
  readonly #destroyRef = inject(DestroyRef);
  readonly #follower = signal<ActivityFollower | null>(null);
  readonly #object = this.#sdk.contextObjects()[0];

  protected readonly text = panelMessages;
  protected readonly staleText = sharedMessages.stale;
  protected readonly data = contextData(({ vcGuid, moid }) => this.#api.cluster(vcGuid, moid));
  protected readonly view = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? panelView(state.value) : null;
  });
  /** What runs on this cluster now, newest state. */
  protected readonly running = computed(() =>
    runningOn(this.#follower()?.activities() ?? [], this.#object?.moid ?? ''),
  );
  protected readonly isPolling = computed(() => this.#follower()?.state() === 'polling');

  constructor() {
    if (this.#object) {
      this.#follower.set(this.#feed.follow(this.#object.vcGuid, this.#destroyRef));
    }
    reloadWithActivities(
      this.#follower,
      (activities) => progressKey(activities, this.#object?.moid ?? null),
      () => void this.data.load(),
    );
  }

  protected openWizard(): void {
    if (!this.#object) return;
    this.#launcher.open([this.#object], this.#object.vcGuid, () => void this.data.load());
  }

  protected openActivity(activityId: string): void {
    const customData = { vcGuid: this.#object?.vcGuid, activityId };
    this.#sdk.navigateTo({ targetViewId: viewIds.home, customData });
  }
}
