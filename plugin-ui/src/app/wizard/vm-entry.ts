import type { VmWish } from '@contract/plan';
import type { VmDisk, VmPolicyState, VmRow } from '@contract/virtual-machine';
import { hasFilterPolicy } from '../shared/policy-status';

/** A machine of the choice: one that has the policy already, or one that shall get it. */
export interface VmEntry {
  readonly id: string;
  readonly name: string;
  readonly clusterId: string;
  /** How many of its disks have the policy now. */
  readonly has: VmPolicyState;
  readonly wish: 'keep' | 'assign' | 'unassign';
  /** The disks that the wish is about; null for all of them. */
  readonly diskKeys: readonly number[] | null;
}

export type Named = Pick<VmEntry, 'id' | 'name' | 'clusterId'>;

/** What Finish does to a machine of the choice. */
export type VmEffect = 'gets' | 'keeps' | 'loses';

/** A tick box: off, on, or neither because only some disks are meant. */
export type TickState = 'off' | 'some' | 'on';

/** What a click on a machine's tick means; `drop` takes away a policy that is there, which has to be asked for. */
export type TickStep = 'assign' | 'keep' | 'remove' | 'drop';

export function effectOnVm({ wish }: Pick<VmEntry, 'wish'>): VmEffect {
  switch (wish) {
    case 'keep':
      return 'keeps';
    case 'assign':
      return 'gets';
    case 'unassign':
      return 'loses';
  }
}

export function tickOf(entry: VmEntry | undefined): TickState {
  if (!entry) return 'off';
  switch (entry.wish) {
    case 'keep':
      return entry.has === 'all' ? 'on' : 'some';
    case 'assign':
      return entry.diskKeys === null ? 'on' : 'some';
    case 'unassign':
      return entry.diskKeys === null ? 'off' : 'some';
  }
}

/** What a click on the tick of a machine means. One that cannot get the policy can still lose it. */
export function nextStep(entry: VmEntry | undefined, eligible: boolean): TickStep {
  if (!entry) return 'assign';
  const isHolder = entry.has !== 'none';
  if (entry.wish === 'unassign') return 'keep';
  if (tickOf(entry) === 'some' && eligible) return 'assign';
  return isHolder ? 'drop' : 'remove';
}

export function wished(
  machine: Named & { readonly policyState: VmPolicyState },
  wish: VmEntry['wish'],
): VmEntry {
  const { id, name, clusterId, policyState } = machine;
  return { id, name, clusterId, has: policyState, wish, diskKeys: null };
}

/** What the plan is asked for; nothing for a machine that stays as it is. */
export function wishOf({ id, wish, diskKeys }: VmEntry): VmWish | null {
  if (wish === 'keep') return null;
  return {
    vmId: id,
    desired: wish === 'assign' ? 'assigned' : 'unassigned',
    ...(diskKeys === null ? {} : { diskKeys: [...diskKeys] }),
  };
}

/** Keys of the disks that shall be under the policy in the end. */
export function wishedDisks(entry: VmEntry | undefined, disks: readonly VmDisk[]): Set<number> {
  const holding = keysOf(disks.filter(hasFilterPolicy));
  if (!entry) return new Set();
  switch (entry.wish) {
    case 'keep':
      return new Set(holding);
    case 'assign':
      return new Set([...holding, ...(entry.diskKeys ?? keysOf(disks.filter(canGetPolicy)))]);
    case 'unassign': {
      const leaving = new Set(entry.diskKeys ?? holding);
      return new Set(holding.filter((key) => !leaving.has(key)));
    }
  }
}

/** The entry after the tick of one disk was changed; null when the machine is no longer part of the choice. */
export function withDiskToggled(
  entry: VmEntry | undefined,
  row: Pick<VmRow, 'id' | 'name' | 'clusterId' | 'policyState' | 'disks'>,
  key: number,
): VmEntry | null {
  const disks = row.disks ?? [];
  const wishedKeys = wishedDisks(entry, disks);
  if (!wishedKeys.delete(key)) wishedKeys.add(key);
  const holding = disks.filter(hasFilterPolicy);
  const free = disks.filter((disk) => !hasFilterPolicy(disk) && canGetPolicy(disk));
  const coming = keysOf(free).filter((each) => wishedKeys.has(each));
  const leaving = keysOf(holding).filter((each) => !wishedKeys.has(each));
  if (leaving.length > 0) {
    return { ...wished(row, 'unassign'), diskKeys: someOf(leaving, holding.length) };
  }
  if (coming.length > 0) {
    return { ...wished(row, 'assign'), diskKeys: someOf(coming, free.length) };
  }
  return holding.length > 0 ? wished(row, 'keep') : null;
}

/** A disk can be ticked unless something stands against it, or a disk of the machine is about to change the other way. */
export function canToggleDisk(entry: VmEntry | undefined, row: VmRow, disk: VmDisk): boolean {
  if (hasFilterPolicy(disk)) return entry?.wish !== 'assign';
  return row.eligible && canGetPolicy(disk) && entry?.wish !== 'unassign';
}

function canGetPolicy(disk: VmDisk): boolean {
  return disk.reasons.length === 0;
}

function keysOf(disks: readonly VmDisk[]): number[] {
  return disks.map(({ key }) => key);
}

/** All of them are not named one by one, so that the wish stays true for a disk that is added. */
function someOf(keys: readonly number[], all: number): readonly number[] | null {
  return keys.length === all ? null : keys;
}
