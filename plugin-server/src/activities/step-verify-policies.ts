import type { ProblemRecord } from '../domain/activity.ts';
import { VimFault } from '../domain/vim-fault.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { machines, policiesNotChanged } from './policies-not-changed.ts';
import { isAttachedAsWished } from './policy-engine/as-wished.ts';
import { readHasFilter } from './policy-engine/filter-wish.ts';
import type { HasFilter } from './policy-engine/filter-wish.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { attachedIds, vmRows } from './vm-rows.ts';

/** How many machines are read at a time, and how many disks the policy service looks at in one call. */
const CHUNK = 200;

/** The changes of machines as they turned out, when nothing is left to be asked for. */
export async function verifyPolicies(run: ClusterRun): Promise<StepOutcome> {
  const good = await verifyChanged(run);
  const rows = vmRows(run);
  const bad = rows.filter(({ state }) => state === 'failed');
  if (bad.length > 0) return failed(policiesNotChanged(bad, rows.length));
  return done(`${machines(good)} ${good === 1 ? 'is' : 'are'} as wished.`);
}

/**
 * Looks whether the filter is on the disks that got its policy, and off those that lost it: the policy alone is only the wish. What vCenter
 * says of compliance is a warning, because a combined policy has other rules too. Records the machines that are not as wished as failed;
 * answers how many are.
 */
export async function verifyChanged(run: ClusterRun): Promise<number> {
  const changed = vmRows(run).filter(({ state }) => state === 'succeeded');
  const unlike = await untilAttached(run, changed);
  const isUnlike = new Set(unlike.map(({ vm }) => vm.value));
  const problem = notInEffect();
  run.vmChanges.save(unlike.map((row) => ({ ...row, state: 'failed', problem })));
  const good = changed.filter(({ vm }) => !isUnlike.has(vm.value));
  await warnOfCompliance(run, good);
  const { activityId, clusterId } = run.record;
  run.record.note({ policies: run.vmChanges.progress(activityId, clusterId) });
  return good.length;
}

/** The machines that are not as wished when the time is over. */
async function untilAttached(run: ClusterRun, rows: readonly VmWork[]): Promise<readonly VmWork[]> {
  const { clock, times, signal, cancelling } = run;
  const hasFilter = await readHasFilter(run, rows);
  const until = clock.now().getTime() + times.verifyMs;
  for (let left = rows; ;) {
    left = await notAttached(run, left, hasFilter);
    if (left.length === 0 || clock.now().getTime() >= until) return left;
    await cancelling.during(signal, (stopped) => clock.delay(times.detachedMs, stopped));
  }
}

async function notAttached(
  run: ClusterRun,
  rows: readonly VmWork[],
  hasFilter: HasFilter,
): Promise<readonly VmWork[]> {
  const telling = rows.filter(({ disks }) => disks.some(({ to }) => hasFilter(to) !== null));
  const filterIds =
    telling.length === 0 ? new Set<string>() : await whenReachable(run, () => attachedIds(run));
  const left: VmWork[] = [];
  for (const chunk of chunksOf(telling)) {
    const refs = chunk.map(({ vm }) => vm);
    const machines = await whenReachable(run, () => run.connection.vms.disks(refs));
    const byId = new Map(machines.map((machine) => [machine.vm.value, machine]));
    left.push(
      ...chunk.filter((row) => {
        const machine = byId.get(row.vm.value);
        // A machine that has gone since, or that is out of reach now, tells nothing.
        return machine !== undefined && !isAttachedAsWished(row, machine, { filterIds, hasFilter });
      }),
    );
  }
  return left;
}

async function warnOfCompliance(run: ClusterRun, rows: readonly VmWork[]): Promise<void> {
  try {
    let count = 0;
    for (const chunk of chunksOf(rows)) count += await notCompliant(run, chunk);
    if (count > 0)
      run.record.warn(
        `vCenter reports ${machines(count)} as not compliant with the storage policy; the pages of the machines in the vSphere Client say which disks.`,
      );
  } catch (error) {
    // Expected: a fault of the policy service, for example for a disk that was removed meanwhile.
    if (!(error instanceof VimFault)) throw error;
    run.log.warn({ err: error }, 'compliance could not be checked');
    run.record.warn('vCenter could not check the compliance of all disks.');
  }
}

/** How many machines have such a disk. */
async function notCompliant(run: ClusterRun, rows: readonly VmWork[]): Promise<number> {
  const disks = rows.flatMap(({ vm, disks: own }) =>
    own.filter(({ to }) => to.kind !== 'default').map(({ diskKey }) => ({ vm, diskKey })),
  );
  if (disks.length === 0) return 0;
  const statuses = await whenReachable(run, () =>
    run.connection.storagePolicies.compliance(disks, { check: true }),
  );
  const bad = disks.filter((_, index) => {
    const status = statuses[index];
    return status === 'nonCompliant' || status === 'outOfDate';
  });
  return new Set(bad.map(({ vm }) => vm.value)).size;
}

function chunksOf(rows: readonly VmWork[]): readonly (readonly VmWork[])[] {
  const count = Math.ceil(rows.length / CHUNK);
  return Array.from({ length: count }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK));
}

function notInEffect(): ProblemRecord {
  return {
    code: 'policyNotInEffect',
    title: 'The storage policy is not in effect',
    detail:
      'vCenter ended the change without an error, but its disks do not show the filter as the policy asks for.',
    remedy: 'Look at the disks and the storage policy of the virtual machine in vCenter.',
    rawFault: null,
  };
}
