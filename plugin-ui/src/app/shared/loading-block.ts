import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrSpinnerModule } from '@clr/angular/progress/spinner';
import { sharedMessages } from './shared-messages';

/** Stands where something will be. */
@Component({
  selector: 'rtr-loading-block',
  imports: [ClrSpinnerModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
  template: `<clr-spinner clrInline /> <span>{{ label() }}</span>`,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 0.4rem;
      padding: 0.6rem 0;
    }
  `,
})
export class LoadingBlock {
  readonly label = input<string>(sharedMessages.loading);
}
