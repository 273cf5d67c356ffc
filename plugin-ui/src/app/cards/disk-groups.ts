import type { VmSummary } from '@contract/cluster';
import { hasFilterPolicy, policyNameText } from '../shared/policy-status';
import type { Status } from '../shared/status';
import { cardMessages } from './card-messages';

export type CardDisk = VmSummary['disks'][number];

/** Disks of which a card says the same. */
export interface DiskGroup {
  /** "All disks", "Hard disk 2", "Hard disk 1, 3". */
  readonly label: string;
  readonly policy: string;
  /** Null for disks that have nothing to do with the filter. */
  readonly status: Status | null;
}

/** The disks by what is to be said of them: a card is small, and most machines have the same policy on all disks. */
export function diskGroups(disks: readonly CardDisk[]): readonly DiskGroup[] {
  const byFacts = Map.groupBy(disks, (disk) =>
    JSON.stringify([disk.policyName, diskStatus(disk)?.text]),
  );
  return [...byFacts.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const isAll = disks.length > 1 && some.length === disks.length;
    return {
      label: isAll ? cardMessages.allDisks : labelsOf(some),
      policy: policyNameText(first.policyName),
      status: diskStatus(first),
    };
  });
}

/** What SPBM says of the disk, or that policy and fact disagree; nothing for a disk that has nothing to do with the filter. */
export function diskStatus(disk: CardDisk): Status | null {
  const isMeant = hasFilterPolicy(disk);
  if (isMeant !== disk.filterAttached) {
    const text = isMeant ? cardMessages.notAttached : cardMessages.stillAttached;
    return { text, tone: 'warning' };
  }
  if (!isMeant) return null;
  switch (disk.compliance) {
    case null:
    case 'unknown':
    case 'notApplicable':
      return { text: cardMessages.attached, tone: 'success' };
    case 'compliant':
      return { text: cardMessages.compliant, tone: 'success' };
    case 'nonCompliant':
      return { text: cardMessages.nonCompliant, tone: 'danger' };
    case 'outOfDate':
      return { text: cardMessages.outOfDate, tone: 'warning' };
  }
}

/** vSphere numbers the disks; what they have in common is said once. */
function labelsOf(disks: readonly CardDisk[]): string {
  const labels = disks.map(({ label }) => label);
  const [first = '', ...others] = labels;
  const stem = first.replace(/\d+$/, '');
  const isNumbered =
    stem !== first && others.every((label) => /^\d+$/.test(label.replace(stem, '')));
  if (!isNumbered) return labels.join(', ');
  return [first, ...others.map((label) => label.replace(stem, ''))].join(', ');
}
