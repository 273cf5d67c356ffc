import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { wizardMessages } from './wizard-messages';

/** Second page: says what it will be for, and that nothing is changed for virtual machines. */
@Component({
  selector: 'rtr-policy-step',
  imports: [ClrIcon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 class="heading">
      <cds-icon shape="info-standard" status="info" size="20" aria-hidden="true" />
      {{ text.heading }}
    </h3>
    <p>{{ text.detail }}</p>
    <ul class="list">
      @for (point of text.points; track point) {
        <li>{{ point }}</li>
      }
    </ul>
    <p>
      <strong>{{ text.now }}</strong>
    </p>
  `,
  styles: `
    .heading {
      display: flex;
      align-items: center;
      gap: 0.4rem;
      margin-top: 0;
    }
  `,
})
export class PolicyStep {
  protected readonly text = wizardMessages.policyStep;
}
