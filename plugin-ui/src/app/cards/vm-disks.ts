import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { VmSummary } from '@contract/cluster';
import { hasFilterPolicy, policyNameText } from '../shared/policy-status';
import type { Status } from '../shared/status';
import { StatusText } from '../shared/status-text';
import { cardMessages } from './card-messages';

type Disk = VmSummary['disks'][number];

/** More disks than this are counted, not listed: a card is small. */
const LISTED = 4;

/** The disks of a machine on its card: policy, and whether the filter is there and complied with. */
@Component({
  selector: 'rtr-vm-disks',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul [attr.aria-label]="text.disks">
      @for (row of rows(); track row.disk.key) {
        <li [attr.data-disk]="row.disk.label">
          <span class="label">{{ row.disk.label }}</span>
          <span class="policy" [title]="row.policy">{{ row.policy }}</span>
          @if (row.status; as status) {
            <rtr-status-text class="status" [status]="status" />
          }
        </li>
      }
    </ul>
    @if (more(); as count) {
      <p>{{ text.moreDisks(count) }}</p>
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
      grid-template-columns: minmax(5rem, 8rem) 1fr;
      gap: 0 0.6rem;
      padding: 0.2rem 0;
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .label,
    p {
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
    p {
      margin: 0;
    }
  `,
})
export class VmDisks {
  readonly disks = input.required<readonly Disk[]>();

  protected readonly text = cardMessages;
  protected readonly rows = computed(() =>
    this.disks()
      .slice(0, LISTED)
      .map((disk) => ({
        disk,
        policy: policyNameText(disk.policyName),
        status: diskStatus(disk),
      })),
  );
  protected readonly more = computed(() => Math.max(0, this.disks().length - LISTED));
}

/** What SPBM says of the disk, or that policy and fact disagree; nothing for a disk that has nothing to do with the filter. */
export function diskStatus(disk: Disk): Status | null {
  const isMeant = hasFilterPolicy(disk);
  if (isMeant !== disk.filterAttached) {
    const text = isMeant ? cardMessages.notAttached : cardMessages.stillAttached;
    return { text, tone: 'warning' };
  }
  if (!isMeant) return null;
  switch (disk.compliance) {
    case null:
    case 'unknown':
    case 'notApplicable':
      return { text: cardMessages.attached, tone: 'success' };
    case 'compliant':
      return { text: cardMessages.compliant, tone: 'success' };
    case 'nonCompliant':
      return { text: cardMessages.nonCompliant, tone: 'danger' };
    case 'outOfDate':
      return { text: cardMessages.outOfDate, tone: 'warning' };
  }
}
