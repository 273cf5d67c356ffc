import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { VmChange } from '@contract/plan';
import { policyMessages } from './policy-messages';
import { policyNameText } from './policy-status';
import { VmReasonList } from './vm-reason-list';

/** Machines of a plan with what happens to each disk, or why nothing does; a long list begins short. */
@Component({
  selector: 'rtr-vm-change-list',
  imports: [VmReasonList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.change.id) {
        <li [attr.data-vm]="row.change.name" [attr.data-action]="row.change.action">
          <span class="name">{{ row.change.name }}</span>
          <div>
            @for (disk of row.disks; track disk.key) {
              <div>
                <span class="disk">{{ disk.label }}:</span> {{ disk.change }}
              </div>
            }
            @if (row.change.reasons.length > 0) {
              <rtr-vm-reason-list
                [reasons]="row.change.reasons"
                [disks]="row.change.disks"
                [isBlocking]="row.change.action === 'refuse'"
              />
            }
          </div>
        </li>
      }
    </ul>
    @if (hidden() > 0 || isOpen()) {
      <button
        type="button"
        class="btn btn-sm btn-link rtr-inline"
        [attr.aria-expanded]="isOpen()"
        (click)="isOpen.set(!isOpen())"
      >
        {{ isOpen() ? text.showFewer : text.showAll(changes().length) }}
      </button>
    }
    @if (missing(); as count) {
      <p class="more">{{ text.more(count) }}</p>
    }
  `,
  styles: `
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      display: grid;
      grid-template-columns: minmax(6rem, 10rem) 1fr;
      gap: 0.6rem;
      padding: 0.2rem 0;
    }
    li + li {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .name {
      overflow-wrap: anywhere;
    }
    .disk,
    .more {
      color: var(--cds-global-typography-color-300);
    }
    .more {
      margin: 0;
    }
  `,
})
export class VmChangeList {
  readonly changes = input.required<readonly VmChange[]>();
  /** How many there are in truth; the server lists no more than a thousand that succeed. */
  readonly total = input<number | null>(null);

  /** So many are shown before the user asks for all. */
  readonly first = input(10);

  protected readonly text = policyMessages;
  protected readonly isOpen = signal(false);
  protected readonly hidden = computed(() => Math.max(0, this.changes().length - this.first()));
  protected readonly missing = computed(() => {
    const beyond = (this.total() ?? 0) - this.changes().length;
    return beyond > 0 && (this.isOpen() || this.hidden() === 0) ? beyond : 0;
  });
  protected readonly rows = computed(() =>
    (this.isOpen() ? this.changes() : this.changes().slice(0, this.first())).map((change) => ({
      change,
      disks: change.disks.map((disk) => ({
        ...disk,
        change: policyMessages.change(policyNameText(disk.fromName), disk.toName),
      })),
    })),
  );
}
