import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrTabsModule } from '@clr/angular/layout/tabs';
import { policiesMessages } from './policies-messages';
import { PolicyInventory } from './policy-inventory';
import { RestorePointList } from './restore-point-list';

/** The storage policies of the filter, and what activities recorded before they changed any. */
@Component({
  selector: 'rtr-policies-page',
  imports: [ClrTabsModule, PolicyInventory, RestorePointList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 class="title">{{ text.title }}</h2>
    <clr-tabs>
      <clr-tab>
        <button clrTabLink>{{ text.tabs.policies }}</button>
        <clr-tab-content *clrIfActive="tab() !== 'restore'">
          <rtr-policy-inventory />
        </clr-tab-content>
      </clr-tab>
      <clr-tab>
        <button clrTabLink>{{ text.tabs.restore }}</button>
        <clr-tab-content *clrIfActive="tab() === 'restore'">
          <rtr-restore-point-list />
        </clr-tab-content>
      </clr-tab>
    </clr-tabs>
  `,
  styles: `
    .title {
      margin: 0 0 0.2rem;
    }
  `,
})
export class PoliciesPage {
  /** `restore` where the address asks for the restore points. */
  readonly tab = input<string>();

  protected readonly text = policiesMessages;
}
