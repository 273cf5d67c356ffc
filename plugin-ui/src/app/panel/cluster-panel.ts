import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  signal,
} from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { ClusterActivity } from '@contract/activity';
import { ActivityFeed } from '../api/activity-feed';
import type { ActivityFollower } from '../api/activity-follower';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { ClientSdk } from '../client-sdk/client-sdk';
import { viewIds } from '../client-sdk/view-ids';
import { WizardLauncher } from '../client-sdk/wizard-launcher';
import { operationOn } from '../operations/daemon-operations';
import { OperationDialog } from '../operations/operation-dialog';
import { OperationPrompt } from '../operations/operation-prompt';
import { cancelling, enteringFor } from '../operations/part-operations';
import { RestoreOffer } from '../operations/restore-offer';
import { ActivityProgress } from '../shared/activity-progress';
import type { DaemonActed } from '../shared/daemon-actions';
import { DaemonGrid } from '../shared/daemon-grid';
import { EmptyState } from '../shared/empty-state';
import { FactList } from '../shared/fact-list';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { progressKey } from '../shared/progress-key';
import { sharedMessages } from '../shared/shared-messages';
import { StepList } from '../shared/step-list';
import { StatusText } from '../shared/status-text';
import { lastRemovalOf, runningOn } from './cluster-progress';
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
    OperationDialog,
    ProblemAlert,
    RestoreOffer,
    StatusText,
    StepList,
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
  /** The removal that ended last on this cluster, whose storage policies may be put back. */
  protected readonly removal = computed(() =>
    lastRemovalOf(this.#follower()?.activities() ?? [], this.#object?.moid ?? ''),
  );
  protected readonly clusterId = this.#object?.moid ?? '';
  protected readonly prompt = new OperationPrompt(() => void this.data.load());
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

  /** Update and removal mean the whole cluster: the wizard says so and lists the hosts. */
  protected openFor(mode: 'update' | 'remove', hostName: string | null): void {
    const cluster = this.#object;
    if (!cluster) return;
    this.#launcher.openFor(mode, { cluster, hostName }, () => void this.data.load());
  }

  protected act({ action, daemon }: DaemonActed): void {
    if (action === 'update' || action === 'remove') this.openFor(action, daemon.hostName);
    else this.prompt.ask(operationOn(action, daemon, this.#object?.vcGuid ?? ''));
  }

  protected repairCluster(cluster: { readonly id: string; readonly name: string }): void {
    const vcGuid = this.#object?.vcGuid ?? '';
    const { id: clusterId, name: clusterName } = cluster;
    this.prompt.ask({ kind: 'resolve', vcGuid, clusterId, clusterName, host: null });
  }

  protected cancel(part: ClusterActivity, activityId: string): void {
    this.prompt.ask(cancelling(part, { vcGuid: this.#object?.vcGuid ?? '', activityId }));
  }

  protected enterMaintenance(part: ClusterActivity): void {
    this.prompt.ask(enteringFor(part, this.#object?.vcGuid ?? ''));
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
