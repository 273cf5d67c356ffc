import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { StatusText } from '../shared/status-text';
import { cardMessages } from './card-messages';
import type { CardDisk } from './disk-groups';
import { diskGroups } from './disk-groups';

/** The disks of a machine on its card: policy, and whether the filter is there and complied with. */
@Component({
  selector: 'rtr-vm-disks',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul [attr.aria-label]="text.disks">
      @for (group of groups(); track group.label) {
        <li [attr.data-disks]="group.label">
          <span class="disk">{{ group.label }}</span>
          <span class="policy" [title]="group.policy">{{ group.policy }}</span>
          @if (group.status; as status) {
            <rtr-status-text class="status" [status]="status" />
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
      grid-template-columns: minmax(5rem, 8rem) 1fr;
      gap: 0 0.6rem;
      padding: 0.25rem 0;
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .disk {
      color: var(--cds-global-typography-color-300);
    }
    .policy {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .status {
      grid-column: 2;
    }
  `,
})
export class VmDisks {
  readonly disks = input.required<readonly CardDisk[]>();

  protected readonly text = cardMessages;
  protected readonly groups = computed(() => diskGroups(this.disks()));
}
