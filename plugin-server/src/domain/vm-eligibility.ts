import { diskReasons } from './disk-eligibility.ts';
import type { FilterIdentity } from './filter-identity.ts';
import type { HostFacts } from './inventory-facts.ts';
import type { VmState } from './virtual-disk.ts';
import type { VmReason } from './vm-change.ts';
import type { VmDisks, VmListing } from './vm-listing.ts';
import { vmReasons } from './vm-state-rules.ts';

/** A machine as the rules look at it; what is left out is not known and does not count against it. */
export type EligibleVm = VmState & Partial<Pick<VmListing, 'faultTolerant' | 'diskCount'>>;

/** What becomes of the filter of the machine's cluster before its disks change: it stays as it is, the same plan brings it, or takes it away. */
export type FilterFate = 'stays' | 'comes' | 'goes';

/** The filter that disks shall get or lose. */
export interface KnownFilter {
  readonly identities: readonly FilterIdentity[];
  /** Its class in either spelling; null as long as nothing tells. */
  readonly filterClass: string | null;
}

/** Everything that decides whether the disks of one machine can get the filter (`assign`) or lose it (`unassign`). */
export interface EligibilityQuestion {
  readonly mode: 'assign' | 'unassign';
  readonly vm: EligibleVm;
  /** Null while they have not been read: then only what is known of the machine counts. */
  readonly disks: VmDisks | null;
  /** The disks that are meant; left out, all. */
  readonly diskKeys?: readonly number[] | undefined;
  /** Null when the machine has none, or none that is known. */
  readonly host: HostFacts | null;
  /** The machine's cluster; null on a standalone host. */
  readonly clusterName: string | null;
  readonly filter: KnownFilter;
  readonly fate: FilterFate;
  /** Accounts, as users call them, that may not edit the machine's devices. */
  readonly notEditableBy?: {
    readonly user: string | null;
    readonly serviceAccount: string | null;
  };
  /** Names of the replication and failover jobs that the machine belongs to. */
  readonly jobNames?: readonly string[];
}

export interface Eligibility {
  readonly eligible: boolean;
  /** Why the machine cannot change at all, and which disks are left out; all at once. */
  readonly reasons: readonly VmReason[];
  /** The disks that can change; null while the disks are not known. */
  readonly diskKeys: readonly number[] | null;
}

/**
 * Whether a machine can get or lose the filter. What concerns the machine blocks all its disks; what concerns a disk leaves that disk out,
 * and the machine stays eligible as long as one disk is left.
 */
export function vmEligibility(question: EligibilityQuestion): Eligibility {
  const ofMachine = vmReasons(question);
  if (question.disks === null)
    return { eligible: ofMachine.length === 0, reasons: ofMachine, diskKeys: null };
  const { diskKeys } = question;
  const meant = question.disks.disks.filter(({ key }) => diskKeys?.includes(key) ?? true);
  const byDisk = meant.map((disk) => ({ key: disk.key, reasons: diskReasons(disk, question) }));
  const free = byDisk.filter(({ reasons }) => reasons.length === 0).map(({ key }) => key);
  const eligible = ofMachine.length === 0 && free.length > 0;
  return {
    eligible,
    reasons: [...ofMachine, ...byDisk.flatMap(({ reasons }) => reasons)],
    diskKeys: eligible ? free : [],
  };
}
