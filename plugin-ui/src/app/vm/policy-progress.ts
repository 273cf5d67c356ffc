import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity } from '@contract/activity';
import { ActivityMachines } from '../operations/activity-machines';
import type { MachineRetry } from '../operations/machine-retries';
import { ActivityProgress } from '../shared/activity-progress';
import { isFinished } from '../shared/activity-status';
import { machineCounts } from '../shared/machine-counts';
import { vmMessages } from './vm-messages';

/** How the change goes: counts for each cluster, and the machines that failed. */
@Component({
  selector: 'rtr-policy-progress',
  imports: [ActivityMachines, ActivityProgress, ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let end = outcome();
    <p class="outcome" role="status" [attr.data-tone]="end.tone">
      <cds-icon [shape]="end.icon" [status]="end.tone" size="20" aria-hidden="true" />
      <span>{{ end.text }}</span>
      <button
        type="button"
        class="btn btn-sm btn-link rtr-inline"
        (click)="activitiesOpened.emit(activity().id)"
      >
        {{ text.activities }}
      </button>
    </p>
    @if (isPolling()) {
      <p class="quiet">{{ text.polling }}</p>
    }
    <rtr-activity-progress [activity]="activity()" />
    @if (hasFailed()) {
      <rtr-activity-machines
        class="machines"
        initialShow="failed"
        [activity]="activity()"
        (retryWanted)="retryWanted.emit($event)"
      />
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .outcome {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      margin: 0 0 0.6rem;
      padding: 0.4rem 0.6rem;
      border: 1px solid var(--cds-alias-object-border-color);
      border-radius: var(--cds-alias-object-border-radius-100);
    }
    .outcome .btn.btn-link {
      flex: none;
      margin-left: auto;
    }
    .machines {
      display: block;
      margin-top: 0.8rem;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class PolicyProgress {
  readonly activity = input.required<Activity>();
  /** Whether events do not come through. */
  readonly isPolling = input(false);
  readonly activitiesOpened = output<string>();
  readonly retryWanted = output<MachineRetry>();

  protected readonly text = vmMessages.progress;
  protected readonly hasFailed = computed(
    () => (machineCounts(this.activity().clusters)?.failed ?? 0) > 0,
  );
  protected readonly outcome = computed(() => {
    const activity = this.activity();
    if (!isFinished(activity))
      return { text: this.text.running, tone: 'info', icon: 'info-standard' };
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
}
