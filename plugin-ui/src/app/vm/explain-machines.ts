import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { RemoteData } from '../api/remote-data';
import { VmApi } from '../api/vm-api';
import { ClientSdk } from '../client-sdk/client-sdk';
import { onClientRefresh } from '../client-sdk/on-client-refresh';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { VmReasonList } from '../shared/vm-reason-list';
import type { ExplainedMachines } from './explained-machines';
import { explainMachines } from './explained-machines';
import type { VcenterTask } from './policy-task';
import { vcenterTasks } from './policy-task';
import { VcenterChoice } from './vcenter-choice';
import { vmMessages } from './vm-messages';

const FIRST = 20;
/** As many as the server gives at once. */
const MOST = 200;

/** Why the actions on the storage policies of virtual machines are greyed: the vSphere Client itself shows no reason. */
@Component({
  selector: 'rtr-explain-machines',
  imports: [ClrIcon, EmptyState, LoadingBlock, ProblemAlert, VcenterChoice, VmReasonList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'main' },
  templateUrl: './explain-machines.html',
  styleUrl: './explain-machines.css',
})
export class ExplainMachines {
  readonly #api = inject(VmApi);
  readonly #sdk = inject(ClientSdk);
  readonly #limit = signal(FIRST);

  protected readonly text = vmMessages.explain;
  protected readonly labels = vmMessages;
  protected readonly tasks = vcenterTasks('assign', undefined, this.#sdk.contextObjects());
  protected readonly current = signal<VcenterTask | null>(this.tasks[0] ?? null);
  readonly #vmIds = computed(() => {
    const task = this.current()?.task;
    return task && 'machines' in task ? task.machines.map(({ vmId }) => vmId) : [];
  });
  protected readonly count = computed(() => this.#vmIds().length);
  protected readonly data = new RemoteData(() =>
    explainMachines(this.#vmIds(), this.#limit(), (query) =>
      this.#api.page(this.current()?.vcGuid ?? '', query),
    ),
  );
  protected readonly sections = computed(() => {
    const state = this.data.state();
    if (state.kind !== 'ready') return [];
    const { notAssignable, notRemovable } = state.value;
    return [
      { key: 'assign', heading: this.text.notAssignable(notAssignable.total), ...notAssignable },
      { key: 'remove', heading: this.text.notRemovable(notRemovable.total), ...notRemovable },
    ].filter(({ total }) => total > 0);
  });

  constructor() {
    if (this.current() === null) return;
    onClientRefresh(() => void this.data.load());
    void this.data.load();
  }

  protected choose(task: VcenterTask): void {
    this.current.set(task);
    this.#limit.set(FIRST);
    this.data.reset();
    void this.data.load();
  }

  protected canShowMore({ rows, total }: ExplainedMachines): boolean {
    return rows.length < total && this.#limit() < MOST;
  }

  protected showMore(): void {
    this.#limit.set(MOST);
    void this.data.load();
  }

  protected close(): void {
    this.#sdk.closeModal();
  }
}
