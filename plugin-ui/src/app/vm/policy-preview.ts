import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { ClusterPlan } from '@contract/plan';
import { PolicySummary } from '../plan/policy-summary';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { changeCount, policyCountsText } from '../shared/policy-counts';
import { ProblemAlert } from '../shared/problem-alert';
import { VmChangeList } from '../shared/vm-change-list';
import type { PolicyDesk } from './policy-desk';
import { vmMessages } from './vm-messages';

/** The machines of so many clusters are listed without a click. */
const OPEN_AT_MOST = 3;

/** What will happen to which machine, and what stands against it; nothing has been changed yet. */
@Component({
  selector: 'rtr-policy-preview',
  imports: [ClrIcon, FindingList, LoadingBlock, PolicySummary, ProblemAlert, VmChangeList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-preview.html',
  styleUrl: './policy-preview.css',
})
export class PolicyPreview {
  readonly desk = input.required<PolicyDesk>();
  readonly leftOut = output();
  /** Making the plan is tried again. */
  readonly planWanted = output();
  /** Starting is tried again. */
  readonly startWanted = output();
  /** The activity that stands in the way. */
  readonly activityOpened = output<string>();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = vmMessages.preview;
  readonly #toggled = signal<ReadonlySet<string>>(new Set());
  protected readonly run = computed(() => this.desk().run);
  protected readonly intro = computed(() => {
    if (this.run().draft.refusal() !== 'none') return this.text.refused;
    return this.run().hasWork() ? this.text.intro : this.text.nothingToDo;
  });
  protected readonly clusters = computed(() => {
    const plans = this.run().plan()?.clusters ?? [];
    const isOpenAtFirst = plans.length <= OPEN_AT_MOST;
    return plans.map((cluster) =>
      clusterView(cluster, this.#toggled().has(cluster.clusterId) !== isOpenAtFirst),
    );
  });

  protected toggle(clusterId: string): void {
    this.#toggled.update((before) => {
      const after = new Set(before);
      if (!after.delete(clusterId)) after.add(clusterId);
      return after;
    });
  }
}

function changesOf({ policyChanges }: ClusterPlan) {
  return policyChanges.virtualMachines.filter(({ action }) => action !== 'refuse');
}

function clusterView(cluster: ClusterPlan, isOpen: boolean) {
  const { clusterId, clusterName, findings, policyChanges } = cluster;
  const changes = changesOf(cluster);
  return {
    id: clusterId,
    isOpen,
    heading: vmMessages.preview.cluster(clusterName),
    counts: policyCountsText(policyChanges),
    changes: changes.filter(({ action }) => action !== 'skip'),
    total: changeCount(policyChanges),
    toggle: isOpen ? vmMessages.preview.hide : vmMessages.preview.show(changeCount(policyChanges)),
    /** What is wrong with single machines is listed once, above. */
    findings: findings.filter(({ scope }) => scope.type !== 'virtualMachine'),
  };
}
