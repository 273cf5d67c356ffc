import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { StoragePolicy } from '@contract/storage-policy';
import { RemoteData } from '../api/remote-data';
import { VmApi } from '../api/vm-api';
import { FindingLinkOpener } from '../client-sdk/finding-link-opener';
import { ComplianceChips } from '../shared/compliance-chips';
import type { Fact } from '../shared/fact';
import { FactList } from '../shared/fact-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { sharedMessages } from '../shared/shared-messages';
import { policiesMessages } from './policies-messages';

const FIRST = 20;
/** As many as the server gives at once. */
const MOST = 200;

/** One storage policy: its rules in words, who complies, and the machines that are under it. */
@Component({
  selector: 'rtr-policy-details',
  imports: [ComplianceChips, FactList, LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-details.html',
  styles: `
    h3 {
      margin: 0.8rem 0 0.2rem;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      display: flex;
      gap: 0.6rem;
      padding: 0.15rem 0;
    }
    li + li {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
      margin: 0;
    }
  `,
})
export class PolicyDetails {
  readonly policy = input.required<StoragePolicy>();
  readonly vcGuid = input.required<string>();
  readonly reapplyWanted = output();

  readonly #api = inject(VmApi);
  readonly #opener = inject(FindingLinkOpener);
  readonly #limit = signal(FIRST);
  readonly #profileId = computed(() => this.policy().profileId);

  protected readonly text = policiesMessages.policies;
  protected readonly facts = computed((): readonly Fact[] => {
    const { description, kind, otherRules, vms, disks } = this.policy();
    return [
      { label: this.text.kind, value: this.text.kinds[kind] },
      { label: this.text.otherRules, value: otherRules.join('; ') || this.text.noOtherRules },
      {
        label: this.text.use,
        value: disks === 0 ? this.text.unused : this.text.useOf(vms, disks),
      },
      { label: this.text.description, value: description || sharedMessages.none },
    ];
  });
  protected readonly machines = new RemoteData(() =>
    this.#api.page(this.vcGuid(), {
      filter: { profileId: this.#profileId() },
      limit: this.#limit(),
    }),
  );
  /** Machines under the policy that the list will never show. */
  protected readonly hidden = computed(() => {
    const state = this.machines.state();
    return state.kind === 'ready' ? Math.max(0, this.policy().vms - state.value.matching) : 0;
  });

  constructor() {
    effect(() => {
      this.#profileId();
      untracked(() => {
        this.#limit.set(FIRST);
        this.machines.reset();
        void this.machines.load();
      });
    });
  }

  protected canShowMore(shown: number, matching: number): boolean {
    return shown < matching && this.#limit() < MOST;
  }

  protected showMore(): void {
    this.#limit.set(MOST);
    void this.machines.load();
  }

  protected open(vmId: string): void {
    this.#opener.open(
      {
        kind: 'clientView',
        viewId: 'vm.summary',
        objectType: 'VirtualMachine',
        objectId: vmId,
      },
      this.vcGuid(),
    );
  }
}
