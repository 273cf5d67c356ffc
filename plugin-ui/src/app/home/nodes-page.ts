import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { IoFilterApi } from '../api/io-filter-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { WizardLauncher } from '../client-sdk/wizard-launcher';
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
  imports: [ClrIcon, DaemonGrid, EmptyState, LoadingBlock, ProblemAlert],
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
  protected readonly data = this.#vcenter.data((vcGuid) => this.#api.daemons(vcGuid));
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

  protected openWizard(): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid !== null) this.#launcher.open([], vcGuid, () => void this.data.load());
  }
}
