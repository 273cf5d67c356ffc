import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { sharedMessages } from './shared-messages';

/** What vCenter said word for word, for those who search or report it; folded away until asked for. */
@Component({
  selector: 'rtr-raw-fault',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      type="button"
      class="btn btn-sm btn-link rtr-inline"
      [attr.aria-expanded]="isShown()"
      (click)="toggle()"
    >
      {{ isShown() ? text.hideRawFault : text.showRawFault }}
    </button>
    @if (isShown()) {
      <pre>{{ fault() }}</pre>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    pre {
      margin: 0.2rem 0;
      white-space: pre-wrap;
      max-height: 10rem;
    }
  `,
})
export class RawFault {
  readonly fault = input.required<string>();

  protected readonly text = sharedMessages;
  protected readonly isShown = signal(false);

  protected toggle(): void {
    this.isShown.update((shown) => !shown);
  }
}
