import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Plan } from '@contract/plan';
import { changeCount, policyCountsText, sumOfCounts } from '../shared/policy-counts';
import { PlannedPolicyList } from '../shared/planned-policy-list';
import { VmChangeList } from '../shared/vm-change-list';
import { planMessages } from './plan-messages';

/** What a plan does to storage policies in all: the policies, the machines that cannot be changed, and rules that get lost. */
@Component({
  selector: 'rtr-policy-summary',
  imports: [ClrIcon, PlannedPolicyList, VmChangeList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-summary.html',
  styleUrl: './policy-summary.css',
})
export class PolicySummary {
  readonly plan = input.required<Plan>();
  /** Whether the user goes on without the machines that cannot be changed. */
  readonly isLeavingOut = input(false);
  /** Whether the user can go back to a choice of machines. */
  readonly hasChoice = input(true);
  readonly leftOut = output();

  protected readonly text = planMessages.policySummary;
  readonly #changes = computed(() => this.plan().clusters.map((each) => each.policyChanges));
  readonly #counts = computed(() => sumOfCounts(this.#changes()));
  readonly #machines = computed(() => this.#changes().flatMap((each) => each.virtualMachines));
  protected readonly counts = computed(() => policyCountsText({ ...this.#counts(), refuse: 0 }));
  protected readonly changes = computed(() => changeCount(this.#counts()));
  protected readonly refused = computed(() =>
    this.#machines().filter(({ action }) => action === 'refuse'),
  );
  protected readonly refusedCount = computed(() => this.#counts().refuse);
  /** Machines with disks that give up rules of their present policy. */
  protected readonly losing = computed(() =>
    this.#machines()
      .filter(({ action }) => action === 'assign')
      .flatMap((machine) => {
        const reasons = machine.reasons.filter(({ code }) => code === 'wouldLoseRules');
        return reasons.length === 0 ? [] : [{ ...machine, reasons }];
      }),
  );
  /** Machines of which some disks stay as they are. */
  protected readonly partial = computed(() =>
    this.#machines()
      .filter(({ action }) => action !== 'refuse')
      .flatMap((machine) => {
        const reasons = machine.reasons.filter(({ code }) => code !== 'wouldLoseRules');
        return reasons.length === 0 ? [] : [{ ...machine, reasons, disks: [] }];
      }),
  );
}
