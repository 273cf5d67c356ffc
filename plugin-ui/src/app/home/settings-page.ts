import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { BundleList } from '@contract/bundle';
import type { Queue } from '@contract/queue';
import type { Session } from '@contract/session';
import { BundleApi } from '../api/bundle-api';
import { IoFilterApi } from '../api/io-filter-api';
import { OperationsApi } from '../api/operations-api';
import type { Fact } from '../shared/fact';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { sizeText } from './bundle-facts';
import { homeMessages } from './home-messages';
import { HomeVcenter } from './home-vcenter';

/** What the plug-in runs on; nothing to change. */
@Component({
  selector: 'rtr-settings-page',
  imports: [FactList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 class="title">{{ text.title }}</h2>
    <p class="intro">{{ text.intro }}</p>
    @let state = data.state();
    @switch (state.kind) {
      @case ('loading') {
        <rtr-loading-block [label]="text.loading" />
      }
      @case ('failed') {
        <rtr-problem-alert [problem]="state.problem" (retried)="data.load()" />
      }
      @case ('ready') {
        @if (state.problem; as problem) {
          <rtr-problem-alert [problem]="problem" (retried)="data.load()" />
        }
        <rtr-fact-list class="facts" [facts]="facts()" />
      }
    }
  `,
  styles: `
    .title {
      margin: 0;
    }
    .intro {
      margin: 0.2rem 0 0.6rem;
    }
    .facts {
      display: block;
      max-width: 34rem;
    }
  `,
})
export class SettingsPage {
  readonly #api = inject(IoFilterApi);
  readonly #operations = inject(OperationsApi);
  readonly #bundles = inject(BundleApi);

  protected readonly text = homeMessages.settingsPage;
  protected readonly data = inject(HomeVcenter).data((vcGuid) =>
    Promise.all([
      this.#api.session(vcGuid),
      this.#bundles.list(vcGuid),
      this.#operations.queue(vcGuid),
    ]),
  );
  protected readonly facts = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? settingsFacts(...state.value) : [];
  });
}

function settingsFacts(session: Session, list: BundleList, queue: Queue): readonly Fact[] {
  const { settingsPage: text } = homeMessages;
  return [
    { label: text.vcenter, value: session.vcenter.name },
    { label: text.vcenterVersion, value: session.vcenter.version },
    { label: text.vcGuid, value: session.vcenter.vcGuid, isCode: true },
    { label: text.account, value: session.serviceAccount },
    { label: text.user, value: session.userName },
    { label: text.fullName, value: session.fullName },
    { label: text.server, value: session.serverVersion },
    { label: text.slots, value: String(queue.slots) },
    ...policyFacts(session),
    { label: text.queue, value: queue.paused ? text.queuePaused : text.queueOpen },
    { label: text.waiting, value: String(queue.waiting) },
    { label: text.bundles, value: text.bundleCount(list.bundles.length) },
    { label: text.uploadLimit, value: sizeText(list.uploadLimit) },
    { label: text.http, value: list.servedOverHttp ? text.httpOn : text.httpOff },
  ];
}

function policyFacts({ policySettings }: Session): readonly Fact[] {
  const { settingsPage: text } = homeMessages;
  if (policySettings === undefined) return [];
  const { policyName, policyTasks } = policySettings;
  return [
    { label: text.policyName, value: policyName },
    { label: text.policyTasks, value: String(policyTasks) },
  ];
}
