import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ClusterPlan } from '@contract/plan';
import { sharedMessages } from './shared-messages';

/** Jobs of the replication product that use the filter, with their virtual machines. */
@Component({
  selector: 'rtr-job-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <strong>{{ heading() }}</strong>
    <ul>
      @for (job of jobs(); track job.id) {
        <li [attr.data-job]="job.name">
          {{ text.jobKind[job.kind] }} <strong>{{ job.name }}</strong>
          @if (job.vmNames.length > 0) {
            <span class="machines"> ({{ job.vmNames.join(', ') }})</span>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0.2rem 0 0 1.1rem;
    }
    .machines {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class JobList {
  readonly heading = input.required<string>();
  readonly jobs = input.required<ClusterPlan['jobs']>();

  protected readonly text = sharedMessages;
}
