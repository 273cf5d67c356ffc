import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { durationText } from './elapsed';
import { sharedMessages } from './shared-messages';

const STEP_MS = 1000;

/** The time that is left until a moment, second by second. */
@Component({
  selector: 'rtr-countdown-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<span role="timer">{{ left() }}</span>`,
})
export class CountdownText {
  /** ISO 8601. */
  readonly until = input.required<string>();

  readonly #now = signal(Date.now());
  protected readonly left = computed(() => {
    const milliseconds = Date.parse(this.until()) - this.#now();
    return milliseconds <= 0 ? sharedMessages.waits.now : durationText(milliseconds);
  });

  constructor() {
    const timer = setInterval(() => this.#now.set(Date.now()), STEP_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
