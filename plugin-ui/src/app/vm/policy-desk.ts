import type { Signal } from '@angular/core';
import { computed, linkedSignal } from '@angular/core';
import type { PlanRequest, PolicyWishes } from '@contract/plan';
import type { VmPage, VmQuery, VmSelection, VmSelectionRequest } from '@contract/virtual-machine';
import { RemoteData } from '../api/remote-data';
import type { PickedMachine, PolicyDialogTask } from '../client-sdk/policy-dialog-launcher';
import type { PlanServer } from '../plan/plan-run';
import { PlanRun } from '../plan/plan-run';
import { MachineChoice } from './machine-choice';
import { MachinePages } from './machine-pages';

/** What the dialog asks the server for. All reject with an `ApiProblem`; only `start` changes anything. */
export interface DeskServer extends PlanServer {
  page(query: VmQuery): Promise<VmPage>;
  selection(request: VmSelectionRequest): Promise<VmSelection>;
}

/** The machines that were handed to the dialog, and what is chosen of them. */
export interface MachinePart {
  readonly choice: MachineChoice;
  readonly pages: MachinePages;
  /** How many of the handed machines the server does not show to this user. */
  readonly data: RemoteData<{ readonly unseen: number }>;
}

/** One task of the dialog from the choice to the running activity. */
export class PolicyDesk {
  readonly task: PolicyDialogTask;
  /** Null for tasks that come with their machines: there is nothing to choose. */
  readonly machines: MachinePart | null;
  readonly run: PlanRun;
  readonly #wishes: Signal<PolicyWishes | null>;
  /** Machines that cannot be changed are refused until the user has seen them; another choice asks anew. */
  readonly #leavesOut: ReturnType<typeof linkedSignal<boolean>>;
  readonly leavesOut: Signal<boolean>;

  constructor(task: PolicyDialogTask, server: DeskServer) {
    this.task = task;
    const machines = machinePart(task, server);
    this.machines = machines;
    this.#wishes = computed(() => wishesOf(task, machines?.choice ?? null));
    const leavesOut = linkedSignal({ source: this.#wishes, computation: () => false });
    this.#leavesOut = leavesOut;
    this.leavesOut = leavesOut.asReadonly();
    const request = computed((): PlanRequest | null => {
      const wishes = this.#wishes();
      if (!wishes) return null;
      return {
        clusters: [],
        policies: { ...wishes, ineligible: leavesOut() ? 'leaveOut' : 'refuse' },
      };
    });
    this.run = new PlanRun(server, request);
  }

  /** Plans without the machines that cannot be changed. */
  leaveOut(): Promise<boolean> {
    this.#leavesOut.set(true);
    return this.run.makePlan();
  }
}

function wishesOf(task: PolicyDialogTask, choice: MachineChoice | null): PolicyWishes | null {
  switch (task.mode) {
    case 'assign':
    case 'remove': {
      const virtualMachines = [...(choice?.wishes() ?? [])];
      return virtualMachines.length === 0
        ? null
        : { virtualMachines, combine: choice?.combine() ?? true };
    }
    case 'restore': {
      const { activityId, clusterIds } = task;
      return {
        restore: { activityId, ...(clusterIds === null ? {} : { clusterIds: [...clusterIds] }) },
      };
    }
    case 'reapply':
      return { reapplyProfileId: task.profileId };
  }
}

function machinePart(task: PolicyDialogTask, server: DeskServer): MachinePart | null {
  if (task.mode !== 'assign' && task.mode !== 'remove') return null;
  const desired = task.mode === 'assign' ? 'assigned' : 'unassigned';
  const choice = new MachineChoice(desired, task.machines);
  const pages = new MachinePages(choice, (query) => server.page(query));
  const data = new RemoteData(() => readMachines(task.machines, choice, server));
  return { choice, pages, data };
}

/** Two questions, however many machines there are: which are there, and which of them can be changed. */
async function readMachines(
  picked: readonly PickedMachine[],
  choice: MachineChoice,
  server: DeskServer,
): Promise<{ readonly unseen: number }> {
  const filter = { vmIds: picked.map(({ vmId }) => vmId), desired: choice.desired };
  const [all, eligible] = await Promise.all([
    server.selection({ filter, ineligible: 'include' }),
    server.selection({ filter }),
  ]);
  const changeable = new Set(eligible.vms.map(({ id }) => id));
  choice.know(
    all.vms.map(({ id, name, policyState }) => ({
      id,
      name,
      policyState,
      isEligible: changeable.has(id),
    })),
  );
  return { unseen: picked.length - all.vms.length };
}
