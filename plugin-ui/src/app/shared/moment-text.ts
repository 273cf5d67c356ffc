import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { ClientSdk } from '../client-sdk/client-sdk';
import { agoText } from './elapsed';
import { TickingClock } from './ticking-clock';

/** "3 minutes ago", with the moment in the user's own format as a tooltip. */
@Component({
  selector: 'rtr-moment-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="at()" [title]="exact()">{{ ago() }}</time>`,
})
export class MomentText {
  /** ISO 8601. */
  readonly at = input.required<string>();

  readonly #sdk = inject(ClientSdk);
  readonly #clock = inject(TickingClock);

  protected readonly ago = computed(() =>
    agoText(Date.parse(this.at()), this.#clock.now(), this.#sdk.locale()),
  );
  protected readonly exact = computed(() => {
    this.#sdk.dateTimeFormat();
    return this.#sdk.formatDateTime(new Date(this.at()));
  });
}
