import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { faultProblem } from '../../domain/fault-catalogue.ts';
import { isFault, VcenterUnreachable, VimFault } from '../../domain/vim-fault.ts';
import type { ReconfigurableVm } from '../../ports/storage-policies.ts';
import type { TaskSnapshot } from '../../ports/vcenter.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import { isUnfinished, LOOK_BACK_MS } from '../operation.ts';
import { asWished } from './as-wished.ts';
import type { MachineWork } from './machine-order.ts';
import type { Release } from './task-slots.ts';
import { untilStopped } from './until-stopped.ts';

/** One try and four more, of what somebody else's change or task stood against. */
const TRIES = 5;
/** With the one fault that extends TaskInProgress (vSphere API reference): a task on the vApp that the machine is in. */
const RETRIED = ['ConcurrentAccess', 'TaskInProgress', 'VAppTaskInProgress'];
/** Each pause is that many times as long as the one before it. */
const PAUSE_GROWTH = 3;

/** `TaskInfo.descriptionId` of ReconfigVM_Task (vCenter's task catalogue). */
const RECONFIGURE = 'VirtualMachine.reconfigure';

/**
 * Changes the policies of one machine's disks with one task. The row says `running` before vCenter is asked, so that a crash at any moment
 * leaves a row that tells where to look; the task is recorded as soon as it is known. As long as it is unknown whether vCenter was asked,
 * the machine is looked at first.
 */
export class MachineChange {
  readonly #work: MachineWork;
  readonly #vm: ManagedObjectReference;
  #isUncertain: boolean;

  constructor(work: MachineWork, row: VmWork) {
    this.#work = work;
    this.#vm = row.vm;
    this.#isUncertain = row.state === 'running';
  }

  /**
   * Brings the machine to its end and records it. Rejects only when the server stops or the store fails.
   * @param release gives back the slot that is held for the first try
   * @param read the machine as it was read just before; null to read it now
   */
  async carryOut(release: Release, read: ReconfigurableVm | null): Promise<void> {
    const { records, run, order } = this.#work;
    const finishedAt = (): string => run.clock.now().toISOString();
    try {
      const state = await this.#throughTries(release, read);
      await records.change(this.#vm.value, { state, problem: null, finishedAt: finishedAt() });
    } catch (error) {
      // Expected: what vCenter refuses for this machine; the others go on.
      if (!(error instanceof VimFault)) throw error;
      const isGone = isFault(error, 'ManagedObjectNotFound');
      const state = isGone ? order.goneIs : 'failed';
      const problem = state === 'failed' ? faultProblem('machine', error) : null;
      const facts = { vm: this.#vm.value, fault: error.type, rawFault: error.message };
      run.log.warn(facts, 'vCenter refused to change the storage policy of a machine');
      await records.change(this.#vm.value, { state, problem, finishedAt: finishedAt() });
    }
  }

  async #throughTries(
    first: Release,
    read: ReconfigurableVm | null,
  ): Promise<'succeeded' | 'cancelled'> {
    const { run, order } = this.#work;
    let release = first;
    let machine = read;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const fault = await this.#oneTry(machine);
        if (fault === null) return 'succeeded';
        if (!RETRIED.includes(fault.type) || attempt >= TRIES) throw fault;
      } finally {
        release();
      }
      // What stood against it may be what an earlier process asked for.
      this.#isUncertain ||= order.isTakenUp;
      if (await this.#isCancelledDuring(run.times.machineRetryMs * PAUSE_GROWTH ** (attempt - 1)))
        return 'cancelled';
      release = await run.lane.slots.take(run.signal);
      machine = null;
    }
  }

  /** Waits; true when somebody cancels meanwhile, unless it is unknown whether vCenter was asked. */
  async #isCancelledDuring(ms: number): Promise<boolean> {
    const { clock, signal, cancelling } = this.#work.run;
    const stopped = this.#isUncertain ? signal : AbortSignal.any([signal, cancelling.wish]);
    try {
      await clock.delay(ms, stopped);
      return false;
    } catch (error) {
      // Expected: the reason of either signal.
      signal.throwIfAborted();
      if (!stopped.aborted) throw error;
      return true;
    }
  }

