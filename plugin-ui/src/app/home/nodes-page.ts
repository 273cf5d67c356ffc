import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { IoFilterApi } from '../api/io-filter-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { WizardLauncher } from '../client-sdk/wizard-launcher';
import { operationOn } from '../operations/daemon-operations';
import { OperationDialog } from '../operations/operation-dialog';
import { OperationPrompt } from '../operations/operation-prompt';
import type { DaemonActed } from '../shared/daemon-actions';
import { DaemonGrid } from '../shared/daemon-grid';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { progressKey } from '../shared/progress-key';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** All I/O Filter daemons of a vCenter. */
@Component({
  selector: 'rtr-nodes-page',
  imports: [ClrIcon, DaemonGrid, EmptyState, LoadingBlock, OperationDialog, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './nodes-page.html',
  styleUrl: './nodes-page.css',
})
export class NodesPage {
  readonly #api = inject(IoFilterApi);
  readonly #launcher = inject(WizardLauncher);
  readonly #vcenter = inject(HomeVcenter);

  protected readonly text = homeMessages.nodesPage;
  protected readonly search = signal('');
  protected readonly prompt = new OperationPrompt(() => void this.data.load());
  protected readonly data = this.#vcenter.data((vcGuid) => this.#api.daemons(vcGuid));
  /** "2 clusters have an outdated filter: A, B", empty when none has. */
  protected readonly outdated = computed(() => {
    const state = this.data.state();
    const daemons = state.kind === 'ready' ? state.value.daemons : [];
    const names = new Set(
      daemons.filter((daemon) => daemon.state === 'outdated').map((each) => each.clusterName ?? ''),
    );
    return names.size === 0 ? '' : this.text.outdated([...names].join(', '));
  });
  protected readonly isBare = computed(() => {
    const state = this.data.state();
    return (
      state.kind === 'ready' &&
      state.value.daemons.every((daemon) => daemon.state === 'notInstalled')
    );
  });

  constructor() {
    reloadWithActivities(
      this.#vcenter.follower,
      (activities) => progressKey(activities, null),
      () => void this.data.load(),
    );
  }

  protected find(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.search.set(event.target.value);
  }

  protected act({ action, daemon }: DaemonActed): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null || daemon.clusterId === null) return;
    if (action !== 'update' && action !== 'remove') {
      this.prompt.ask(operationOn(action, daemon, vcGuid));
      return;
    }
    const cluster = { type: 'ClusterComputeResource', moid: daemon.clusterId, vcGuid };
    const { hostName } = daemon;
    this.#launcher.openFor(action, { cluster, hostName }, () => void this.data.load());
  }

  protected openWizard(): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid !== null) this.#launcher.open([], vcGuid, () => void this.data.load());
  }
}
