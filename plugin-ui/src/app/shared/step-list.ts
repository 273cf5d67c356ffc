import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Step } from '@contract/activity';
import { stepStatus } from './activity-status';
import { durationText } from './elapsed';
import { StatusText } from './status-text';

/** What was done on a cluster, in order. */
@Component({
  selector: 'rtr-step-list',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ol>
      @for (row of rows(); track row.step.name) {
        <li [attr.data-step]="row.step.name">
          <span class="label">{{ row.step.label }}</span>
          <rtr-status-text [status]="row.status" />
          <span class="detail">{{ row.step.detail }}</span>
          <span class="took">{{ row.took }}</span>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(8rem, 14rem) 6rem 1fr auto;
      gap: 0.6rem;
      padding: 0.2rem 0;
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .label {
      all: unset;
    }
    .detail,
    .took {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class StepList {
  readonly steps = input.required<readonly Step[]>();

  protected readonly rows = computed(() =>
    this.steps().map((step) => ({
      step,
      status: stepStatus(step.state),
      took:
        step.startedAt === null || step.finishedAt === null
          ? ''
          : durationText(Date.parse(step.finishedAt) - Date.parse(step.startedAt)),
    })),
  );
}
