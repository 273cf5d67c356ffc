import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { EvacuationForecast } from '@contract/maintenance';
import { sharedMessages } from './shared-messages';
import type { Status } from './status';
import { StatusText } from './status-text';

/** Whether each host could be emptied now, and what stands against it. */
@Component({
  selector: 'rtr-evacuation-list',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.hostId) {
        <li [attr.data-evacuation]="row.hostName">
          <span class="name">{{ row.hostName }}</span>
          <rtr-status-text [status]="row.status" />
          @for (fault of row.faults; track fault) {
            <div class="fault">{{ fault }}</div>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      display: grid;
      grid-template-columns: minmax(9rem, 14rem) 1fr;
      gap: 0 0.6rem;
      padding: 0.2rem 0;
    }
    .fault {
      grid-column: 1 / -1;
      padding-left: 1rem;
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class EvacuationList {
  readonly hosts = input.required<EvacuationForecast['hosts']>();

  protected readonly rows = computed(() =>
    this.hosts().map((host) => ({ ...host, status: evacuationStatus(host) })),
  );
}

function evacuationStatus(host: EvacuationForecast['hosts'][number]): Status {
  const { forecast } = sharedMessages;
  return host.canEvacuate
    ? { text: forecast.can(host.recommendations), tone: 'success' }
    : { text: forecast.cannot, tone: 'warning' };
}
