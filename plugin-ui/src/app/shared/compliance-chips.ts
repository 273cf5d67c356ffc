import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { StoragePolicy } from '@contract/storage-policy';
import { sharedMessages } from './shared-messages';

type Compliance = StoragePolicy['compliance'];

const KINDS: readonly (keyof Compliance)[] = [
  'nonCompliant',
  'outOfDate',
  'compliant',
  'unknown',
  'notApplicable',
];

const looks: Readonly<Record<keyof Compliance, string>> = {
  compliant: 'label-success',
  nonCompliant: 'label-danger',
  outOfDate: 'label-warning',
  notApplicable: '',
  unknown: '',
};

/** How many disks comply with a policy and how many do not, in words; the worst first. */
@Component({
  selector: 'rtr-compliance-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (chip of chips(); track chip.kind) {
      <span class="label {{ chip.look }}" [attr.data-compliance]="chip.kind">{{ chip.text }}</span>
    } @empty {
      {{ none }}
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      gap: 0.2rem 0.3rem;
    }
    .label {
      margin: 0;
    }
  `,
})
export class ComplianceChips {
  readonly compliance = input.required<Compliance>();

  protected readonly none = sharedMessages.none;
  protected readonly chips = computed(() =>
    KINDS.filter((kind) => this.compliance()[kind] > 0).map((kind) => ({
      kind,
      look: looks[kind],
      text: sharedMessages.compliance[kind](this.compliance()[kind].toLocaleString('en-US')),
    })),
  );
}