  /** Null when the machine is as wished, or the fault; a vCenter that is away is waited for. */
  async #oneTry(read: ReconfigurableVm | null): Promise<VimFault | null> {
    let machine = read;
    for (;;) {
      try {
        if (await this.#isDone()) return null;
        if (await this.#ask(machine ?? (await this.#read()))) return null;
      } catch (error) {
        // Expected: what vCenter answers, or a vCenter that is away; whether it has heard the request is unknown then.
        if (error instanceof VimFault) return error;
        if (!(error instanceof VcenterUnreachable)) throw error;
        await this.#work.away.answersAgain(error);
      }
      machine = null;
      this.#isUncertain = true;
    }
  }

  /** False when vCenter has lost the task, as it does when it restarts. */
  async #ask(machine: ReconfigurableVm): Promise<boolean> {
    const { run, records, order } = this.#work;
    if (!machine.reconfigurable)
      throw new VimFault('TaskInProgress', 'vCenter does not let the machine be changed now.');
    const { disks, attempt } = this.#row;
    const wanted = disks.map(({ diskKey, to }) => ({ diskKey, policy: order.policyOf(to) }));
    const id = this.#vm.value;
    await records.change(id, { state: 'running', attempt: attempt + 1, taskId: null });
    const task = await untilStopped(run.signal, machine.assign(wanted));
    const [end] = await Promise.all([
      this.#endOf(task),
      records.change(id, { taskId: task.value }),
    ]);
    return end !== null && hasSucceeded(end);
  }

  /** Whether what may have been asked for earlier has been done; throws its fault when it has failed. */
  async #isDone(): Promise<boolean> {
    if (!this.#isUncertain) return false;
    const { run, order, records } = this.#work;
    const { taskId } = this.#row;
    const end = taskId === null ? null : await this.#endOf({ type: 'Task', value: taskId });
    if (end !== null) {
      await records.change(this.#vm.value, { taskId: null });
      this.#isUncertain = false;
      return hasSucceeded(end);
    }
    await this.#untilIdle();
    return (await asWished(run, order, [this.#row])).has(this.#vm.value);
  }

  /** Waits for a reconfiguration that is under way, whoever asked for it. */
  async #untilIdle(): Promise<void> {
    const { clock, connection } = this.#work.run;
    const since = new Date(clock.now().getTime() - LOOK_BACK_MS);
    const recent = await connection.tasks.recentOn(this.#vm, since);
    const found = recent.find((task) => task.descriptionId === RECONFIGURE && isUnfinished(task));
    if (found !== undefined) await this.#endOf(found.ref);
  }

  /** Null when vCenter does not know the task any more. */
  async #endOf(task: ManagedObjectReference): Promise<TaskSnapshot | null> {
    try {
      return await untilStopped(this.#work.run.signal, this.#work.ends.ended(task));
    } catch (error) {
      // Expected: vCenter keeps finished tasks for some minutes only, and loses them when it restarts.
      if (isFault(error, 'ManagedObjectNotFound')) return null;
      throw error;
    }
  }

  /** Throws ManagedObjectNotFound for a machine that is gone, and InvalidState for one that cannot be read. */
  async #read(): Promise<ReconfigurableVm> {
    const { storagePolicies, inventory } = this.#work.run.connection;
    const [machine] = await storagePolicies.reconfigurable([this.#vm]);
    if (machine !== undefined) return machine;
    const [state] = await inventory.readVms([this.#vm]);
    if (state === undefined)
      throw new VimFault('ManagedObjectNotFound', `vCenter does not know ${this.#vm.value}.`);
    throw new VimFault(
      'InvalidState',
      `Its configuration cannot be read; it is ${state.connectionState}.`,
    );
  }

  get #row(): VmWork {
    return this.#work.records.row(this.#vm.value);
  }
}

/** Throws the fault of a task that has failed. */
function hasSucceeded({ state, error }: TaskSnapshot): true {
  if (state !== 'error') return true;
  throw new VimFault(error?.faultType ?? 'SystemError', error?.message ?? '');
}
