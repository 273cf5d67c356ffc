import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { contextData } from '../api/context-data';
import { IoFilterApi } from '../api/io-filter-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { FindingList } from '../shared/finding-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { explainMessages } from './explain-messages';

/** Why the set-up action of a cluster is greyed: the vSphere Client itself shows no reason. */
@Component({
  selector: 'rtr-explain-refusal',
  imports: [ClrIcon, FindingList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'main' },
  templateUrl: './explain-refusal.html',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      box-sizing: border-box;
      height: 100%;
      padding: 1.2rem;
    }
    .body {
      flex: 1;
      overflow: auto;
    }
    .heading {
      display: flex;
      align-items: center;
      gap: 0.4rem;
      margin-top: 0;
    }
    .foot {
      text-align: right;
      padding-top: 0.6rem;
    }
    .foot .btn {
      margin: 0;
    }
  `,
})
export class ExplainRefusal {
  readonly #api = inject(IoFilterApi);
  readonly #sdk = inject(ClientSdk);

  protected readonly text = explainMessages;
  protected readonly data = contextData(({ vcGuid, moid }) => this.#api.cluster(vcGuid, moid));
  protected readonly heading = computed(() => {
    const state = this.data.state();
    if (state.kind !== 'ready') return null;
    const { name, selectable } = state.value;
    return selectable.allowed
      ? { text: this.text.allowed(name), icon: 'success-standard', status: 'success' }
      : { text: this.text.refused(name), icon: 'error-standard', status: 'danger' };
  });

  protected close(): void {
    this.#sdk.closeModal();
  }
}
