import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { vmCardFacts } from './card-facts';
import { SummaryCard } from './summary-card';

/** The card on a virtual machine's Summary page. */
@Component({
  selector: 'rtr-vm-card',
  imports: [SummaryCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rtr-summary-card [state]="data.state()" [facts]="facts()" (retried)="data.load()" />
  `,
})
export class VmCard {
  readonly #api = inject(IoFilterApi);

  protected readonly data = contextData(({ vcGuid, moid }) => this.#api.vmSummary(vcGuid, moid));
  protected readonly facts = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? vmCardFacts(state.value) : [];
  });
}
