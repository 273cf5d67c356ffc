import { CombinationCheck } from '../domain/combination-check.ts';
import { currentFilterName, ourHostFilter } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { HostFacts } from '../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { vmProtectable } from '../domain/protectable.ts';
import { journalPort } from '../domain/replication-job.ts';
import type { DiskPolicy } from '../domain/virtual-disk.ts';
import type { VmReason } from '../domain/vm-change.ts';
import { vmEligibility } from '../domain/vm-eligibility.ts';
import type { EligibilityQuestion } from '../domain/vm-eligibility.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { VmListing } from '../domain/vm-listing.ts';
import type { AuthenticatedUser, MissingPrivilege, VcenterConnection } from '../ports/vcenter.ts';
import type { VmDiskSummary, VmSummaryResult } from './use-cases.ts';
import { askWithoutGone, notFound, visibilityFor } from './visibility.ts';

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
  const [rights, host] = await Promise.all([
    readRights(connection, user, vm),
    vm.host === null ? null : connection.inventory.readHost(vm.host),
  ]);
  if (!rights.canSee(ref)) throw notFound('virtual machine', vmId);
  const seen: HostFacts | null = host !== null && rights.canSee(host.ref) ? host : null;
  const filter = ourHostFilter(seen?.filters ?? null, bundles.identities);
  const { notEditableBy, notViewableBy } = rights;
  const question = questionAbout({ vm, disks, host: seen, notEditableBy }, bundles);
  const policies = notViewableBy === null ? await readPolicies(sources, question) : NO_POLICIES;
  return {
    vm,
    hostName: seen?.name ?? null,
    filterOnHost: filter,
    protectable: vmProtectable(vm, seen, filter),
    disks: policies.disks,
    reasons: [
      ...vmEligibility(question).reasons,
      ...policies.obstacles,
      ...(notViewableBy === null ? [] : [cannotViewPolicies(notViewableBy, connection)]),
    ],
    jobs: jobsOf(sources, vmId),
  };
}

/** What the accounts may do with the machine and with storage policies. */
interface Rights {
  canSee(object: ManagedObjectReference): boolean;
  readonly notEditableBy: NonNullable<EligibilityQuestion['notEditableBy']>;
  /** Who may not read storage policies; null when both accounts may. */
  readonly notViewableBy: Account | null;
}

interface Account {
  readonly name: string;
  readonly isUser: boolean;
}

/** One question for each account. */
async function readRights(
  connection: VcenterConnection,
  user: AuthenticatedUser,
  { ref, host }: Pick<VmListing, 'ref' | 'host'>,
): Promise<Rights> {
  const { privileges, rootFolder, serviceAccount } = connection;
  const objects = [ref, rootFolder, ...(host === null ? [] : [host])];
  const wanted = [EDIT_DEVICE, VIEW_POLICIES];
  const [visible, ofService] = await Promise.all([
    visibilityFor(privileges, user, objects, wanted),
    askWithoutGone([ref, rootFolder], (left) => privileges.missingForServiceAccount(left, wanted)),
  ]);
  const userLacks = (object: ManagedObjectReference, privilege: PrivilegeId): boolean =>
    !visible.canSee(object) || isMissing(visible.missing, object, privilege);
  const accounts: readonly (Account & { readonly lacksView: boolean })[] = [
    { name: user.userName, isUser: true, lacksView: userLacks(rootFolder, VIEW_POLICIES) },
    {
      name: serviceAccount,
      isUser: false,
      lacksView: isMissing(ofService, rootFolder, VIEW_POLICIES),
    },
  ];
  return {
    canSee: (object) => visible.canSee(object),
    notEditableBy: {
      user: userLacks(ref, EDIT_DEVICE) ? user.userName : null,
      serviceAccount: isMissing(ofService, ref, EDIT_DEVICE) ? serviceAccount : null,
    },
    notViewableBy: accounts.find(({ lacksView }) => lacksView) ?? null,
  };
}

function isMissing(
  missing: readonly MissingPrivilege[],
  object: ManagedObjectReference,
  privilege: PrivilegeId,
): boolean {
  return missing.some((row) => row.object.value === object.value && row.privilege === privilege);
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

interface PoliciesOfDisks {
  readonly disks: readonly VmDiskSummary[];
  readonly obstacles: readonly VmReason[];
}

const NO_POLICIES: PoliciesOfDisks = { disks: [], obstacles: [] };

/** The disks with what they are under, and what keeps that from being combined with the filter. */
async function readPolicies(
  { connection: { storagePolicies }, policyName, bundles }: Sources,
  { vm, disks, filter, host }: EligibilityQuestion,
): Promise<PoliciesOfDisks> {
  const refs = (disks?.disks ?? []).map(({ key }) => ({ vm: vm.ref, diskKey: key }));
  if (disks === null || refs.length === 0) return NO_POLICIES;
  const [profiles, associated, compliance] = await Promise.all([
    storagePolicies.profiles(),
    storagePolicies.associated(refs),
    storagePolicies.compliance(refs, { check: false }),
  ]);
  const filterName = currentFilterName(bundles) ?? '';
  const book = new PolicyBook(profiles, { filterName, policyName });
  const combination = new CombinationCheck(book, filter.filterClass);
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
    obstacles: disks.disks.flatMap((disk, index) =>
      combination.reasonsOf(disk, vm.name, associated[index]?.profileId ?? null),
    ),
  };
}

function nameOf(policy: DiskPolicy | undefined, book: PolicyBook): string | null {
  if (policy === undefined || policy.profileId === null) return null;
  return policy.profileName ?? book.find(policy.profileId)?.name ?? policy.profileId;
}

function cannotViewPolicies({ name, isUser }: Account, vcenter: VcenterConnection): VmReason {
  const privilege = PRIVILEGE_NAMES[VIEW_POLICIES];
  const who = isUser ? name : `The service account ${name}`;
  return {
    code: isUser ? 'missingPrivilege' : 'serviceAccountPrivilege',
    reason: `${who} lacks the privilege ${privilege} on ${vcenter.name}, so the storage policies of the disks cannot be shown.`,
    remedy: `Give ${isUser ? 'the user' : 'the service account'} a role with ${privilege} (${VIEW_POLICIES}) at the root of the inventory.`,
    diskKey: null,
  };
}
