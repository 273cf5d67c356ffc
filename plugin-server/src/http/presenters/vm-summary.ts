import type { VmSummary } from '../../contract/cluster.ts';
import { productVersion } from '../../domain/version.ts';
import type { VmSummaryResult } from '../../services/use-cases.ts';
import { presentPermission } from './cluster.ts';
import { presentDisk, presentReason } from './vm.ts';

/** A VM's Summary card. */
export function presentVmSummary(result: VmSummaryResult): VmSummary {
  const { vm, hostName, filterOnHost, reasons } = result;
  return {
    id: vm.ref.value,
    name: vm.name,
    hostName,
    filterOnHost: filterOnHost && {
      version: productVersion(filterOnHost.version),
      available: filterOnHost.available,
    },
    protectable: presentPermission(result.protectable),
    disks: result.disks.map((view) => ({
      ...presentDisk(
        view,
        reasons.filter(({ diskKey }) => diskKey === view.disk.key),
      ),
      compliance: view.compliance,
    })),
    reasons: reasons.map(presentReason),
    jobs: result.jobs.map(({ name, kind, port }) => ({ name, kind, port })),
  };
}
