import { counted } from '../domain/counted.ts';
import { VimFault } from '../domain/vim-fault.ts';
import type { DiskPolicy, VirtualDiskRef } from '../domain/virtual-disk.ts';
import { done } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { recordPolicies } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { vmRows } from './vm-rows.ts';

/** How many disks are asked for and recorded at a time. */
const CHUNK = 1000;

/** Remembers who has which policy, before anything is changed. */
export function recordBefore(run: ClusterRun): Promise<StepOutcome> {
  const isRemoval = run.record.current.steps.some(({ name }) => name === 'detachPolicies');
  return isRemoval ? recordBeforeRemoval(run) : recordBeforeChange(run);
}

async function recordBeforeRemoval(run: ClusterRun): Promise<StepOutcome> {
  const disks = await recordPolicies(run);
  return done(
    disks === 0
      ? 'No disk uses the filter.'
      : `The storage policies of ${counted(disks, 'disk')} are recorded and can be restored.`,
  );
}

/** The disks that the plan changes, and no others. */
async function recordBeforeChange(run: ClusterRun): Promise<StepOutcome> {
  const { record, connection, clock, policies } = run;
  const { activityId, clusterId } = record;
  const owner = { vcGuid: connection.vcGuid, clusterId, activityId };
  const rows = vmRows(run);
  const names = new Map(rows.map(({ vm, name }) => [vm.value, name]));
  const disks = rows.flatMap(({ vm, disks: own }) => own.map(({ diskKey }) => ({ vm, diskKey })));
  let recorded = 0;
  for (let at = 0; at < disks.length; at += CHUNK) {
    const found = await policiesOf(run, disks.slice(at, at + CHUNK));
    const recordedAt = clock.now().toISOString();
    policies.record(
      owner,
      found.map((row) => ({ ...row, vmName: names.get(row.vm.value) ?? row.vm.value, recordedAt })),
    );
    recorded += found.length;
  }
  return done(
    recorded === 0
      ? 'No disk changes its storage policy.'
      : `The storage policies of ${counted(recorded, 'disk')} are recorded and can be restored.`,
  );
}

/** The policies of disks; those that are gone since the plan was made are left out. */
async function policiesOf(
  run: ClusterRun,
  disks: readonly VirtualDiskRef[],
): Promise<readonly DiskPolicy[]> {
  const { storagePolicies, vms } = run.connection;
  try {
    return await whenReachable(run, () => storagePolicies.associated(disks));
  } catch (error) {
    // Expected: a machine or a disk is gone; one of them fails the question for all.
    if (!(error instanceof VimFault)) throw error;
    const refs = new Map(disks.map(({ vm }) => [vm.value, vm]));
    const machines = await whenReachable(run, () => vms.disks([...refs.values()]));
    const there = new Set(
      machines.flatMap(({ vm, disks: own }) => own.map(({ key }) => `${vm.value}:${key}`)),
    );
    const left = disks.filter(({ vm, diskKey }) => there.has(`${vm.value}:${diskKey}`));
    if (left.length === disks.length) throw error;
    return left.length === 0 ? [] : whenReachable(run, () => storagePolicies.associated(left));
  }
}
