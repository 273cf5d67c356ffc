import type { VmDisks } from '../../domain/vm-listing.ts';
import type { DiskPolicy } from '../../domain/virtual-disk.ts';
import type { VmWork } from '../../ports/vm-change-store.ts';
import type { ClusterRun } from '../cluster-run.ts';
import type { MachineOrder } from './machine-order.ts';

/**
 * Which of these machines are as wished, as vCenter shows them now: every disk under its policy, and with or without the filter. Machines that
 * are gone or out of reach are not.
 */
export async function asWished(
  { connection }: Pick<ClusterRun, 'connection'>,
  order: Pick<MachineOrder, 'policyOf' | 'filterIds' | 'hasFilter'>,
  rows: readonly VmWork[],
): Promise<ReadonlySet<string>> {
  const { storagePolicies } = connection;
  const machines = await storagePolicies.reconfigurable(rows.map(({ vm }) => vm));
  const byId = new Map<string, VmDisks>(machines.map((machine) => [machine.vm.value, machine]));
  const shown = rows.filter((row) => isAttachedAsWished(row, byId.get(row.vm.value), order));
  const disks = shown.flatMap(({ vm, disks: own }) => own.map(({ diskKey }) => ({ vm, diskKey })));
  if (disks.length === 0) return new Set();
  const policies = new Map(
    (await storagePolicies.associated(disks)).map((policy) => [keyOf(policy), policy]),
  );
  const done = shown.filter(({ vm, disks: own }) =>
    own.every(({ diskKey, to }) => {
      const wanted = order.policyOf(to);
      const present = policies.get(keyOf({ vm, diskKey }))?.profileId;
      return present === (wanted.kind === 'default' ? null : wanted.profileId);
    }),
  );
  return new Set(await upToDate({ connection }, done));
}

/** Whether the filter is on the disks that shall have it, and on no other of those that change. */
export function isAttachedAsWished(
  row: Pick<VmWork, 'disks'>,
  machine: Pick<VmDisks, 'disks'> | undefined,
  { filterIds, hasFilter }: Pick<MachineOrder, 'filterIds' | 'hasFilter'>,
): boolean {
  return row.disks.every(({ diskKey, to }) => {
    const disk = machine?.disks.find(({ key }) => key === diskKey);
    if (disk === undefined) return false;
    const wanted = hasFilter(to);
    if (wanted === null || filterIds.size === 0) return true;
    return disk.filterIds.some((id) => filterIds.has(id)) === wanted;
  });
}

/** A policy that is assigned once more is assigned already; only its compliance tells whether that was done. */
async function upToDate(
  { connection }: Pick<ClusterRun, 'connection'>,
  rows: readonly VmWork[],
): Promise<readonly string[]> {
  const again = rows.filter(({ action }) => action === 'reapply');
  const disks = again.flatMap(({ vm, disks: own }) => own.map(({ diskKey }) => ({ vm, diskKey })));
  const statuses =
    disks.length === 0 ? [] : await connection.storagePolicies.compliance(disks, { check: true });
  const old = new Set(
    disks.filter((_, index) => statuses[index] === 'outOfDate').map(({ vm }) => vm.value),
  );
  return rows.map(({ vm }) => vm.value).filter((id) => !old.has(id));
}

function keyOf({ vm, diskKey }: Pick<DiskPolicy, 'vm' | 'diskKey'>): string {
  return `${vm.value}:${diskKey}`;
}
