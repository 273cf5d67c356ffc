import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { OperationsApi } from '../api/operations-api';
import { RemoteData } from '../api/remote-data';
import { ConfirmDialog } from '../shared/confirm-dialog';
import { EvacuationList } from '../shared/evacuation-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { carryOut } from './carry-out';
import type { Operation } from './operation';
import { operationMessages } from './operation-messages';
import { operationView } from './operation-view';

/** Asks before an operation, shows what is to be known of it, carries it out, and says why when that fails. */
@Component({
  selector: 'rtr-operation-dialog',
  imports: [ConfirmDialog, EvacuationList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operation-dialog.html',
  styles: `
    .hosts {
      border: 0;
      margin: 0 0 0.6rem;
      padding: 0;
    }
    .host {
      display: block;
    }
  `,
})
export class OperationDialog {
  readonly operation = input.required<Operation>();
  /** What has been done, in a sentence; null when nothing was. */
  readonly closed = output<string | null>();

  readonly #api = inject(OperationsApi);

  protected readonly text = operationMessages.enterMaintenance;
  protected readonly view = computed(() => operationView(this.operation()));
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  /** The host that was chosen among several. */
  protected readonly chosen = linkedSignal(() => this.view().hosts[0]?.id ?? '');
  protected readonly forecast = new RemoteData(() => {
    const { vcGuid, clusterId } = this.operation();
    return this.#api.evacuationForecast(vcGuid, clusterId);
  });
  protected readonly forecastHosts = computed(() => {
    const state = this.forecast.state();
    return state.kind === 'ready'
      ? state.value.hosts.filter(({ hostId }) => hostId === this.chosen())
      : [];
  });

  constructor() {
    effect(() => {
      if (this.operation().kind === 'enterMaintenance') untracked(() => void this.forecast.load());
    });
  }

  protected async confirm(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      this.closed.emit(await carryOut(this.#api, this.operation(), this.chosen()));
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.problem.set(toApiProblem(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
