import { currentFilterName } from '../domain/filter-identity.ts';
import type { BundleSet } from '../domain/filter-identity.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import { PolicyBook } from '../domain/policy-book.ts';
import type {
  PolicyCluster,
  PolicyFacts,
  PolicyRights,
  RecordedDisk,
} from '../domain/policy-facts.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { FilterCapability, StorageProfile } from '../domain/storage-profile.ts';
import type { VirtualDiskRef } from '../domain/virtual-disk.ts';
import type { PolicyWishes } from '../domain/vm-change.ts';
import type { VmDisks, VmListing } from '../domain/vm-listing.ts';
import type { ReplicationJobs } from '../ports/replication-jobs.ts';
import type { AuthenticatedUser, MissingPrivilege, VcenterConnection } from '../ports/vcenter.ts';
import { readDisks, readListings, readPolicies } from './disk-reader.ts';
import { lacksAtRoot } from './policy-rights.ts';
import type { LacksAtRoot } from './policy-rights.ts';
import type { RecordedPolicies } from './recorded-policies.ts';
import { askWithoutGone, notFound, visibilityFor } from './visibility.ts';

const EDIT_DEVICE: PrivilegeId = 'VirtualMachine.Config.EditDevice';

/** What is asked about storage policies, with what has been read before. */
export interface PolicyQuestion {
  readonly user: AuthenticatedUser;
  readonly connection: VcenterConnection;
  readonly bundles: BundleSet;
  /** Every cluster of the vCenter. */
  readonly clusters: readonly PolicyCluster[];
  readonly wishes: PolicyWishes;
}

/**
 * Gathers what the rules about policy changes look at. Calls to vCenter: five that do not grow with the machines, two about privileges on
 * them, one for 2,500 listings, one for 250 machines' devices, and few about the policies of their disks.
 */
export class PolicyFactsReader {
  readonly #recorded: RecordedPolicies;
  readonly #jobs: Pick<ReplicationJobs, 'list'>;
  readonly #policyName: string;

  constructor(parts: {
    readonly recorded: RecordedPolicies;
    readonly jobs: Pick<ReplicationJobs, 'list'>;
    readonly policyName: string;
  }) {
    this.#recorded = parts.recorded;
    this.#jobs = parts.jobs;
    this.#policyName = parts.policyName;
  }

  /** Throws Problem `notFound` for a machine, an activity or a policy that is unknown or hidden from the user. */
  async read(question: PolicyQuestion): Promise<PolicyFacts> {
    const { user, connection, bundles, clusters, wishes } = question;
    const { vcGuid, name } = connection;
    const toRestore =
      wishes.restore === undefined ? [] : this.#recorded.toRestore(vcGuid, wishes.restore);
    const filterName = nameOfFilter(bundles);
    const lacks = await lacksAtRoot(connection, user);
    const policies = await this.#policies(question, filterName, lacks);
    const machines = await machinesOf(question, [...toRestore, ...policies.outOfDate]);
    const diskRefs = machines.disks.flatMap(({ vm, disks }) =>
      disks.map(({ key }) => ({ vm, diskKey: key })),
    );
    return {
      vcenter: { vcGuid, name },
      clusters: withoutNamesOf(machines.hiddenHosts, clusters),
      vms: machines.vms,
      disks: machines.disks,
      diskPolicies: canRead(lacks)
        ? await readPolicies(connection, diskRefs, policies.profiles)
        : [],
      ...policies,
      filter: { name: filterName, identities: bundles.identities },
      policyName: this.#policyName,
      recorded: this.#earlier(question, machines.vms),
      toRestore,
      jobs: this.#jobs.list(vcGuid),
      user: rightsOf(user.userName, machines.lackedByUser, lacks.user),
      serviceAccount: rightsOf(
        connection.serviceAccount,
        machines.lackedByServiceAccount,
        lacks.serviceAccount,
      ),
    };
  }

