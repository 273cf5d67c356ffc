import { isOurs } from './filter-identity.ts';
import type { HostFilter } from './inventory-facts.ts';
import { normalClass } from './policy-rule-kind.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';
import type { VmReason, VmReasonCode } from './vm-change.ts';
import type { VmDisk } from './vm-listing.ts';

/** Looks at one disk; null when nothing stands against the change. */
type DiskRule = (
  disk: VmDisk,
  question: EligibilityQuestion,
) => { readonly reason: string; readonly remedy: string } | null;

/** Physical mode passes the machine's commands on to the storage (vSphere storage documentation: virtual mode only). */
const physicalRdm: DiskRule = ({ kind, label }, { vm }) =>
  kind !== 'physicalRdm'
    ? null
    : {
        reason: `${label} of ${vm.name} is a raw device mapping in physical mode; I/O filters serve virtual mode only.`,
        remedy: 'Change the mapping to virtual compatibility mode, or leave this disk out.',
      };

/** Not documented; backup products that use I/O filters leave such disks out as well. */
const busSharing: DiskRule = ({ busSharing: sharing, label }, { vm }) =>
  sharing === 'none'
    ? null
    : {
        reason: `${label} of ${vm.name} is on a controller with ${sharing} bus sharing; shared disks can have no I/O filter.`,
        remedy: 'Set SCSI bus sharing of the controller to None, or leave this disk out.',
      };

const multiWriter: DiskRule = ({ multiWriter: shared, label }, { vm }) =>
  !shared
    ? null
    : {
        reason: `${label} of ${vm.name} may be written by several machines (multi-writer); such disks can have no I/O filter.`,
        remedy: 'Set Sharing of the disk to No sharing, or leave this disk out.',
      };

/** A disk has to be sent back whole, and this one cannot be. */
const unknownDiskKind: DiskRule = ({ kind, label }, { vm }) =>
  kind !== 'other'
    ? null
    : {
        reason: `${label} of ${vm.name} has a kind of backing that the plug-in does not know and cannot change.`,
        remedy: 'Change its storage policy with the vSphere Client, or leave this disk out.',
      };

/** A disk can have one filter of a class (vSphere storage documentation). */
const otherFilterOfClass: DiskRule = (disk, question) => {
  const ours = classOfFilter(question);
  if (ours === null) return null;
  const { identities } = question.filter;
  const other = attachedTo(disk, question).find(
    (filter) =>
      !isOurs(filter, identities) && filter.type !== null && normalClass(filter.type) === ours,
  );
  return other === undefined
    ? null
    : {
        reason: `${disk.label} of ${question.vm.name} has the I/O filter ${other.name} (${other.vendor}), which is of the same class; a disk can have one of a class only.`,
        remedy: `Take ${other.name} off the disk first, by another storage policy.`,
      };
};

const RULES: Readonly<
  Record<EligibilityQuestion['mode'], readonly (readonly [VmReasonCode, DiskRule])[]>
> = {
  assign: [
    ['physicalRdm', physicalRdm],
    ['busSharing', busSharing],
    ['multiWriter', multiWriter],
    ['unknownDiskKind', unknownDiskKind],
    ['otherFilterOfClass', otherFilterOfClass],
  ],
  unassign: [['unknownDiskKind', unknownDiskKind]],
};

/** Why a disk cannot change; empty when it can. */
export function diskReasons(disk: VmDisk, question: EligibilityQuestion): readonly VmReason[] {
  return RULES[question.mode].flatMap(([code, rule]) => {
    const found = rule(disk, question);
    return found === null ? [] : [{ code, ...found, diskKey: disk.key }];
  });
}

/** Whether our filter is on the disk in fact, as far as its host tells which filter that is. */
export function hasOurFilter(disk: VmDisk, question: EligibilityQuestion): boolean {
  return attachedTo(disk, question).some((filter) => isOurs(filter, question.filter.identities));
}

function attachedTo({ filterIds }: VmDisk, { host }: EligibilityQuestion): readonly HostFilter[] {
  if (filterIds.length === 0) return [];
  return host?.filters?.filter(({ id }) => filterIds.includes(id)) ?? [];
}

/** The class of our filter, from what it published or from the host. */
function classOfFilter({ filter, host }: EligibilityQuestion): string | null {
  const onHost = host?.filters?.find((row) => isOurs(row, filter.identities))?.type ?? null;
  const found = filter.filterClass ?? onHost;
  return found === null ? null : normalClass(found);
}
