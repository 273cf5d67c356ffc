import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Plan } from '@contract/plan';
import { FindingList } from '../shared/finding-list';
import type { SetupRun } from './setup-run';
import { wizardMessages } from './wizard-messages';

/** Second page: whose storage policies a removal takes away, and that no other virtual machine is changed. */
@Component({
  selector: 'rtr-policy-step',
  imports: [ClrIcon, FindingList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-step.html',
  styleUrl: './policy-step.css',
})
export class PolicyStep {
  readonly run = input.required<SetupRun>();
  readonly checkedAgain = output();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = wizardMessages.policyStep;
  protected readonly removals = computed(() => removalsOf(this.run().plan()));
}

/** Each cluster from which the filter is to be removed, its blocked machines first. */
function removalsOf(plan: Plan | null) {
  const { policyStep: texts } = wizardMessages;
  const { clusters } = plan ?? { clusters: [] };
  return clusters
    .filter(({ action, virtualMachines }) => action === 'remove' || virtualMachines.length > 0)
    .map((cluster) => ({
      id: cluster.clusterId,
      title: texts.removalOf(cluster.clusterName),
      machines: cluster.virtualMachines
        .map((machine) => ({
          ...machine,
          isBlocked: machine.blocked !== null,
          effect: machine.blocked === null ? texts.detached : texts.blocked(machine.blocked),
        }))
        .sort((a, b) => Number(b.isBlocked) - Number(a.isBlocked)),
      findings: cluster.findings.filter(
        ({ scope, code, severity }) =>
          severity === 'blocker' &&
          scope.type === 'virtualMachine' &&
          code !== 'vmCannotBeDetached',
      ),
    }));
}