  /** Nothing is read for a user who may not see it. */
  async #policies(
    { connection: { storagePolicies }, wishes }: PolicyQuestion,
    filterName: string,
    lacks: LacksAtRoot,
  ): Promise<{
    readonly profiles: readonly StorageProfile[];
    readonly capability: FilterCapability | null;
    readonly outOfDate: readonly VirtualDiskRef[];
  }> {
    if (!canRead(lacks)) return { profiles: [], capability: null, outOfDate: [] };
    const [profiles, capabilities] = await Promise.all([
      storagePolicies.profiles(),
      storagePolicies.filterCapabilities(),
    ]);
    const capability = capabilities.find(({ namespace }) => namespace === filterName) ?? null;
    const profileId = wishes.reapplyProfileId;
    if (profileId === undefined) return { profiles, capability, outOfDate: [] };
    const book = new PolicyBook(profiles, { filterName, policyName: this.#policyName });
    if (!book.usesFilter(profileId)) throw notFound('storage policy of the filter', profileId);
    const disks = await storagePolicies.disksUnder([profileId]);
    const states =
      disks.length === 0 ? [] : await storagePolicies.compliance(disks, { check: false });
    const outOfDate = disks.filter((_, index) => states[index] === 'outOfDate');
    return { profiles, capability, outOfDate };
  }

  /** Where disks that leave the filter go back to. A machine may have been in another cluster when its policies were recorded. */
  #earlier(
    { connection: { vcGuid }, clusters, wishes }: PolicyQuestion,
    vms: readonly VmListing[],
  ): readonly RecordedDisk[] {
    const leaving = new Set(
      wishes.virtualMachines
        .filter(({ desired }) => desired === 'unassigned')
        .map(({ vmId }) => vmId),
    );
    if (leaving.size === 0) return [];
    const clusterOfHost = new Map(
      clusters.flatMap(({ cluster }) =>
        cluster.hosts.map(({ ref }) => [ref.value, cluster.ref.value] as const),
      ),
    );
    const machines = vms.filter(({ ref }) => leaving.has(ref.value));
    const own = new Set(machines.flatMap(({ host }) => clusterOfHost.get(host?.value ?? '') ?? []));
    const rows = this.#recorded.of(vcGuid, own);
    const known = new Set(rows.map(({ vm }) => vm.value));
    const all = machines.every(({ ref }) => known.has(ref.value))
      ? rows
      : this.#recorded.of(
          vcGuid,
          clusters.map(({ cluster }) => cluster.ref.value),
        );
    return all.filter(({ vm }) => leaving.has(vm.value));
  }
}

interface Machines {
  readonly vms: readonly VmListing[];
  readonly disks: readonly VmDisks[];
  readonly lackedByUser: readonly MissingPrivilege[];
  readonly lackedByServiceAccount: readonly MissingPrivilege[];
  /** Hosts of these machines that the user may not see. */
  readonly hiddenHosts: ReadonlySet<string>;
}

const NO_MACHINES: Machines = {
  vms: [],
  disks: [],
  lackedByUser: [],
  lackedByServiceAccount: [],
  hiddenHosts: new Set(),
};

/** The machines that are named, and those of disks that concern others as well; of the latter only what the user may see. */
async function machinesOf(
  { user, connection, wishes }: PolicyQuestion,
  disks: readonly VirtualDiskRef[],
): Promise<Machines> {
  const named = wishes.virtualMachines.map(({ vmId }) => vmId);
  const ids = new Set([...named, ...disks.map(({ vm }) => vm.value)]);
  const refs = [...ids].map((value): ManagedObjectReference => ({ type: 'VirtualMachine', value }));
  if (refs.length === 0) return NO_MACHINES;
  const vms = await readListings(connection, refs);
  // vCenter refuses questions about privileges for one machine that is gone; an old record may name many.
  const present = vms.map(({ ref }) => ref);
  const hosts = [...new Map(vms.map(({ host }) => [host?.value, host])).values()].flatMap(
    (host) => host ?? [],
  );
  const [visible, devices, lackedByServiceAccount] = await Promise.all([
    visibilityFor(connection.privileges, user, [...present, ...hosts], [EDIT_DEVICE]),
    readDisks(connection, present),
    askWithoutGone(present, async (left) =>
      left.length === 0 ? [] : connection.privileges.missingForServiceAccount(left, [EDIT_DEVICE]),
    ),
  ]);
  const seen = vms.filter(({ ref }) => visible.canSee(ref));
  const found = new Set(seen.map(({ ref }) => ref.value));
  const hidden = named.find((vmId) => !found.has(vmId));
  if (hidden !== undefined) throw notFound('virtual machine', hidden);
  return {
    vms: seen,
    disks: devices.filter(({ vm }) => found.has(vm.value)),
    lackedByUser: visible.missing,
    lackedByServiceAccount,
    hiddenHosts: new Set(hosts.filter((host) => !visible.canSee(host)).map(({ value }) => value)),
  };
}

/** Reasons call a hidden host by its id, which the machine itself tells. */
function withoutNamesOf(
  hidden: ReadonlySet<string>,
  clusters: readonly PolicyCluster[],
): readonly PolicyCluster[] {
  if (hidden.size === 0) return clusters;
  return clusters.map(({ cluster, fate }) => ({
    fate,
    cluster: {
      ...cluster,
      hosts: cluster.hosts.map((host) =>
        hidden.has(host.ref.value) ? { ...host, name: host.ref.value } : host,
      ),
    },
  }));
}

function canRead({ user, serviceAccount }: LacksAtRoot): boolean {
  return ![...user, ...serviceAccount].includes('StorageProfile.View');
}

function rightsOf(
  name: string,
  missing: readonly MissingPrivilege[],
  atRoot: readonly PrivilegeId[],
): PolicyRights {
  return {
    name,
    notEditable: new Set(missing.map(({ object }) => object.value)),
    lacksAtRoot: atRoot,
  };
}

function nameOfFilter(bundles: BundleSet): string {
  const name = currentFilterName(bundles);
  if (name === null)
    throw new Problem(
      'invalidRequest',
      'The server holds no bundle of the filter, so it cannot tell which storage policies use it.',
    );
  return name;
}
