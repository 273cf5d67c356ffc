import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';

/** Says why there is nothing to see; what can be done about it is projected below. */
@Component({
  selector: 'rtr-empty-state',
  imports: [ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <cds-icon [shape]="shape()" size="48" aria-hidden="true" />
    <h2 class="title">{{ title() }}</h2>
    <p class="detail">{{ detail() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      text-align: center;
      padding: 1.2rem;
    }
    cds-icon {
      opacity: 0.5;
    }
    .title {
      margin: 0.4rem 0 0;
    }
    .detail {
      margin: 0.2rem 0 0.6rem;
      max-width: 24rem;
    }
  `,
})
export class EmptyState {
  readonly shape = input('info-standard');
  readonly title = input.required<string>();
  readonly detail = input('');
}
