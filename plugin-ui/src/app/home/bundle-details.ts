import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import type { HeldBundle } from '@contract/bundle';
import { BundleApi } from '../api/bundle-api';
import { RemoteData } from '../api/remote-data';
import { ClientSdk } from '../client-sdk/client-sdk';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { bundleFacts } from './bundle-facts';
import { FetchList } from './fetch-list';
import { homeMessages } from './home-messages';

/** What a bundle is made of, and who fetched it. */
@Component({
  selector: 'rtr-bundle-details',
  imports: [FactList, FetchList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <rtr-fact-list [facts]="facts()" />
    <h3>{{ text.title }}</h3>
    @let state = fetches.state();
    @switch (state.kind) {
      @case ('loading') {
        <rtr-loading-block />
      }
      @case ('failed') {
        <rtr-problem-alert [problem]="state.problem" (retried)="fetches.load()" />
      }
      @case ('ready') {
        <rtr-fetch-list [fetches]="state.value.fetches" />
      }
    }
  `,
})
export class BundleDetails {
  readonly bundle = input.required<HeldBundle>();
  readonly vcGuid = input.required<string>();

  readonly #api = inject(BundleApi);
  readonly #sdk = inject(ClientSdk);

  protected readonly text = homeMessages.fetches;
  protected readonly facts = computed(() => {
    this.#sdk.dateTimeFormat();
    return bundleFacts(this.bundle(), this.#sdk.formatDateTime(new Date(this.bundle().addedAt)));
  });
  protected readonly fetches = new RemoteData(() =>
    this.#api.fetches(this.vcGuid(), this.bundle().id),
  );

  constructor() {
    effect(() => {
      this.bundle();
      untracked(() => {
        this.fetches.reset();
        void this.fetches.load();
      });
    });
  }
}
