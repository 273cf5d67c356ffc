import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { DeletePoliciesReply, StoragePolicy } from '@contract/storage-policy';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { PolicyApi } from '../api/policy-api';
import { ConfirmDialog } from '../shared/confirm-dialog';
import { ProblemAlert } from '../shared/problem-alert';
import { RawFault } from '../shared/raw-fault';
import { StatusText } from '../shared/status-text';
import { policiesMessages } from './policies-messages';

type Outcome = DeletePoliciesReply['outcomes'][number];

/** Asks before storage policies are deleted, deletes them, and says of each that is still there why. */
@Component({
  selector: 'rtr-policy-deletion',
  imports: [ConfirmDialog, ProblemAlert, RawFault, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rtr-confirm-dialog
      [heading]="text.heading(policies().length)"
      [action]="isAnswered() ? text.close : text.action"
      [isDangerous]="!isAnswered()"
      [isBusy]="isBusy()"
      (confirmed)="confirm()"
      (cancelled)="end()"
    >
      @if (problem(); as failed) {
        <rtr-problem-alert [problem]="failed" [canRetry]="false" />
      }
      @if (isAnswered()) {
        <ul class="list" role="status">
          @for (row of rows(); track row.outcome.profileId) {
            <li [attr.data-outcome]="row.outcome.name">
              <rtr-status-text [status]="row.status" /> {{ row.outcome.name }}
              @if (row.outcome.reason) {
                <div>{{ row.outcome.reason }}</div>
              }
              @if (row.outcome.rawFault; as fault) {
                <rtr-raw-fault [fault]="fault" />
              }
            </li>
          }
        </ul>
      } @else {
        <ul class="list">
          @for (policy of policies(); track policy.profileId) {
            <li>{{ policy.name }}</li>
          }
        </ul>
        <p>{{ text.detail }}</p>
      }
    </rtr-confirm-dialog>
  `,
  styles: `
    p {
      margin-top: 0.6rem;
    }
  `,
})
export class PolicyDeletion {
  /** Never empty. */
  readonly policies = input.required<readonly StoragePolicy[]>();
  readonly vcGuid = input.required<string>();
  /** How many have been deleted. */
  readonly closed = output<number>();

  readonly #api = inject(PolicyApi);
  readonly #outcomes = signal<readonly Outcome[]>([]);

  protected readonly text = policiesMessages.deletion;
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly isAnswered = computed(() => this.#outcomes().length > 0);
  protected readonly rows = computed(() =>
    this.#outcomes().map((outcome) => ({
      outcome,
      status: outcome.deleted
        ? ({ text: this.text.deleted, tone: 'success' } as const)
        : ({ text: this.text.kept, tone: 'danger' } as const),
    })),
  );

  protected async confirm(): Promise<void> {
    if (this.isAnswered()) this.end();
    else await this.#delete();
  }

  protected end(): void {
    this.closed.emit(this.#outcomes().filter(({ deleted }) => deleted).length);
  }

  /** What went well needs no reading; what did not is shown. */
  async #delete(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      const ids = this.policies().map(({ profileId }) => profileId);
      const { outcomes } = await this.#api.delete(this.vcGuid(), ids);
      this.#outcomes.set(outcomes);
      if (outcomes.every(({ deleted }) => deleted)) this.end();
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.problem.set(toApiProblem(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
