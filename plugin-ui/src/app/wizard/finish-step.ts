import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity } from '@contract/activity';
import type { ClusterPlan } from '@contract/plan';
import { EvacuationForecastView } from '../operations/evacuation-forecast';
import { PolicySummary } from '../plan/policy-summary';
import type { PlanRun } from '../plan/plan-run';
import { isFinished } from '../shared/activity-status';
import { ActivityProgress } from '../shared/activity-progress';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { changeCount, policyCountsText } from '../shared/policy-counts';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import { VmChangeList } from '../shared/vm-change-list';
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
    PolicySummary,
    ProblemAlert,
    VmChangeList,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './finish-step.html',
  styleUrl: './finish-step.css',
})
export class FinishStep {
  readonly run = input.required<PlanRun>();
  /** The running activity in its newest state. */
  readonly activity = input.required<Activity | null>();
  /** Whether events do not come through. */
  readonly isPolling = input(false);
  /** Whether machines that cannot be changed are left out of the plan. */
  readonly isLeavingOut = input(false);
  readonly leftOut = output();
  /** The activity to show; null for the whole list. */
  readonly activitiesOpened = output<string | null>();
  readonly retried = output();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = wizardMessages.finishStep;
  readonly #openHosts = signal<ReadonlySet<string>>(new Set());
  readonly #openMachines = signal<ReadonlySet<string>>(new Set());
  protected readonly clusters = computed(() =>
    (this.run().plan()?.clusters ?? []).map((cluster) =>
      planView(cluster, {
        hosts: this.#openHosts().has(cluster.clusterId),
        machines: this.#openMachines().has(cluster.clusterId),
      }),
    ),
  );
  protected readonly vcGuid = computed(() => this.run().plan()?.vcGuid ?? '');
  protected readonly intro = computed(() => {
    const { intro, nothingToDo, refused } = this.text;
    if (this.run().draft.refusal() !== 'none') return refused;
    return this.run().hasWork() ? intro : nothingToDo;
  });
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
    this.#openHosts.update((before) => toggled(before, clusterId));
  }

  protected toggleMachines(clusterId: string): void {
    this.#openMachines.update((before) => toggled(before, clusterId));
  }
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

interface OpenParts {
  readonly hosts: boolean;
  readonly machines: boolean;
}

function planView(cluster: ClusterPlan, isOpen: OpenParts) {
  const { finishStep: texts } = wizardMessages;
  const { bundle } = cluster;
  return {
    cluster,
    isOpen,
    ...actionView(cluster),
    emptiesHosts: emptiesHosts(cluster),
    machines: detachedText(cluster),
    hosts: isOpen.hosts ? texts.hideHosts : texts.showHosts(cluster.hosts.length),
    bundle: bundle ? texts.bundleText(bundle.fileName, bundle.version, bundle.flavor) : null,
    notes: [
      ...(bundle?.maintenanceModeRequired ? [texts.maintenanceMode] : []),
      ...(bundle?.rebootRequired ? [texts.reboot] : []),
    ],
    // Machines that cannot be changed are named above, all clusters together.
    findings: cluster.findings.filter(({ code }) => code !== 'vmNotEligible'),
    policies: policiesView(cluster, isOpen.machines),
  };
}

/** A cluster whose filter stays as it is may still have machines whose policy changes. */
function actionView({ action, summary, policyChanges }: ClusterPlan) {
  const { policiesOnly, filterStays } = wizardMessages.finishStep;
  const isPoliciesOnly = action === 'skip' && changeCount(policyChanges) > 0;
  return {
    action: isPoliciesOnly ? policiesOnly : sharedMessages.action[action],
    summary: isPoliciesOnly ? filterStays : summary,
    isIdle: action === 'skip' && !isPoliciesOnly,
    isRemoval: action === 'remove',
    // What is said of the filter itself would only be that it stays.
    isAboutFilter: action !== 'skip',
  };
}

/** The machines that a removal takes off the filter; null when there are none. */
function detachedText({ virtualMachines }: ClusterPlan): string | null {
  if (virtualMachines.length === 0) return null;
  const names = virtualMachines.map(({ name }) => name).join(', ');
  return `${wizardMessages.finishStep.machinesText(virtualMachines.length)}: ${names}`;
}

function policiesView({ policyChanges }: ClusterPlan, isOpen: boolean) {
  const { finishStep: texts } = wizardMessages;
  const counts = policyCountsText(policyChanges);
  if (counts === '') return null;
  const changes = policyChanges.virtualMachines.filter(
    ({ action }) => action !== 'skip' && action !== 'refuse',
  );
  const total = changeCount(policyChanges);
  return {
    counts,
    changes,
    total,
    toggle: isOpen ? texts.hideMachines : texts.showMachines(total),
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
