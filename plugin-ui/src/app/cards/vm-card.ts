import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { vmCardFacts } from './card-facts';
import { SummaryCard } from './summary-card';
import { VmDisks } from './vm-disks';

/** The card on a virtual machine's Summary page. */
@Component({
  selector: 'rtr-vm-card',
  imports: [SummaryCard, VmDisks],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rtr-summary-card [state]="data.state()" [facts]="facts()" (retried)="data.load()">
      @if (disks().length > 0) {
        <rtr-vm-disks [disks]="disks()" />
      }
    </rtr-summary-card>
  `,
})
export class VmCard {
  readonly #api = inject(IoFilterApi);

  protected readonly data = contextData(({ vcGuid, moid }) => this.#api.vmSummary(vcGuid, moid));
  protected readonly facts = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? vmCardFacts(state.value) : [];
  });
  protected readonly disks = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value.disks : [];
  });
}
