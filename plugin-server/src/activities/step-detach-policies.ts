import { firstValueFrom, last, takeUntil } from 'rxjs';
import type { ProblemRecord } from '../domain/activity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { VirtualDiskRef } from '../domain/virtual-disk.ts';
import { faultProblem, faultRow, rawFaultOf } from '../domain/fault-catalogue.ts';
import { isFault, VimFault } from '../domain/vim-fault.ts';
import type { TaskSnapshot } from '../ports/vcenter.ts';
import { abortOf } from './abort-event.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { isUnfinished, LOOK_BACK_MS } from './operation.ts';
import { disksUsingFilter, nameIn, vmNames } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';

/** How many machines are changed side by side. */
const VMS_AT_ONCE = 8;

/** `TaskInfo.descriptionId` of ReconfigVM_Task (vCenter's task catalogue). */
const RECONFIGURE = 'VirtualMachine.reconfigure';

/**
 * Puts every disk that uses the filter under its datastore's default policy: one task for each machine, some machines side by side. What is
 * left to do is read from vCenter each time, so nothing is done twice after a crash.
 */
export async function detachPolicies(run: ClusterRun): Promise<StepOutcome> {
  const disks = await disksUsingFilter(run);
  if (disks.length === 0) return done('No disk uses the filter.');
  const names = await vmNames(run, disks);
  const machines = byMachine(disks);
  const failures: { readonly name: string; readonly fault: VimFault }[] = [];
  await eachLimited(machines, async (own) => {
    const [first] = own;
    if (first === undefined) return;
    run.cancelling.check();
    const fault = await detach(run, first.vm, own);
    if (fault !== null) failures.push({ name: nameIn(names, first), fault });
  });
  if (failures.length === 0)
    return done(`${disks.length} disk(s) of ${machines.length} machine(s) left the filter.`);
  const retryable = failures.find(({ fault }) => faultRow('machine', fault.type).retryHelps);
  if (retryable === undefined) return failed(notDetached(failures));
  const faultType = retryable.fault.type;
  return failed(notDetached(failures), { faultType, context: 'machine', hostFaultTypes: [] });
}

/** Detaches the disks of one machine; null when that worked, or when the machine is gone. */
async function detach(
  run: ClusterRun,
  vm: ManagedObjectReference,
  disks: readonly VirtualDiskRef[],
): Promise<VimFault | null> {
  const rows = disks.map(({ diskKey }) => ({ diskKey, policy: { kind: 'default' } as const }));
  let isRepeated = false;
  try {
    await whenReachable(run, async () => {
      // An answer that was cut off, or a task that an interrupted run has left, may have done it already.
      const mayBeDone = (await hasFollowedTask(run, vm)) || isRepeated;
      if (mayBeDone && (await isDetached(run, vm))) return;
      isRepeated = true;
      await ended(run, await run.connection.storagePolicies.assign(vm, rows));
    });
    return null;
  } catch (error) {
    // Expected: what vCenter refuses for this machine; the others go on. A machine that is gone needs nothing.
    if (!(error instanceof VimFault)) throw error;
    return isFault(error, 'ManagedObjectNotFound') ? null : error;
  }
}

/** Waits for a reconfiguration that is under way; false when there is none. */
async function hasFollowedTask(run: ClusterRun, vm: ManagedObjectReference): Promise<boolean> {
  const since = new Date(run.clock.now().getTime() - LOOK_BACK_MS);
  const recent = await run.connection.tasks.recentOn(vm, since);
  const found = recent.find((task) => task.descriptionId === RECONFIGURE && isUnfinished(task));
  if (found === undefined) return false;
  await ended(run, found.ref);
  return true;
}

async function isDetached(run: ClusterRun, vm: ManagedObjectReference): Promise<boolean> {
  const disks = await disksUsingFilter(run);
  return disks.every((disk) => disk.vm.value !== vm.value);
}

/** Throws the task's fault as a VimFault. */
async function ended(run: ClusterRun, task: ManagedObjectReference): Promise<void> {
  const states = run.connection.tasks
    .follow(task)
    .pipe(takeUntil(abortOf(run.signal)), last(null, null));
  const end: TaskSnapshot | null = await firstValueFrom(states);
  run.signal.throwIfAborted();
  if (end?.state === 'error')
    throw new VimFault(end.error?.faultType ?? 'SystemError', end.error?.message ?? '');
}

function byMachine(disks: readonly VirtualDiskRef[]): readonly (readonly VirtualDiskRef[])[] {
  return [...Map.groupBy(disks, ({ vm }) => vm.value).values()];
}

/** Some at a time; the first error stops what has not begun and is thrown when all that had begun has ended. */
async function eachLimited<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      try {
        await work(item);
      } catch (error) {
        // Expected: the stop of the server, or `Cancelled`.
        rest.length = 0;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: VMS_AT_ONCE }, worker));
  for (const result of results) if (result.status === 'rejected') throw asError(result.reason);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function notDetached(
  failures: readonly { readonly name: string; readonly fault: VimFault }[],
): ProblemRecord {
  const reasons = failures.map(
    ({ name, fault }) => `${name}: ${faultProblem('machine', fault).detail}`,
  );
  const [first] = failures;
  return {
    code: 'vmCannotBeDetached',
    title: 'Storage policies could not be detached',
    detail: reasons.join('; '),
    remedy:
      'Mend what is named here and remove the filter again. Policies that were detached are recorded and can be restored.',
    rawFault: first === undefined ? null : rawFaultOf(first.fault),
  };
}
