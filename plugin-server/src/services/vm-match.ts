import type { VmIndexState } from './vm-index.ts';
import type { Circumstances, Judging } from './vm-judge.ts';
import { folderAndBelow } from './vm-folders.ts';
import type { ListedVm } from './vm-list.ts';
import type { VmSight } from './vm-sights.ts';
import type { VmFilter } from './vm-use-cases.ts';

/** Whether the machine at a position of the list is meant. */
export type VmTest = (position: number) => boolean;

/** What a filter asks of the machines of one list, for one user. */
export interface VmTests {
  /** The clusters only, and what the user may see. */
  readonly inScope: VmTest;
  /** All the rest of the filter, for a machine that is in scope. */
  readonly matches: VmTest;
  /** Whether it can be ticked. */
  readonly isEligible: VmTest;
  readonly judging: (position: number) => Judging;
  readonly circumstances: (position: number) => Circumstances;
}

/** Who asks, and what is known beside the list. */
export interface VmContext {
  readonly state: VmIndexState;
  readonly sight: VmSight;
  /** As users call them. */
  readonly accounts: { readonly user: string; readonly serviceAccount: string };
  /** Names of the jobs of the replication product, by machine id. */
  readonly jobs: ReadonlyMap<string, readonly string[]>;
  /** The machines that carry the tag of the filter, by id; null when the filter names none. */
  readonly tagged: ReadonlySet<string> | null;
}

export function testsOf(filter: VmFilter, context: VmContext): VmTests {
  const { sight, accounts, jobs, tagged } = context;
  const { list, judge } = context.state;
  const { vms } = list;
  const judging = judgingOf(filter, vms);
  const idAt = (position: number): string => vms[position]?.listing.ref.value ?? '';
  const isEligible: VmTest = (position) => {
    if (sight.editable[position] !== 1 || sight.serviceAccountEdits[position] !== 1) return false;
    const wanted = judging(position);
    if (wanted === 'unassigned' && jobs.has(idAt(position))) return false;
    return judge.isEligible(position, wanted);
  };
  return {
    inScope: scopeTest(filter, vms, sight),
    matches: allOf([
      ...searchTest(filter, vms),
      ...folderTest(filter, vms, list.folders),
      ...policyTest(filter, vms),
      ...(tagged === null ? [] : [(at: number) => tagged.has(idAt(at))]),
      // The dearest question comes last.
      ...eligibilityTest(filter, isEligible),
    ]),
    isEligible,
    judging,
    circumstances: (position) => ({
      notEditableBy: {
        user: sight.editable[position] === 1 ? null : accounts.user,
        serviceAccount: sight.serviceAccountEdits[position] === 1 ? null : accounts.serviceAccount,
      },
      jobNames: jobs.get(idAt(position)) ?? [],
    }),
  };
}

/** Machines outside of clusters are for those who ask for them by name. */
function scopeTest(
  { clusterIds, vmIds }: VmFilter,
  vms: readonly ListedVm[],
  { seen }: VmSight,
): VmTest {
  const clusters = clusterIds === undefined ? null : new Set(clusterIds);
  const named = vmIds === undefined ? null : new Set(vmIds);
  return (position) => {
    const vm = vms[position];
    if (vm === undefined || seen[position] !== 1) return false;
    if (named !== null && !named.has(vm.listing.ref.value)) return false;
    if (clusters === null) return vm.cluster !== null || named !== null;
    return vm.cluster !== null && clusters.has(vm.cluster.ref.value);
  };
}

function searchTest({ search }: VmFilter, vms: readonly ListedVm[]): readonly VmTest[] {
  const wanted = search?.trim().toLowerCase() ?? '';
  return wanted === '' ? [] : [(at) => vms[at]?.lowerName.includes(wanted) ?? false];
}

function folderTest(
  { folderId }: VmFilter,
  vms: readonly ListedVm[],
  folders: VmIndexState['list']['folders'],
): readonly VmTest[] {
  if (folderId === undefined) return [];
  const wanted = folderAndBelow(folders, folderId);
  return [(at) => wanted.has(vms[at]?.listing.folder?.value ?? '')];
}

function policyTest({ policyState }: VmFilter, vms: readonly ListedVm[]): readonly VmTest[] {
  if (policyState === undefined) return [];
  return policyState === 'someOrAll'
    ? [(at) => vms[at]?.policyState !== 'none']
    : [(at) => vms[at]?.policyState === policyState];
}

function eligibilityTest({ eligibility }: VmFilter, isEligible: VmTest): readonly VmTest[] {
  if (eligibility === undefined) return [];
  const wanted = eligibility === 'eligible';
  return [(at) => isEligible(at) === wanted];
}

function judgingOf(
  { desired, willCarryFilter = [] }: VmFilter,
  vms: readonly ListedVm[],
): (position: number) => Judging {
  const carrying = new Set(willCarryFilter);
  return (position) => {
    const vm = vms[position];
    const wanted = desired ?? (vm?.policyState === 'all' ? 'unassigned' : 'assigned');
    if (wanted === 'unassigned') return 'unassigned';
    return carrying.has(vm?.cluster?.ref.value ?? '') ? 'assignedLater' : 'assigned';
  };
}

function allOf(tests: readonly VmTest[]): VmTest {
  return (position) => tests.every((test) => test(position));
}
