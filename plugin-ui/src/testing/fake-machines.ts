import type { VmFilter, VmQuery, VmRow, VmSelectionRequest } from '@contract/virtual-machine';
import type { FakePluginServer } from './fake-plugin-server';
import { aVmPage, aVmSelection, someFilterChoices } from './vm-builders';

/** Lets the server know these machines: pages, selections and what can be filtered by, as far as views ask for it. */
export function serveMachines(server: FakePluginServer, rows: readonly VmRow[]): void {
  server.answer('POST', '/vms/query', ({ body }) => {
    const { filter = {}, sort, offset = 0, limit = 50 } = body as VmQuery;
    const found = rows.filter((row) => matches(row, filter));
    const ordered = sort?.descending ? [...found].reverse() : found;
    return aVmPage(ordered.slice(offset, offset + limit), {
      matching: found.length,
      total: rows.filter((row) => matches(row, clustersOf(filter))).length,
    });
  });
  server.answer('POST', '/vms/selection', ({ body }) => {
    const { filter = {}, ineligible = 'leaveOut' } = body as VmSelectionRequest;
    const found = rows.filter((row) => matches(row, filter));
    const taken = found.filter(({ eligible }) => eligible || ineligible === 'include');
    return aVmSelection(taken, found.length - taken.length);
  });
  server.answer('GET', '/vms/filters', () => someFilterChoices());
}

function clustersOf({ clusterIds }: VmFilter): VmFilter {
  return clusterIds ? { clusterIds } : {};
}

function matches(row: VmRow, filter: VmFilter): boolean {
  const { clusterIds, vmIds, search = '', eligibility, policyState } = filter;
  return (
    (clusterIds?.includes(row.clusterId) ?? true) &&
    (vmIds?.includes(row.id) ?? true) &&
    row.name.includes(search) &&
    (eligibility === undefined || row.eligible === (eligibility === 'eligible')) &&
    (policyState === undefined ||
      (policyState === 'someOrAll' ? row.policyState !== 'none' : row.policyState === policyState))
  );
}
