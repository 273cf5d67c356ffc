import {
  ChangeDetectionStrategy,
  Component,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { OperationsApi } from '../api/operations-api';
import { RemoteData } from '../api/remote-data';
import { EvacuationList } from '../shared/evacuation-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { operationMessages } from './operation-messages';

/** What vCenter expects if each host of a cluster had to leave now; asked when it is shown, moves nothing. */
@Component({
  selector: 'rtr-evacuation-forecast',
  imports: [EvacuationList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <strong>{{ text.forecast }}</strong>
    @let state = data.state();
    @switch (state.kind) {
      @case ('loading') {
        <rtr-loading-block [label]="text.asking" />
      }
      @case ('failed') {
        <rtr-problem-alert [problem]="state.problem" (retried)="data.load()" />
      }
      @case ('ready') {
        <rtr-evacuation-list [hosts]="state.value.hosts" />
      }
    }
  `,
})
export class EvacuationForecastView {
  readonly vcGuid = input.required<string>();
  readonly clusterId = input.required<string>();

  readonly #api = inject(OperationsApi);

  protected readonly text = operationMessages.enterMaintenance;
  protected readonly data = new RemoteData(() =>
    this.#api.evacuationForecast(this.vcGuid(), this.clusterId()),
  );

  constructor() {
    effect(() => {
      this.vcGuid();
      this.clusterId();
      untracked(() => {
        this.data.reset();
        void this.data.load();
      });
    });
  }
}
