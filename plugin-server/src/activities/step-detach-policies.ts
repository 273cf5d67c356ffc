import type { ProblemRecord } from '../domain/activity.ts';
import { counted } from '../domain/counted.ts';
import { FAULT_CATALOGUE } from '../domain/fault-catalogue.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { policyAfterFilter, wouldDecrypt } from '../domain/policy-after-filter.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import type { VirtualDiskRef, WantedPolicy } from '../domain/virtual-disk.ts';
import type { DiskChange, PolicyTarget } from '../domain/vm-change.ts';
import type { VmWork } from '../ports/vm-change-store.ts';
import { done, failed } from './cluster-run.ts';
import type { ClusterRun, FailedStep, StepOutcome } from './cluster-run.ts';
import type { OwnTask } from './own-task.ts';
import { NAMES_ELSEWHERE, reasonsOf } from './policies-not-changed.ts';
import { changeMachines } from './policy-engine/change-machines.ts';
import { disksUsingFilter, nameIn, vmNames } from './policy-record.ts';
import { whenReachable } from './reaching-vcenter.ts';
import { attachedIds, vmRows } from './vm-rows.ts';

/** How many machines are read at a time. */
const CHUNK = 200;

/**
 * Takes every disk off the filter, as machines are changed at any other time: back to the policy that it had before, so that it keeps rules of
 * its own, or to the datastore's default.
 */
export async function detachPolicies(run: ClusterRun, ownTask: OwnTask): Promise<StepOutcome> {
  const rows = await rowsToDetach(run);
  if (rows.length === 0) return done('No disk uses the filter.');
  const filterIds = await whenReachable(run, () => attachedIds(run));
  const records = await changeMachines(run, ownTask, {
    rows,
    policyOf,
    filterIds,
    hasFilter: () => false,
    isTakenUp: run.isTakenUp,
    goneIs: 'succeeded',
  });
  // Ends the run as cancelled, before the filter is touched.
  run.cancelling.check();
  const refused = records.in('failed');
  if (refused.length > 0) return notDetached(refused);
  const disks = rows.flatMap((row) => row.disks).length;
  return done(
    `${counted(disks, 'disk')} of ${counted(rows.length, 'virtual machine')} left the filter.`,
  );
}

/**
 * The machines whose disks use the filter now, and those that an interrupted run has begun with. One that has failed at an earlier try begins
 * again, unless somebody has taken the filter off it meanwhile.
 */
async function rowsToDetach(run: ClusterRun): Promise<readonly VmWork[]> {
  const disks = await disksUsingFilter(run);
  const using = new Set(disks.map(({ vm }) => vm.value));
  const mended = vmRows(run)
    .filter(({ state, vm }) => state === 'failed' && !using.has(vm.value))
    .map((row): VmWork => ({ ...row, state: 'succeeded', problem: null }));
  run.vmChanges.save(mended, 'process');
  const known = new Map(vmRows(run).map((row) => [row.vm.value, row]));
  const isOpen = (id: string): boolean =>
    ['pending', 'running'].includes(known.get(id)?.state ?? '');
  const fresh = await newRows(
    run,
    disks.filter(({ vm }) => !isOpen(vm.value)),
  );
  run.vmChanges.save(fresh, 'process');
  for (const row of fresh) known.set(row.vm.value, row);
  return [...known.values()];
}

async function newRows(
  run: ClusterRun,
  disks: readonly VirtualDiskRef[],
): Promise<readonly VmWork[]> {
  if (disks.length === 0) return [];
  const machines = [...Map.groupBy(disks, ({ vm }) => vm.value).values()];
  const refs = machines.flatMap(([first]) => (first === undefined ? [] : [first.vm]));
  const [names, labels] = [await vmNames(run, disks), await diskLabels(run, refs)];
  const before = policiesBefore(run);
  const wayBack = await waysBack(run);
  const wayOf = (
    disk: VirtualDiskRef,
  ): { readonly change: DiskChange; readonly decrypts: boolean } => {
    const { diskKey } = disk;
    const label = labels.get(keyOf(disk)) ?? `Disk ${diskKey}`;
    const from = before.get(keyOf(disk)) ?? null;
    const { to, toName, decrypts } = wayBack(disk, from);
    return { change: { diskKey, label, from, to, toName }, decrypts };
  };
  const { activityId, clusterId } = run.record;
  return machines.flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const ways = own.map((disk) => wayOf(disk));
    const facts = { activityId, clusterId, vm: first.vm, name: nameIn(names, first) };
    const changes = ways.map(({ change }) => change);
    const begun = ways.some(({ decrypts }) => decrypts) ? staysEncrypted(run) : UNTOUCHED;
    return [{ ...facts, action: 'unassign', disks: changes, ...begun }];
  });
}

