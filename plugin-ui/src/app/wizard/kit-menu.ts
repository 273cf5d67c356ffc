import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ClrDropdownModule } from '@clr/angular/popover/dropdown';
import type { Bundle } from '@contract/bundle';
import { wizardMessages } from './wizard-messages';

/** The small menu by which the older kit is chosen by hand. */
@Component({
  selector: 'rtr-kit-menu',
  imports: [ClrDropdownModule, ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (kit()) {
      <span class="chosen">{{ text.kitChosen }}</span>
    }
    <clr-dropdown>
      <button
        type="button"
        class="trigger"
        clrDropdownTrigger
        [attr.aria-label]="text.kit(clusterName())"
      >
        <cds-icon shape="ellipsis-vertical" aria-hidden="true" />
      </button>
      <clr-dropdown-menu *clrIfOpen clrPosition="bottom-right">
        <button type="button" clrDropdownItem (click)="chosen.emit('fitting')">
          {{ text.kitFitting }}
        </button>
        <button type="button" clrDropdownItem (click)="chosen.emit('older')">
          {{ text.kitOlder }}
        </button>
      </clr-dropdown-menu>
    </clr-dropdown>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.2rem;
    }
    .trigger {
      border: 0;
      background: none;
      padding: 0 0.2rem;
      color: inherit;
      cursor: pointer;
    }
  `,
})
export class KitMenu {
  readonly clusterName = input.required<string>();
  /** The kit that was chosen by hand. */
  readonly kit = input.required<Bundle['flavor'] | null>();
  readonly chosen = output<'fitting' | 'older'>();

  protected readonly text = wizardMessages.filterStep;
}
