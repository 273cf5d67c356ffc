import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { PlannedPolicy } from '@contract/plan';
import { policyMessages } from './policy-messages';

/** The policies that machines go to: found or to be made, and what is in a combined one. */
@Component({
  selector: 'rtr-planned-policy-list',
  imports: [ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (row of rows(); track row.policy.name) {
        <li [attr.data-policy]="row.policy.name">
          <div class="head">
            <strong class="name">{{ row.policy.name }}</strong>
            <span class="label" [class.label-info]="row.isNew">{{ row.origin }}</span>
            <span class="disks">{{ row.disks }}</span>
          </div>
          <div class="rules">{{ row.rules }}</div>
          @for (warning of row.policy.warnings; track warning) {
            <div class="warning">
              <cds-icon shape="warning-standard" status="warning" size="16" aria-hidden="true" />
              <span>{{ warning }}</span>
            </div>
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
    li + li {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    li {
      padding: 0.25rem 0;
    }
    .head {
      display: flex;
      align-items: center;
      gap: 0.5rem;
    }
    .name {
      overflow-wrap: anywhere;
    }
    .label {
      flex: none;
      margin: 0;
    }
    .disks {
      margin-left: auto;
      white-space: nowrap;
    }
    .rules,
    .disks {
      color: var(--cds-global-typography-color-300);
    }
    .warning {
      display: flex;
      gap: 0.3rem;
    }
    .warning cds-icon {
      flex: none;
      margin-top: 0.1rem;
    }
  `,
})
export class PlannedPolicyList {
  readonly policies = input.required<readonly PlannedPolicy[]>();

  protected readonly rows = computed(() => {
    const { planned } = policyMessages;
    return this.policies().map((policy) => ({
      policy,
      isNew: policy.profileId === null,
      origin: policy.profileId === null ? planned.made : planned.found,
      rules: policy.baseName === null ? planned.own : planned.base(policy.baseName),
      disks: policyMessages.disks(policy.disks),
    }));
  });
}
