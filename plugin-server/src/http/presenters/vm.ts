import type {
  VmDisk,
  VmFilterChoices as ContractFilterChoices,
  VmPage,
  VmReason as ContractReason,
  VmRow,
  VmSelection,
} from '../../contract/virtual-machine.ts';
import type { VmReason } from '../../domain/vm-change.ts';
import type {
  VmDiskView,
  VmFilterChoices,
  VmPageResult,
  VmRowView,
  VmSelectionResult,
} from '../../services/vm-use-cases.ts';

/** One page of machines. */
export function presentVmPage(page: VmPageResult): VmPage {
  return {
    rows: page.rows.map(presentRow),
    matching: page.matching,
    total: page.total,
    asOf: page.asOf.toISOString(),
    disksPending: page.disksPending,
  };
}

/** All machines that match, as briefly as possible. */
export function presentVmSelection({ vms, leftOut }: VmSelectionResult): VmSelection {
  return {
    vms: vms.map(({ listing, cluster, policyState }) => ({
      id: listing.ref.value,
      name: listing.name,
      clusterId: cluster?.ref.value ?? '',
      policyState,
    })),
    leftOut,
  };
}

export function presentVmFilterChoices({ folders, tags }: VmFilterChoices): ContractFilterChoices {
  return {
    folders: folders.map(({ id, path }) => ({ id, path: [...path] })),
    tags: tags && [...tags],
  };
}

function presentRow(row: VmRowView): VmRow {
  const { listing, cluster, policyState } = row.vm;
  const ofDisk = Map.groupBy(row.reasons, ({ diskKey }) => diskKey);
  return {
    id: listing.ref.value,
    name: listing.name,
    clusterId: cluster?.ref.value ?? '',
    clusterName: cluster?.name ?? '',
    hostName: row.hostName,
    folder: [...row.folder],
    powerState: listing.powerState,
    policyState,
    eligible: row.eligible,
    reasons: row.reasons.map(presentReason),
    diskCount: row.disks?.length ?? listing.diskCount,
    disks: row.disks?.map((view) => presentDisk(view, ofDisk.get(view.disk.key) ?? [])) ?? null,
  };
}

/** A disk with what keeps it from changing. */
export function presentDisk(view: VmDiskView, reasons: readonly VmReason[]): VmDisk {
  const { key, label, capacityBytes } = view.disk;
  const { policyKind, policyName, filterAttached } = view;
  return {
    key,
    label,
    capacityBytes,
    policyKind,
    policyName,
    filterAttached,
    reasons: reasons.map(presentReason),
  };
}

export function presentReason({ code, reason, remedy, diskKey }: VmReason): ContractReason {
  return { code, reason, remedy, diskKey };
}
