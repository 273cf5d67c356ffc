import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { hostCardFacts } from './card-facts';
import { SummaryCard } from './summary-card';

/** The card on a host's Summary page. */
@Component({
  selector: 'rtr-host-card',
  imports: [SummaryCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rtr-summary-card [state]="data.state()" [facts]="facts()" (retried)="data.load()" />
  `,
})
export class HostCard {
  readonly #api = inject(IoFilterApi);

  protected readonly data = contextData(({ vcGuid, moid }) => this.#api.hostSummary(vcGuid, moid));
  protected readonly facts = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? hostCardFacts(state.value) : [];
  });
}
