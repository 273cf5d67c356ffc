import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { ClrWizard, ClrWizardModule } from '@clr/angular/wizard';
import type { Activity, StartActivityRequest } from '@contract/activity';
import type { PlanRequest, PolicyWishes } from '@contract/plan';
import { ActivityFeed } from '../api/activity-feed';
import type { ActivityFollower } from '../api/activity-follower';
import { CurrentVcenter } from '../api/current-vcenter';
import { IoFilterApi } from '../api/io-filter-api';
import { RemoteData } from '../api/remote-data';
import { VmApi } from '../api/vm-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { viewIds } from '../client-sdk/view-ids';
import { PlanDraft } from '../plan/plan-draft';
import { PlanRun } from '../plan/plan-run';
import { FindingList } from '../shared/finding-list';
import { JobList } from '../shared/job-list';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { DropDialog } from './drop-dialog';
import { FilterStep } from './filter-step';
import { FinishStep } from './finish-step';
import { MachineDesk } from './machine-desk';
import { PolicyStep } from './policy-step';
import { SetupSelection } from './setup-selection';
import { wizardEntry } from './wizard-entry';
import { wizardMessages } from './wizard-messages';

type WizardPage = 'filter' | 'policy' | 'finish';

/** The wizard "Setup Real-Time Replication Service". Only its Finish button changes anything. */
@Component({
  selector: 'rtr-setup-wizard',
  imports: [
    ClrWizardModule,
    DropDialog,
    FilterStep,
    FindingList,
    FinishStep,
    JobList,
    LoadingBlock,
    PolicyStep,
    ProblemAlert,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './setup-wizard.html',
  styleUrl: './setup-wizard.css',
})
export class SetupWizard {
  readonly #sdk = inject(ClientSdk);
  readonly #api = inject(IoFilterApi);
  readonly #vmApi = inject(VmApi);
  readonly #vcenter = inject(CurrentVcenter);
  readonly #feed = inject(ActivityFeed);
  readonly #destroyRef = inject(DestroyRef);
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);
  protected readonly wizard = viewChild.required(ClrWizard);
  protected readonly refusal = viewChild<ElementRef<HTMLElement>>('refusal');
  readonly #follower = signal<ActivityFollower | null>(null);

  protected readonly text = wizardMessages;
  protected readonly data = new RemoteData(async () => this.#api.inventory(await this.#vcGuid()));
  protected readonly inventory = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value : null;
  });
  protected readonly entry = wizardEntry(
    inject(ActivatedRoute).snapshot.queryParamMap.get('mode'),
    this.#sdk.customData(),
  );
  protected readonly selection = new SetupSelection(this.inventory, {
    mode: this.entry.mode,
    clusterIds: this.#sdk
      .contextObjects()
      .filter(({ type }) => type === 'ClusterComputeResource')
      .map(({ moid }) => moid),
  });
  /** The page on screen; what the others show is made when they come. */
  protected readonly page = signal<WizardPage>('filter');
  protected readonly desk = new MachineDesk(
    {
      page: async (query) => this.#vmApi.page(await this.#vcGuid(), query),
      selection: async (request) => this.#vmApi.selection(await this.#vcGuid(), request),
      filterChoices: async () => this.#vmApi.filterChoices(await this.#vcGuid()),
    },
    this.selection.scope,
  );
  /** Whether the clusters can be worked on as chosen, asked when the first page is left. */
  protected readonly check = new PlanDraft(
    (request) => this.#plan(request),
    this.selection.request,
  );
  protected readonly run = new PlanRun(
    { plan: (request) => this.#plan(request), start: (request) => this.#start(request) },
    computed(() => setupRequest(this.selection.request(), this.desk.choice.policies())),
  );
  protected readonly activity = computed<Activity | null>(() => {
    const state = this.run.startState();
    if (state.kind !== 'started') return null;
    const followed = this.#follower()?.activities() ?? [];
    return followed.find(({ id }) => id === state.activity.id) ?? state.activity;
  });
  protected readonly isPolling = computed(() => this.#follower()?.state() === 'polling');
  /** Whether leaving the first page makes sense. */
  protected readonly canLeaveFilter = computed(() =>
    this.selection.request() === null ? this.hasTicks() : this.check.canAsk(),
  );
  protected readonly hasTicks = computed(() => this.selection.scope().clusters.length > 0);
  /** What the user can do about blockers besides mending them. */
  protected readonly wayOut = computed(() => {
    const { blockedLocked, blockedRemoval } = this.text.filterStep;
    const ticks = this.check.blockers().map(({ scope }) => this.selection.ticks().get(scope.id));
    return [
      ...(ticks.some((tick) => tick?.canLeave) ? [blockedLocked] : []),
      ...(ticks.some((tick) => tick?.effect === 'remove') ? [blockedRemoval] : []),
    ].join(' ');
  });
  /** Jobs of the replication product that stand against a removal. */
  protected readonly jobs = computed(() =>
    (this.check.plan()?.clusters ?? []).flatMap((cluster) => cluster.jobs),
  );
  /** Whether machines stand against the plan, so that Finish has to wait. */
  protected readonly isRefused = computed(() => this.run.draft.refusal() !== 'none');
  /** Whether Finish takes the filter away from any cluster. */
  protected readonly removes = computed(
    () => this.run.plan()?.clusters.some(({ action }) => action === 'remove') ?? false,
  );

  constructor() {
    void this.data.load();
  }

  protected async goToPolicies(): Promise<void> {
    // Only clusters that stay as they are: there is nothing to check, but their machines can be chosen.
    const hasNothingToCheck = this.selection.request() === null;
    if (hasNothingToCheck || (await this.check.make())) this.wizard().forceNext();
    else this.#revealRefusal();
  }

  protected async goToFinish(): Promise<void> {
    if (await this.run.makePlan()) this.wizard().forceNext();
  }

  /** After something about a virtual machine was mended outside. */
  protected async checkAgain(): Promise<void> {
    if (!(await this.check.make())) this.wizard().previous();
  }

  /** Plans without the machines that cannot be changed. */
  protected async leaveOut(): Promise<void> {
    this.desk.choice.leaveOut();
    if (!(await this.run.makePlan())) this.wizard().previous();
  }

  protected goBack(): void {
    this.wizard().previous();
  }

  protected async start(): Promise<void> {
    await this.run.start();
    this.#sdk.refreshActions();
  }

  /** Ends the dialog. Whatever runs goes on; what was not started stays so. */
  protected close(): void {
    this.#sdk.closeModal({ activityId: this.activity()?.id ?? null });
  }

  protected async openActivities(activityId: string | null): Promise<void> {
    const customData = { vcGuid: await this.#vcGuid(), activityId };
    this.#sdk.navigateTo({ targetViewId: viewIds.home, customData });
    this.close();
  }

  /** The dialog gives the focus back to what was pressed; where that has gone with its row, the heading beside it takes it. */
  protected answer(goesOn: boolean): void {
    this.desk.choice.answer(goesOn);
    afterNextRender(
      {
        read: () => {
          const { activeElement, body } = this.#document;
          if (activeElement !== null && activeElement !== body) return;
          this.#document.querySelector<HTMLElement>('rtr-chosen-list h3')?.focus();
        },
      },
      { injector: this.#injector },
    );
  }

  /** What stands above the tree may be scrolled out of sight. */
  #revealRefusal(): void {
    afterNextRender(
      {
        read: () => {
          this.refusal()?.nativeElement.scrollIntoView({ block: 'nearest' });
        },
      },
      { injector: this.#injector },
    );
  }

  async #vcGuid(): Promise<string> {
    return (await this.#vcenter.candidates())[0];
  }

  async #plan(request: PlanRequest) {
    return this.#api.plan(await this.#vcGuid(), request);
  }

  async #start(request: StartActivityRequest): Promise<Activity> {
    const vcGuid = await this.#vcGuid();
    const activity = await this.#api.startActivity(vcGuid, request);
    const follower = this.#feed.follow(vcGuid, this.#destroyRef);
    follower.merge(activity);
    this.#follower.set(follower);
    return activity;
  }
}

/** What the plan is asked for; null when nothing is wanted. */
function setupRequest(
  clusters: PlanRequest | null,
  policies: PolicyWishes | null,
): PlanRequest | null {
  if (policies === null) return clusters;
  return { clusters: clusters?.clusters ?? [], policies };
}
