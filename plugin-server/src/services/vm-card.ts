import { ourHostFilter } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { HostFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import { combinationObstacles } from '../domain/policy-conflicts.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { vmProtectable } from '../domain/protectable.ts';
import { journalPort } from '../domain/replication-job.ts';
import type { DiskPolicy } from '../domain/virtual-disk.ts';
import type { VmReason } from '../domain/vm-change.ts';
import { vmEligibility } from '../domain/vm-eligibility.ts';
import type { EligibilityQuestion } from '../domain/vm-eligibility.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, VcenterConnection } from '../ports/vcenter.ts';
import { lacksAtRoot } from './policy-rights.ts';
import type { LacksAtRoot } from './policy-rights.ts';
import type { VmDiskSummary, VmSummaryResult } from './use-cases.ts';
import { notFound, visibilityFor } from './visibility.ts';
import type { Visibility } from './visibility.ts';

const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';
const VIEW_POLICIES: PrivilegeId = 'StorageProfile.View';
/** Stands for the cluster's name, which would cost another call. */
const ITS_CLUSTER = 'its cluster';

interface Sources {
  readonly connection: VcenterConnection;
  readonly bundles: BundleSet;
  readonly jobs: Pick<ReplicationJobs, 'list'>;
  readonly policyName: string;
}

/** What the card of one machine shows; nothing that grows with the vCenter is read. Throws Problem `notFound`. */
export async function readVmCard(
  sources: Sources,
  user: AuthenticatedUser,
  vmId: string,
): Promise<VmSummaryResult> {
  const { connection, bundles } = sources;
  const ref: ManagedObjectReference = { type: 'VirtualMachine', value: vmId };
  const { vms } = connection;
  const [[vm], [disks = null]] = await Promise.all([vms.read([ref]), vms.disks([ref])]);
  if (vm === undefined) throw notFound('virtual machine', vmId);
  const objects = vm.host === null ? [ref] : [ref, vm.host];
  const [visible, lacks, locked, host] = await Promise.all([
    visibilityFor(connection.privileges, user, objects, [EDIT_DEVICE]),
    lacksAtRoot(connection, user),
    connection.privileges.missingForServiceAccount([ref], [EDIT_DEVICE]),
    vm.host === null ? null : connection.inventory.readHost(vm.host),
  ]);
  if (!visible.canSee(ref)) throw notFound('virtual machine', vmId);
  const seen: HostFacts | null = host !== null && visible.canSee(host.ref) ? host : null;
  const filter = ourHostFilter(seen?.filters ?? null, bundles.identities);
  const notEditableBy = {
    user: lacksEditing(visible, ref) ? user.userName : null,
    serviceAccount: locked.length > 0 ? connection.serviceAccount : null,
  };
  const question = questionAbout({ vm, disks, host: seen, notEditableBy }, bundles);
  const policies = await readPolicies(sources, lacks, question);
  return {
    vm,
    hostName: seen?.name ?? null,
    filterOnHost: filter,
    protectable: vmProtectable(vm, seen, filter),
    disks: policies?.disks ?? [],
    reasons: [
      ...vmEligibility(question).reasons,
      ...(policies?.obstacles ?? [cannotViewPolicies(user, connection, lacks)]),
    ],
    jobs: jobsOf(sources, vmId),
  };
}

/** Whether its disks can get the filter as things are. */
function questionAbout(
  facts: Pick<EligibilityQuestion, 'vm' | 'disks' | 'host' | 'notEditableBy'>,
  { identities }: BundleSet,
): EligibilityQuestion {
  const { host } = facts;
  const filterClass = ourHostFilter(host?.filters ?? null, identities)?.type ?? null;
  return {
    ...facts,
    mode: 'assign',
    clusterName: host?.parent.type === 'ClusterComputeResource' ? ITS_CLUSTER : null,
    filter: { identities, filterClass },
    fate: 'stays',
  };
}

function jobsOf({ jobs, connection }: Sources, vmId: string): VmSummaryResult['jobs'] {
  return jobs
    .list(connection.vcGuid)
    .filter(({ vmIds }) => vmIds.includes(vmId))
    .map((job) => ({ name: job.name, kind: job.kind, port: journalPort(job) }));
}

/** The disks with what they are under; null where one of the accounts may not see that. */
async function readPolicies(
  { connection: { storagePolicies }, policyName, bundles }: Sources,
  lacks: LacksAtRoot,
  { disks, filter, host }: EligibilityQuestion,
): Promise<{
  readonly disks: readonly VmDiskSummary[];
  readonly obstacles: readonly VmReason[];
} | null> {
  if ([...lacks.user, ...lacks.serviceAccount].includes(VIEW_POLICIES)) return null;
  const refs = (disks?.disks ?? []).map(({ key }) => ({ vm: disks?.vm ?? NO_VM, diskKey: key }));
  if (disks === null || refs.length === 0) return { disks: [], obstacles: [] };
  const [profiles, associated, compliance] = await Promise.all([
    storagePolicies.profiles(),
    storagePolicies.associated(refs),
    storagePolicies.compliance(refs, { check: false }),
  ]);
  const name = (bundles.latest.vaio8 ?? bundles.latest.vaio7)?.filter.name;
  const filterName = name ?? bundles.identities[0]?.name ?? '';
  const book = new PolicyBook(profiles, { filterName, policyName });
  const onHost = ourHostFilter(host?.filters ?? null, filter.identities);
  return {
    disks: disks.disks.map((disk, index) => {
      const profileId = associated[index]?.profileId ?? null;
      return {
        disk,
        policyKind: book.kindOf(profileId),
        policyName: nameOf(associated[index], book),
        filterAttached: onHost !== null && disk.filterIds.includes(onHost.id),
        compliance: profileId === null ? null : (compliance[index] ?? 'unknown'),
      };
    }),
    obstacles: obstaclesOf(associated, book, filter.filterClass),
  };
}

const NO_VM: ManagedObjectReference = { type: 'VirtualMachine', value: '' };

function obstaclesOf(
  associated: readonly DiskPolicy[],
  book: PolicyBook,
  filterClass: string | null,
): readonly VmReason[] {
  return associated.flatMap(({ diskKey, profileId }) => {
    const base = book.find(profileId);
    if (base === null || book.usesFilter(profileId)) return [];
    return combinationObstacles(base, { name: book.filterName, filterClass }, book.byId).map(
      (obstacle): VmReason => ({ ...obstacle, diskKey }),
    );
  });
}

function nameOf(policy: DiskPolicy | undefined, book: PolicyBook): string | null {
  if (policy === undefined || policy.profileId === null) return null;
  return policy.profileName ?? book.find(policy.profileId)?.name ?? policy.profileId;
}

function lacksEditing({ missing }: Visibility, ref: ManagedObjectReference): boolean {
  return missing.some(
    ({ object, privilege }) => object.value === ref.value && privilege === EDIT_DEVICE,
  );
}

function cannotViewPolicies(
  user: AuthenticatedUser,
  { serviceAccount, name }: VcenterConnection,
  lacks: LacksAtRoot,
): VmReason {
  const privilege = PRIVILEGE_NAMES[VIEW_POLICIES];
  const isUser = lacks.user.includes(VIEW_POLICIES);
  const who = isUser ? user.userName : `The service account ${serviceAccount}`;
  return {
    code: isUser ? 'missingPrivilege' : 'serviceAccountPrivilege',
    reason: `${who} lacks the privilege ${privilege} on ${name}, so the storage policies of the disks cannot be shown.`,
    remedy: `Give ${isUser ? 'the user' : 'the service account'} a role with ${privilege} (${VIEW_POLICIES}) at the root of the inventory.`,
    diskKey: null,
  };
}
