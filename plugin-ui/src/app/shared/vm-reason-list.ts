import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { VmDisk, VmReason } from '@contract/virtual-machine';
import { policyMessages } from './policy-messages';

/** Why a machine, or one of its disks, cannot change its storage policy, each with what can be done about it. */
@Component({
  selector: 'rtr-vm-reason-list',
  imports: [ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.key) {
        <li [attr.data-reason]="row.code">
          <cds-icon
            [shape]="isBlocking() ? 'ban' : 'info-standard'"
            [status]="isBlocking() ? 'danger' : 'info'"
            size="16"
            aria-hidden="true"
          />
          <div>
            <div>
              @if (row.disk) {
                <span class="disk">{{ row.disk }}:</span>
              }
              {{ row.reason }}
            </div>
            @if (row.remedy) {
              <div class="remedy">{{ text.remedy }}: {{ row.remedy }}</div>
            }
          </div>
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
      display: flex;
      gap: 0.3rem;
      padding: 0.1rem 0;
    }
    cds-icon {
      flex: none;
      margin-top: 0.1rem;
    }
    .disk {
      font-weight: 600;
    }
    .remedy {
      color: var(--cds-global-typography-color-300);
    }
  `,
})
export class VmReasonList {
  readonly reasons = input.required<readonly VmReason[]>();
  /** Disks of the machine, so that reasons about one of them can name it. */
  readonly disks = input<readonly Pick<VmDisk, 'key' | 'label'>[]>([]);
  /** Off where the reasons only explain, such as disks that are left out. */
  readonly isBlocking = input(true);

  protected readonly text = policyMessages;
  protected readonly rows = computed(() =>
    this.reasons().map((reason, index) => ({
      ...reason,
      key: `${index}:${reason.code}`,
      disk: unnamedDisk(reason, this.disks()),
    })),
  );
}

/** The disk that a reason is about, unless its own words name it. */
function unnamedDisk(
  { diskKey, reason }: VmReason,
  disks: readonly Pick<VmDisk, 'key' | 'label'>[],
): string {
  const label = disks.find(({ key }) => key === diskKey)?.label ?? '';
  return reason.includes(label) ? '' : label;
}
