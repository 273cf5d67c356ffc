import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { ClrSpinnerModule } from '@clr/angular/progress/spinner';
import type { Status, Tone } from './status';

const shapes: Readonly<Record<Exclude<Tone, 'progress'>, string>> = {
  success: 'success-standard',
  warning: 'warning-standard',
  danger: 'error-standard',
  info: 'info-standard',
  neutral: 'minus-circle',
};

/** A state as the vSphere Client shows it: icon and words. */
@Component({
  selector: 'rtr-status-text',
  imports: [ClrIcon, ClrSpinnerModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-tone]': 'status().tone' },
  template: `
    @if (shape(); as icon) {
      <cds-icon [shape]="icon" [status]="iconStatus()" size="16" aria-hidden="true" />
    } @else {
      <clr-spinner clrInline aria-hidden="true" />
    }
    <span>{{ status().text }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: baseline;
      gap: 0.3rem;
    }
    cds-icon,
    .spinner.spinner-inline {
      flex: none;
      margin: -0.2rem 0 0;
      position: relative;
      top: 0.15rem;
    }
  `,
})
export class StatusText {
  readonly status = input.required<Status>();

  protected readonly shape = computed(() => {
    const { tone } = this.status();
    return tone === 'progress' ? null : shapes[tone];
  });
  protected readonly iconStatus = computed(() => {
    const { tone } = this.status();
    return tone === 'progress' ? 'neutral' : tone;
  });
}
