import { CombinationCheck } from '../domain/combination-check.ts';
import { ourHostFilter } from '../domain/filter-identity.ts';
import type { FilterIdentity } from '../domain/filter-identity.ts';
import type { PolicyBook } from '../domain/policy-book.ts';
import type { DiskPolicy } from '../domain/virtual-disk.ts';
import { vmEligibility } from '../domain/vm-eligibility.ts';
import type { Eligibility, EligibilityQuestion, KnownFilter } from '../domain/vm-eligibility.ts';
import type { DiskFacts } from './vm-disk-shelf.ts';
import type { ListedDisks } from './vm-listed-disks.ts';
import type { ListedVm, VmList } from './vm-list.ts';
import type { VmDiskView } from './vm-use-cases.ts';

/** What a machine is judged for: getting the policy as things are, getting it once its cluster has the filter, or losing it. */
export type Judging = 'assigned' | 'assignedLater' | 'unassigned';

/** What depends on who asks and when. */
export interface Circumstances extends Pick<EligibilityQuestion, 'notEditableBy' | 'jobNames'> {
  /** Reasons call it by its id then, which the machine itself tells. */
  readonly isHostHidden?: boolean;
}

interface Verdict {
  readonly facts: DiskFacts | null;
  readonly eligible: boolean;
}

const NOBODY: Circumstances = {};

/** Puts the questions about the machines of one list to the rules, and remembers the short answers until the disks of a machine become known. */
export class VmJudge {
  readonly #list: VmList;
  readonly #disks: ListedDisks;
  readonly #book: PolicyBook;
  readonly #filter: KnownFilter;
  readonly #verdicts: Readonly<Record<Judging, Verdict[]>> = {
    assigned: [],
    assignedLater: [],
    unassigned: [],
  };
  readonly #combination: CombinationCheck;

  constructor(parts: {
    readonly list: VmList;
    readonly disks: ListedDisks;
    readonly book: PolicyBook;
    readonly identities: readonly FilterIdentity[];
  }) {
    this.#list = parts.list;
    this.#disks = parts.disks;
    this.#book = parts.book;
    const { identities } = parts;
    const filterClass = classOf(parts.list, identities);
    this.#filter = { identities, filterClass };
    this.#combination = new CombinationCheck(parts.book, filterClass);
  }

  /** Whether it can be ticked, whoever asks. */
  isEligible(position: number, judging: Judging): boolean {
    const vm = this.#list.vms[position];
    if (vm === undefined) return false;
    const facts = this.#disks.at(position);
    const known = this.#verdicts[judging][position];
    if (known?.facts === facts) return known.eligible;
    const { eligible } = this.#judge(vm, facts, judging, NOBODY);
    this.#verdicts[judging][position] = { facts, eligible };
    return eligible;
  }

  /** With all reasons. Throws a RangeError for a position outside of the list. */
  judge(position: number, judging: Judging, circumstances: Circumstances): Eligibility {
    const vm = this.#list.vms[position];
    if (vm === undefined) throw new RangeError(`There is no machine at ${position}.`);
    return this.#judge(vm, this.#disks.at(position), judging, circumstances);
  }

  /** The disks with what they are under; null while they have not been read. */
  disksAt(position: number): readonly VmDiskView[] | null {
    const vm = this.#list.vms[position];
    const facts = this.#disks.at(position);
    if (vm === undefined || facts === null) return null;
    const onHost = ourHostFilter(vm.host?.filters ?? null, this.#filter.identities);
    return facts.disks.disks.map((disk) => {
      const profileId = this.#profileOf(vm, disk.key, facts);
      const policy = facts.policies.get(disk.key);
      return {
        disk,
        policyKind: this.#book.kindOf(profileId),
        policyName: this.#book.find(profileId)?.name ?? nameIn(policy, profileId),
        filterAttached: onHost !== null && disk.filterIds.includes(onHost.id),
      };
    });
  }

  #judge(
    vm: ListedVm,
    facts: DiskFacts | null,
    judging: Judging,
    { isHostHidden = false, ...circumstances }: Circumstances,
  ): Eligibility {
    const { host } = vm;
    const answer = vmEligibility({
      mode: judging === 'unassigned' ? 'unassign' : 'assign',
      vm: vm.listing,
      disks: facts?.disks ?? null,
      host: host !== null && isHostHidden ? { ...host, name: host.ref.value } : host,
      clusterName: vm.cluster?.name ?? null,
      filter: this.#filter,
      fate: judging === 'assignedLater' ? 'comes' : 'stays',
      ...circumstances,
    });
    if (facts === null || judging === 'unassigned') return answer;
    return this.#withPolicies(answer, vm, facts);
  }

  /** A disk whose policy cannot be combined with the filter is left out like one with an obstacle of its own. */
  #withPolicies(answer: Eligibility, vm: ListedVm, facts: DiskFacts): Eligibility {
    const reasons = facts.disks.disks.flatMap((disk) =>
      this.#combination.reasonsOf(disk, vm.listing.name, this.#profileOf(vm, disk.key, facts)),
    );
    if (reasons.length === 0) return answer;
    const blocked = new Set(reasons.map(({ diskKey }) => diskKey));
    const diskKeys = answer.diskKeys?.filter((key) => !blocked.has(key)) ?? null;
    return {
      eligible: answer.eligible && diskKeys?.length !== 0,
      reasons: [...answer.reasons, ...reasons],
      diskKeys,
    };
  }

  /** The list is newer than what was read with the disks, as far as policies with the filter are concerned. */
  #profileOf(vm: ListedVm, diskKey: number, { policies }: DiskFacts): string | null {
    const listed = vm.filterPolicies.get(diskKey);
    if (listed !== undefined) return listed;
    const read = policies.get(diskKey)?.profileId ?? null;
    return this.#book.usesFilter(read) ? null : read;
  }
}

function nameIn(policy: DiskPolicy | undefined, profileId: string | null): string | null {
  return profileId === null || policy?.profileId !== profileId ? null : policy.profileName;
}

/** The class that the hosts report; null as long as no host carries the filter. */
function classOf({ clusters }: VmList, identities: readonly FilterIdentity[]): string | null {
  for (const { hosts } of clusters)
    for (const { filters } of hosts) {
      const type = ourHostFilter(filters, identities)?.type;
      if (type !== undefined && type !== null) return type;
    }
  return null;
}
