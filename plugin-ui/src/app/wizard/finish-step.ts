import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity } from '@contract/activity';
import type { ClusterPlan } from '@contract/plan';
import { EvacuationForecastView } from '../operations/evacuation-forecast';
import { isFinished } from '../shared/activity-status';
import { ActivityProgress } from '../shared/activity-progress';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import type { SetupRun } from './setup-run';
import { wizardMessages } from './wizard-messages';

/** Last page: what Finish will do, and once it has been pressed how it goes. */
@Component({
  selector: 'rtr-finish-step',
  imports: [
    ActivityProgress,
    ClrIcon,
    EvacuationForecastView,
    FindingList,
    LoadingBlock,
    ProblemAlert,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './finish-step.html',
  styleUrl: './finish-step.css',
})
export class FinishStep {
  readonly run = input.required<SetupRun>();
  /** The running activity in its newest state. */
  readonly activity = input.required<Activity | null>();
  /** Whether events do not come through. */
  readonly isPolling = input(false);
  /** The activity to show; null for the whole list. */
  readonly activitiesOpened = output<string | null>();
  readonly retried = output();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = wizardMessages.finishStep;
  readonly #openHosts = signal<ReadonlySet<string>>(new Set());
  protected readonly clusters = computed(() =>
    (this.run().plan()?.clusters ?? []).map((cluster) =>
      planView(cluster, this.#openHosts().has(cluster.clusterId)),
    ),
  );
  protected readonly vcGuid = computed(() => this.run().plan()?.vcGuid ?? '');
  /** Names of the clusters that lose the filter; empty when none does. */
  protected readonly removal = computed(() => {
    const names = (this.run().plan()?.clusters ?? [])
      .filter(({ action }) => action === 'remove')
      .map(({ clusterName }) => clusterName);
    return names.length === 0 ? '' : this.text.removal(names.join(', '));
  });
  protected readonly outcome = computed(() => {
    const activity = this.activity();
    if (!activity) return null;
    if (!isFinished(activity))
      return { text: this.text.started, tone: 'info', icon: 'info-standard' };
    switch (activity.state) {
      case 'succeeded':
        return { text: this.text.succeeded, tone: 'success', icon: 'success-standard' };
      case 'cancelled':
        return { text: this.text.cancelled, tone: 'warning', icon: 'warning-standard' };
      case 'failed':
      case 'queued':
      case 'running':
        return { text: this.text.failed, tone: 'danger', icon: 'error-standard' };
    }
  });

  protected toggleHosts(clusterId: string): void {
    this.#openHosts.update((before) => {
      const after = new Set(before);
      if (!after.delete(clusterId)) after.add(clusterId);
      return after;
    });
  }
}

function planView(cluster: ClusterPlan, isOpen: boolean) {
  const { finishStep: texts } = wizardMessages;
  const { bundle } = cluster;
  return {
    cluster,
    isOpen,
    action: sharedMessages.action[cluster.action],
    isIdle: cluster.action === 'skip',
    isRemoval: cluster.action === 'remove',
    emptiesHosts: emptiesHosts(cluster),
    machines:
      cluster.virtualMachines.length === 0
        ? null
        : `${texts.machinesText(cluster.virtualMachines.length)}: ${cluster.virtualMachines.map(({ name }) => name).join(', ')}`,
    hosts: isOpen ? texts.hideHosts : texts.showHosts(cluster.hosts.length),
    bundle: bundle ? texts.bundleText(bundle.fileName, bundle.version, bundle.flavor) : null,
    notes: [
      ...(bundle?.maintenanceModeRequired ? [texts.maintenanceMode] : []),
      ...(bundle?.rebootRequired ? [texts.reboot] : []),
    ],
  };
}

/** Whether vCenter takes hosts through maintenance mode: always but for an install whose bundle does not ask for it. */
function emptiesHosts({ action, bundle }: ClusterPlan): boolean {
  switch (action) {
    case 'update':
    case 'remove':
    case 'resolve':
      return true;
    case 'install':
      return bundle?.maintenanceModeRequired ?? false;
    case 'skip':
    case 'refuse':
      return false;
  }
}
