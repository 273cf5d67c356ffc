import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import type { OnDestroy, OnInit } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import type { PlanDraft } from '../plan/plan-draft';
import { FindingList } from '../shared/finding-list';
import { ProblemAlert } from '../shared/problem-alert';
import { ChosenList } from './chosen-list';
import type { MachineDesk } from './machine-desk';
import { RemovalList, removalsOf } from './removal-list';
import { VmList } from './vm-list';
import { wizardMessages } from './wizard-messages';

/** Second page: which machines get the filter's policy, keep it or lose it. */
@Component({
  selector: 'rtr-policy-step',
  imports: [ChosenList, ClrIcon, FindingList, ProblemAlert, RemovalList, VmList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.with-lists]': 'hasClusters()' },
  templateUrl: './policy-step.html',
  styleUrl: './policy-step.css',
})
export class PolicyStep implements OnInit, OnDestroy {
  /** What the first page found about the clusters. */
  readonly check = input.required<PlanDraft>();
  /** The plan with machines, which is asked for when this page is left. */
  readonly draft = input.required<PlanDraft>();
  readonly desk = input.required<MachineDesk>();
  readonly checkedAgain = output();
  readonly retried = output();
  /** A link has led to another view of the client. */
  readonly left = output();

  protected readonly text = wizardMessages.policyStep;
  protected readonly hasRemovals = computed(() => removalsOf(this.check().plan()).length > 0);
  protected readonly hasClusters = computed(() => this.desk().scope().clusters.length > 0);
  protected readonly clusterNames = computed(
    () =>
      new Map(
        this.desk()
          .scope()
          .clusters.map(({ id, name }) => [id, name]),
      ),
  );
  protected readonly isSelecting = signal(false);
  protected readonly selectProblem = signal<ApiProblem | null>(null);
  /** How many could not be ticked when all that match were asked for. */
  protected readonly leftOut = linkedSignal({
    source: () => this.desk().pages.match(),
    computation: () => 0,
  });
  ngOnInit(): void {
    if (this.hasClusters()) this.desk().load();
  }

  ngOnDestroy(): void {
    this.desk().pages.stop();
  }

  protected refresh(): void {
    this.desk().load();
  }

  protected setCombine(event: Event): void {
    if (event.target instanceof HTMLInputElement)
      this.desk().choice.combine.set(event.target.checked);
  }

  /** Ticks all that match what is filtered by, on whatever page they are. */
  protected async selectAll(): Promise<void> {
    this.isSelecting.set(true);
    this.selectProblem.set(null);
    try {
      const { vms, leftOut } = await this.desk().selectMatching();
      this.desk().choice.add(vms);
      this.leftOut.set(leftOut);
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.selectProblem.set(toApiProblem(error));
    } finally {
      this.isSelecting.set(false);
    }
  }
}
