import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { VmWork } from '@contract/virtual-machine';
import { policyMessages } from './policy-messages';
import { policyNameText } from './policy-status';
import { RawFault } from './raw-fault';
import type { Tone } from './status';
import { StatusText } from './status-text';

const tones: Readonly<Record<VmWork['state'], Tone>> = {
  pending: 'neutral',
  running: 'progress',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

/** Machines of an activity: what was done to which disk, how it went, and why not. */
@Component({
  selector: 'rtr-vm-work-list',
  imports: [RawFault, StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.work.vmId) {
        <li [attr.data-vm]="row.work.vmName" [attr.data-state]="row.work.state">
          <span class="name">{{ row.work.vmName }}</span>
          <div class="disks">
            @for (disk of row.disks; track disk.key) {
              <div>
                <span class="quiet">{{ disk.label }}:</span> {{ disk.change }}
              </div>
            }
            @if (row.work.problem; as problem) {
              <div class="problem">
                <strong>{{ problem.title }}.</strong> {{ problem.detail }}
                @if (problem.remedy) {
                  <div class="quiet">{{ text.remedy }}: {{ problem.remedy }}</div>
                }
                @if (problem.rawFault) {
                  <rtr-raw-fault [fault]="problem.rawFault" />
                }
              </div>
            }
          </div>
          <rtr-status-text [status]="row.status" />
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
      grid-template-columns: minmax(6rem, 10rem) 1fr 5.5rem;
      gap: 0.6rem;
      padding: 0.25rem 0;
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .name,
    .disks {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class VmWorkList {
  readonly works = input.required<readonly VmWork[]>();

  protected readonly text = policyMessages;
  protected readonly rows = computed(() =>
    this.works().map((work) => ({
      work,
      status: { text: policyMessages.work[work.state], tone: tones[work.state] },
      disks: work.disks.map((disk) => ({
        ...disk,
        change: policyMessages.change(policyNameText(disk.fromName), disk.toName),
      })),
    })),
  );
}
