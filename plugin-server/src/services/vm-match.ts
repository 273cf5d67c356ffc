import type { VmIndexState } from './vm-index.ts';
import type { Judging } from './vm-judge.ts';
import { folderAndBelow } from './vm-folders.ts';
import type { ListedVm } from './vm-list.ts';
import type { EditRights, VmSight } from './vm-sights.ts';
import type { VmFilter } from './vm-use-cases.ts';

/** Whether the machine at a position of the list is meant. */
export type VmTest = (position: number) => boolean;

/** What a filter asks of the machines of one list, for one user. */
export interface VmTests {
  /** The clusters only, and what the user may see. */
  readonly inScope: VmTest;
  /** All the rest of the filter, for a machine that is in scope. */
  readonly matches: VmTest;
  readonly judging: (position: number) => Judging;
}

/** Who asks, and what is known beside the list. */
export interface VmContext {
  readonly state: VmIndexState;
  readonly sight: Pick<VmSight, 'seen' | 'canSee'>;
  /** Names of the jobs of the replication product, by machine id. */
  readonly jobs: ReadonlyMap<string, readonly string[]>;
  /** The machines that carry the tag of the filter, by id; null when the filter names none. */
  readonly tagged: ReadonlySet<string> | null;
}

/** @param edits of all machines; null when the filter does not ask for eligibility */
export function testsOf(filter: VmFilter, context: VmContext, edits: EditRights | null): VmTests {
  const { tagged } = context;
  const { vms, folders } = context.state.list;
  const judging = judgingOf(filter, vms);
  return {
    inScope: scopeTest(filter, context),
    matches: allOf([
      ...searchTest(filter, vms),
      ...folderTest(filter, vms, folders),
      ...policyTest(filter, vms),
      ...profileTest(filter, vms),
      ...(tagged === null ? [] : [(at: number) => tagged.has(idAt(vms, at))]),
      // The dearest question comes last.
      ...(edits === null ? [] : eligibilityTest(filter, eligibilityOf(context, judging, edits))),
    ]),
    judging,
  };
}

/** Whether a machine can be ticked. */
export function eligibilityOf(
  { state: { list, judge }, jobs }: VmContext,
  judging: VmTests['judging'],
  edits: EditRights,
): VmTest {
  return (position) => {
    if (!edits.user(position) || !edits.serviceAccount(position)) return false;
    const wanted = judging(position);
    if (wanted === 'unassigned' && jobs.has(idAt(list.vms, position))) return false;
    return judge.isEligible(position, wanted);
  };
}

/** Machines outside of clusters are for those who ask for them by name. */
function scopeTest({ clusterIds, vmIds }: VmFilter, { state, sight }: VmContext): VmTest {
  const { vms, clusters } = state.list;
  const isMeant = (id: string): boolean => clusterIds?.includes(id) ?? true;
  const allowed = new Set(
    clusters.filter(({ ref }) => isMeant(ref.value) && sight.canSee(ref.value)),
  );
  const named = vmIds === undefined ? null : new Set(vmIds);
  const othersToo = named !== null && clusterIds === undefined;
  return (position) => {
    const vm = vms[position];
    if (vm === undefined || sight.seen[position] !== 1) return false;
    if (named !== null && !named.has(vm.listing.ref.value)) return false;
    return vm.cluster === null ? othersToo : allowed.has(vm.cluster);
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

function profileTest({ profileId }: VmFilter, vms: readonly ListedVm[]): readonly VmTest[] {
  if (profileId === undefined) return [];
  const has = (vm: ListedVm): boolean => [...vm.filterPolicies.values()].includes(profileId);
  return [
    (at) => {
      const vm = vms[at];
      return vm !== undefined && vm.filterPolicies.size > 0 && has(vm);
    },
  ];
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

function idAt(vms: readonly ListedVm[], position: number): string {
  return vms[position]?.listing.ref.value ?? '';
}
