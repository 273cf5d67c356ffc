import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { RemoteState } from '../api/remote-data';
import type { Fact } from '../shared/fact';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { sharedMessages } from '../shared/shared-messages';

/** A card on a Summary page: small, no scrolling, nothing but facts. */
@Component({
  selector: 'rtr-summary-card',
  imports: [FactList, LoadingBlock],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'main' },
  template: `
    @let shown = state();
    @switch (shown.kind) {
      @case ('loading') {
        <rtr-loading-block />
      }
      @case ('failed') {
        <p role="alert">
          <strong>{{ shown.problem.title }}.</strong> {{ shown.problem.detail }}
        </p>
        <button type="button" class="btn btn-sm btn-link rtr-inline" (click)="retried.emit()">
          {{ text.retry }}
        </button>
      }
      @case ('ready') {
        <rtr-fact-list [facts]="facts()" />
        <ng-content />
      }
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 0.3rem 0.6rem;
    }
    p {
      margin: 0;
    }
  `,
})
export class SummaryCard {
  readonly state = input.required<RemoteState<unknown>>();
  readonly facts = input.required<readonly Fact[]>();
  readonly retried = output();

  protected readonly text = sharedMessages;
}
