import { diskId } from './policy-facts.ts';
import type { RecordedDisk } from './policy-facts.ts';
import {
  assignDecision,
  reapplyDecision,
  restoreDecision,
  unassignDecision,
} from './policy-targets.ts';
import type { DiskDecision } from './policy-targets.ts';
import type { PolicyWorld } from './policy-world.ts';
import type { PolicyWishes, VmAction } from './vm-change.ts';
import type { VmDisk, VmListing } from './vm-listing.ts';

/** What is wished of one machine, whichever of the wishes names it. */
export interface VmAim {
  readonly vmId: string;
  readonly action: Exclude<VmAction, 'skip' | 'refuse'>;
  /** The disks that are meant, by key; null for all. */
  readonly diskKeys: readonly number[] | null;
  readonly decide: (world: PolicyWorld, vm: VmListing, disk: VmDisk) => DiskDecision;
}

/** One aim for each machine. A machine that is named is not restored, and one that is restored is not re-applied. */
export function aimsOf(wishes: PolicyWishes, world: PolicyWorld): readonly VmAim[] {
  const aims = new Map<string, VmAim>();
  for (const aim of [
    ...wishes.virtualMachines.map((wish) => wishedAim(wish, wishes.combine)),
    ...restoreAims(wishes, world),
    ...reapplyAims(wishes, world),
  ])
    if (!aims.has(aim.vmId)) aims.set(aim.vmId, aim);
  return [...aims.values()];
}

function wishedAim(wish: PolicyWishes['virtualMachines'][number], combines: boolean): VmAim {
  const { vmId, desired, diskKeys = null } = wish;
  return desired === 'assigned'
    ? {
        vmId,
        action: 'assign',
        diskKeys,
        decide: (world, vm, disk) => assignDecision({ world, vm, disk }, combines),
      }
    : {
        vmId,
        action: 'unassign',
        diskKeys,
        decide: (world, vm, disk) => unassignDecision({ world, vm, disk }),
      };
}

function restoreAims({ restore }: PolicyWishes, world: PolicyWorld): readonly VmAim[] {
  if (restore === undefined) return [];
  const byMachine = Map.groupBy(world.facts.toRestore, ({ vm }) => vm.value);
  return [...byMachine].map(([vmId, rows]) => restoreAim(vmId, rows));
}

function restoreAim(vmId: string, rows: readonly RecordedDisk[]): VmAim {
  const byKey = new Map(rows.map((row) => [row.diskKey, row]));
  return {
    vmId,
    action: 'restore',
    diskKeys: [...byKey.keys()],
    decide: (world, vm, disk) => {
      const row = byKey.get(disk.key);
      return row === undefined ? { kind: 'asWished' } : restoreDecision({ world, vm, disk }, row);
    },
  };
}

function reapplyAims({ reapplyProfileId }: PolicyWishes, world: PolicyWorld): readonly VmAim[] {
  if (reapplyProfileId === undefined) return [];
  const stale = new Set(world.facts.outOfDate.map(diskId));
  const machines = new Set(world.facts.outOfDate.map(({ vm }) => vm.value));
  return [...machines].map((vmId) => ({
    vmId,
    action: 'reapply',
    diskKeys: null,
    decide: (known, vm, disk) =>
      stale.has(diskId({ vm: vm.ref, diskKey: disk.key }))
        ? reapplyDecision({ world: known, vm, disk }, reapplyProfileId)
        : { kind: 'asWished' },
  }));
}
