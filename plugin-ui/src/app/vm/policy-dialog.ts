import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import { ActivityFeed } from '../api/activity-feed';
import { IoFilterApi } from '../api/io-filter-api';
import { VmApi } from '../api/vm-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { viewIds } from '../client-sdk/view-ids';
import type { MachineRetry } from '../operations/machine-retries';
import { FollowedActivity } from '../plan/followed-activity';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { MachineTable } from './machine-table';
import { PolicyDesk } from './policy-desk';
import { PolicyPreview } from './policy-preview';
import { PolicyProgress } from './policy-progress';
import type { VcenterTask } from './policy-task';
import { vcenterTasks } from './policy-task';
import { VcenterChoice } from './vcenter-choice';
import { vmMessages } from './vm-messages';

type DialogPage = 'choose' | 'preview';

/** Changes storage policies of virtual machines: choose disks, see what will happen, start, follow. Only the start button changes anything. */
@Component({
  selector: 'rtr-policy-dialog',
  imports: [
    EmptyState,
    LoadingBlock,
    MachineTable,
    PolicyPreview,
    PolicyProgress,
    ProblemAlert,
    VcenterChoice,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'main' },
  templateUrl: './policy-dialog.html',
  styleUrl: './policy-dialog.css',
})
export class PolicyDialog {
  readonly #sdk = inject(ClientSdk);
  readonly #api = inject(IoFilterApi);
  readonly #vmApi = inject(VmApi);
  readonly #injector = inject(Injector);
  protected readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly text = vmMessages;
  protected readonly tasks = vcenterTasks(
    inject(ActivatedRoute).snapshot.queryParamMap.get('mode'),
    this.#sdk.customData(),
    this.#sdk.contextObjects(),
  );
  protected readonly followed = new FollowedActivity(inject(ActivityFeed), inject(DestroyRef));
  protected readonly current = signal<VcenterTask | null>(null);
  protected readonly page = signal<DialogPage>('choose');
  protected readonly desk = computed(() => {
    const current = this.current();
    return current && this.#deskOf(current);
  });
  /** What is chosen among, while that page is on screen. */
  protected readonly choosing = computed(() => {
    const desk = this.desk();
    if (this.page() !== 'choose' || !desk?.machines) return null;
    const { mode } = desk.task;
    return mode === 'assign' || mode === 'remove' ? { ...desk.machines, mode } : null;
  });
  protected readonly isBusy = computed(() => this.desk()?.run.startState().kind === 'starting');
  /** Whether there is a plan, and nothing to start or to solve. */
  protected readonly isIdle = computed(() => {
    const run = this.desk()?.run;
    return run !== undefined && run.plan() !== null && !run.hasWork();
  });
  protected readonly title = computed(() => {
    const choosing = this.choosing();
    return choosing ? this.text.choose[choosing.mode].title : this.text.preview.title;
  });
  /** What the foot says beside the buttons. */
  protected readonly note = computed(() => {
    const choice = this.choosing()?.choice;
    if (!choice || choice.machines().length === 0) return '';
    const count = choice.ticked().length;
    return this.text.choose.chosen(count, choice.machines().length);
  });
  /** Said above a list in which nothing can be ticked. */
  protected readonly noneCan = computed(() => {
    const choosing = this.choosing();
    if (!choosing || choosing.data.state().kind !== 'ready') return '';
    const { choice, mode } = choosing;
    if (choice.machines().some((machine) => choice.canTick(machine))) return '';
    return mode === 'assign' ? this.text.choose.noneAssign : this.text.choose.noneRemove;
  });

  constructor() {
    const [first] = this.tasks;
    if (first) this.begin(first);
  }

  /** Begins with another task: its machines are read, or its plan is made. */
  protected begin(task: VcenterTask): void {
    this.followed.forget();
    this.current.set(task);
    const desk = this.desk();
    this.page.set(desk?.machines ? 'choose' : 'preview');
    if (desk?.machines) void desk.machines.data.load();
    else void desk?.run.makePlan();
  }

  protected async goToPreview(): Promise<void> {
    this.#turnTo('preview');
    await this.desk()?.run.makePlan();
  }

  protected goBack(): void {
    this.#turnTo('choose');
  }

  protected async start(): Promise<void> {
    const run = this.desk()?.run;
    await run?.start();
    const state = run?.startState();
    if (state?.kind === 'started') {
      this.followed.begin(state.activity);
      this.#focusHeading();
    }
    this.#sdk.refreshActions();
  }

  protected retry({ mode, machines }: MachineRetry): void {
    const vcGuid = this.current()?.vcGuid;
    if (vcGuid !== undefined) this.begin({ vcGuid, task: { mode, machines } });
  }

  protected openActivity(activityId: string): void {
    const customData = { vcGuid: this.current()?.vcGuid, activityId };
    this.#sdk.navigateTo({ targetViewId: viewIds.home, customData });
    this.close();
  }

  /** Ends the dialog. Whatever runs goes on; what was not started stays so. */
  protected close(): void {
    this.#sdk.closeModal({ activityId: this.followed.activity()?.id ?? null });
  }

  #deskOf({ vcGuid, task }: VcenterTask): PolicyDesk {
    return new PolicyDesk(task, {
      page: (query) => this.#vmApi.page(vcGuid, query),
      selection: (request) => this.#vmApi.selection(vcGuid, request),
      plan: (request) => this.#api.plan(vcGuid, request),
      start: (request) => this.#api.startActivity(vcGuid, request),
    });
  }

  #turnTo(page: DialogPage): void {
    this.page.set(page);
    this.#focusHeading();
  }

  /** The button that was pressed is gone: who has the page read out goes on at its top. */
  #focusHeading(): void {
    afterNextRender(
      { write: () => this.heading()?.nativeElement.focus() },
      { injector: this.#injector },
    );
  }
}
