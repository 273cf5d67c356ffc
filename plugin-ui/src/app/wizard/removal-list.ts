import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { ClusterPlan, Plan } from '@contract/plan';
import type { PlanDraft } from '../plan/plan-draft';
import { FindingList } from '../shared/finding-list';
import { policyMessages } from '../shared/policy-messages';
import { wizardMessages } from './wizard-messages';

/** The machines that a removal of the filter takes its policy away from. */
@Component({
  selector: 'rtr-removal-list',
  imports: [ClrIcon, FindingList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './removal-list.html',
  styleUrl: './removal-list.css',
})
export class RemovalList {
  readonly draft = input.required<PlanDraft>();
  /** So many machines of a cluster are shown at once; those that cannot be detached come first and are shown all. */
  readonly first = input(5);
  readonly checkedAgain = output();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = wizardMessages.policyStep;
  readonly #open = signal<ReadonlySet<string>>(new Set());
  protected readonly removals = computed(() =>
    removalsOf(this.draft().plan()).map((cluster) =>
      removalView(cluster, {
        isOpen: this.#open().has(cluster.clusterId),
        first: this.first(),
      }),
    ),
  );

  protected toggle(clusterId: string): void {
    this.#open.update((before) => {
      const after = new Set(before);
      if (!after.delete(clusterId)) after.add(clusterId);
      return after;
    });
  }
}

/** The clusters of a plan from which the filter goes. */
export function removalsOf(plan: Plan | null): readonly ClusterPlan[] {
  return (plan?.clusters ?? []).filter(
    ({ action, virtualMachines }) => action === 'remove' || virtualMachines.length > 0,
  );
}

function removalView(
  cluster: ClusterPlan,
  { isOpen, first }: { readonly isOpen: boolean; readonly first: number },
) {
  const { policyStep: texts } = wizardMessages;
  const machines = cluster.virtualMachines
    .map((machine) => ({
      ...machine,
      isBlocked: machine.blocked !== null,
      effect: machine.blocked === null ? texts.detached : texts.blocked(machine.blocked),
    }))
    .sort((a, b) => Number(b.isBlocked) - Number(a.isBlocked));
  const least = Math.max(first, machines.filter(({ isBlocked }) => isBlocked).length);
  const { showFewer, showAll } = policyMessages;
  return {
    id: cluster.clusterId,
    title: texts.removalOf(cluster.clusterName),
    isEmpty: machines.length === 0,
    machines: isOpen ? machines : machines.slice(0, least),
    isOpen,
    toggle: machines.length <= least ? '' : isOpen ? showFewer : showAll(machines.length),
    findings: cluster.findings.filter(
      ({ scope, code, severity }) =>
        severity === 'blocker' && scope.type === 'virtualMachine' && code !== 'vmCannotBeDetached',
    ),
  };
}
