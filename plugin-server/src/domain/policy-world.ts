import { CombinationCheck } from './combination-check.ts';
import { ourHostFilter } from './filter-identity.ts';
import type { HostFacts } from './inventory-facts.ts';
import { PolicyBook } from './policy-book.ts';
import type { PolicyObstacle } from './policy-conflicts.ts';
import { diskId } from './policy-facts.ts';
import type { PolicyCluster, PolicyFacts, RecordedDisk } from './policy-facts.ts';
import { jobNamesByVm } from './replication-job.ts';
import type { StorageProfile } from './storage-profile.ts';
import type { DiskPolicy } from './virtual-disk.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';
import type { VmDisks, VmListing } from './vm-listing.ts';

/** The facts, arranged so that every question about one of many machines or disks is answered at once. */
export class PolicyWorld {
  readonly facts: PolicyFacts;
  readonly book: PolicyBook;
  readonly vms: ReadonlyMap<string, VmListing>;
  /** The class of our filter, from what it published or from any host; null as long as neither tells. */
  readonly filterClass: string | null;
  readonly #hosts: ReadonlyMap<string, { readonly host: HostFacts; readonly own: PolicyCluster }>;
  readonly #disks: ReadonlyMap<string, VmDisks>;
  readonly #policies: ReadonlyMap<string, DiskPolicy>;
  readonly #recorded: ReadonlyMap<string, readonly RecordedDisk[]>;
  readonly #combination: CombinationCheck;
  readonly #jobs: ReadonlyMap<string, readonly string[]>;

  constructor(facts: PolicyFacts) {
    this.facts = facts;
    this.book = new PolicyBook(facts.profiles, {
      filterName: facts.filter.name,
      policyName: facts.policyName,
    });
    this.vms = new Map(facts.vms.map((vm) => [vm.ref.value, vm]));
    this.filterClass = facts.capability?.filterClass ?? classOnHosts(facts);
    this.#combination = new CombinationCheck(this.book, this.filterClass);
    this.#hosts = new Map(
      facts.clusters.flatMap((own) =>
        own.cluster.hosts.map((host) => [host.ref.value, { host, own }] as const),
      ),
    );
    this.#disks = new Map(facts.disks.map((row) => [row.vm.value, row]));
    this.#policies = new Map(facts.diskPolicies.map((row) => [diskId(row), row]));
    this.#recorded = Map.groupBy(facts.recorded, diskId);
    this.#jobs = jobNamesByVm(facts.jobs);
  }

  disksOf(vm: VmListing): VmDisks | null {
    return this.#disks.get(vm.ref.value) ?? null;
  }

  clusterOf(vm: VmListing): PolicyCluster | null {
    return this.#hosts.get(vm.host?.value ?? '')?.own ?? null;
  }

  /** What the disk is under; undefined when that was not read. */
  policyOf(vm: VmListing, diskKey: number): DiskPolicy | undefined {
    return this.#policies.get(diskId({ vm: vm.ref, diskKey }));
  }

  /** What the disk was under before it got the filter, as far as it was recorded. */
  recordedOf(vm: VmListing, diskKey: number): RecordedDisk | null {
    const rows = this.#recorded.get(diskId({ vm: vm.ref, diskKey })) ?? [];
    return rows.find(({ profileId }) => !this.book.usesFilter(profileId)) ?? null;
  }

  /** What stands against combining a policy with the filter. */
  obstaclesOf(base: StorageProfile): readonly PolicyObstacle[] {
    return this.#combination.obstaclesOf(base);
  }

  /** The question that the rules of eligibility answer. */
  question(vm: VmListing, mode: EligibilityQuestion['mode']): EligibilityQuestion {
    const { filter, user, serviceAccount } = this.facts;
    const found = this.#hosts.get(vm.host?.value ?? '');
    const id = vm.ref.value;
    return {
      mode,
      vm,
      disks: this.disksOf(vm),
      host: found?.host ?? null,
      clusterName: found?.own.cluster.name ?? null,
      filter: { identities: filter.identities, filterClass: this.filterClass },
      fate: found?.own.fate ?? 'stays',
      notEditableBy: {
        user: user.notEditable.has(id) ? user.name : null,
        serviceAccount: serviceAccount.notEditable.has(id) ? serviceAccount.name : null,
      },
      jobNames: this.#jobs.get(id) ?? [],
    };
  }
}

function classOnHosts({ clusters, filter }: PolicyFacts): string | null {
  for (const { cluster } of clusters)
    for (const { filters } of cluster.hosts) {
      const type = ourHostFilter(filters, filter.identities)?.type ?? null;
      if (type !== null) return type;
    }
  return null;
}