interface WayBack extends Pick<DiskChange, 'to' | 'toName'> {
  readonly decrypts: boolean;
}

/** Where each disk goes, by what is recorded of it and by the policies that there are. */
async function waysBack(
  run: ClusterRun,
): Promise<(disk: VirtualDiskRef, from: DiskChange['from']) => WayBack> {
  const { connection, policies, record, filter, policyName } = run;
  const profiles = await whenReachable(run, () => connection.storagePolicies.profiles());
  const book = new PolicyBook(profiles, { filterName: filter.name, policyName });
  const recorded = Map.groupBy(policies.recorded(connection.vcGuid, record.clusterId), keyOf);
  return (disk, from) => {
    const rows = recorded.get(keyOf(disk)) ?? [];
    const earlier = rows.find(({ profileId }) => !book.usesFilter(profileId)) ?? null;
    const present = book.find(from?.profileId ?? null);
    const back = policyAfterFilter(book, present, earlier);
    const decrypts = wouldDecrypt(book, present, back);
    return back === null
      ? { to: { kind: 'default' }, toName: 'Datastore Default', decrypts }
      : { to: { kind: 'profile', profileId: back.profileId }, toName: back.name, decrypts };
  };
}

function policyOf(to: PolicyTarget): WantedPolicy {
  return to.kind === 'profile' ? { kind: 'defined', profileId: to.profileId } : { kind: 'default' };
}

type RowState = Pick<VmWork, 'state' | 'taskId' | 'attempt' | 'problem' | 'finishedAt'>;

const UNTOUCHED: RowState = {
  state: 'pending',
  taskId: null,
  attempt: 0,
  problem: null,
  finishedAt: null,
};

/** A machine that nothing is asked of, because a disk would be decrypted. */
function staysEncrypted({ clock }: ClusterRun): RowState {
  const problem: ProblemRecord = {
    code: 'encryptionOrder',
    title: 'A disk would be decrypted',
    detail:
      'The policy that combines encryption with the filter has no counterpart without the filter',
    remedy: 'Give the disk an encryption policy with the vSphere Client.',
    rawFault: null,
  };
  return { ...UNTOUCHED, state: 'failed', problem, finishedAt: clock.now().toISOString() };
}

/** `Hard disk 1`, by machine and disk. */
async function diskLabels(
  run: ClusterRun,
  refs: readonly ManagedObjectReference[],
): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  for (let at = 0; at < refs.length; at += CHUNK) {
    const chunk = refs.slice(at, at + CHUNK);
    const machines = await whenReachable(run, () => run.connection.vms.disks(chunk));
    for (const { vm, disks } of machines)
      for (const { key, label } of disks) labels.set(keyOf({ vm, diskKey: key }), label);
  }
  return labels;
}

/** What the step before has recorded, by machine and disk. */
function policiesBefore({
  policies,
  connection,
  record,
}: ClusterRun): ReadonlyMap<string, DiskChange['from']> {
  const recorded = policies
    .recorded(connection.vcGuid, record.clusterId)
    .filter(({ activityId }) => activityId === record.activityId);
  return new Map(
    recorded.map((row) => [
      keyOf(row),
      row.profileId === null ? null : { profileId: row.profileId, name: row.profileName },
    ]),
  );
}

function keyOf({ vm, diskKey }: VirtualDiskRef): string {
  return `${vm.value}:${diskKey}`;
}

function notDetached(rows: readonly VmWork[]): FailedStep {
  const problem: ProblemRecord = {
    code: 'vmCannotBeDetached',
    title: 'Storage policies could not be detached',
    detail: `${reasonsOf(rows).join('; ')}.`,
    remedy: `${NAMES_ELSEWHERE} Mend what stands against them and remove the filter again. Policies that were detached are recorded and can be restored.`,
    rawFault: null,
  };
  const retryable = FAULT_CATALOGUE.find(
    ({ context, code, retryHelps }) =>
      context === 'machine' && retryHelps && rows.some((row) => row.problem?.code === code),
  );
  const faultType = retryable?.types[0];
  if (faultType === undefined) return failed(problem);
  return failed(problem, { faultType, context: 'machine', hostFaultTypes: [] });
}
