import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Fact } from './fact';
import { StatusText } from './status-text';

/** Names and values, as the vSphere Client's Summary pages show them. */
@Component({
  selector: 'rtr-fact-list',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dl>
      @for (fact of facts(); track fact.label) {
        <div class="fact">
          <dt>{{ fact.label }}</dt>
          <dd [class.code]="fact.isCode">
            @if (fact.status; as status) {
              <rtr-status-text [status]="status" />
            } @else {
              {{ fact.value }}
            }
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      margin: 0;
    }
    .fact {
      display: grid;
      grid-template-columns: minmax(5rem, 8rem) 1fr;
      gap: 0.6rem;
      padding: 0.25rem 0;
    }
    .fact + .fact {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    dt {
      color: var(--cds-global-typography-color-300);
      font-weight: 400;
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .code {
      font-family: monospace;
      font-size: 0.6rem;
    }
  `,
})
export class FactList {
  readonly facts = input.required<readonly Fact[]>();
}
