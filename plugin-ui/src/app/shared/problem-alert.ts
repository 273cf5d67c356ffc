import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ClrAlertModule } from '@clr/angular/emphasis/alert';
import type { ApiProblem } from '../api/api-problem';
import { FindingList } from './finding-list';
import { sharedMessages } from './shared-messages';

/** A failed request: what the server says, everything it found, and a way to try again. */
@Component({
  selector: 'rtr-problem-alert',
  imports: [ClrAlertModule, FindingList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './problem-alert.html',
  styles: `
    :host {
      display: block;
    }
    .request {
      opacity: 0.75;
      font-size: 0.5rem;
    }
  `,
})
export class ProblemAlert {
  readonly problem = input.required<ApiProblem>();
  /** Whether trying the same again makes sense. */
  readonly canRetry = input(true);
  readonly retried = output();
  /** A link has led to another view of the client. */
  readonly followed = output();

  protected readonly text = sharedMessages;
}
