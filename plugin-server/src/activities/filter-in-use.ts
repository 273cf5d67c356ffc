import { operationProblem } from '../domain/operation-fault.ts';
import { failed } from './cluster-run.ts';
import type { ClusterRun, FailedStep } from './cluster-run.ts';
import { disksUsingFilter, nameIn, vmNames } from './policy-record.ts';
import { listed } from './watchdog.ts';

/** vCenter refuses to remove a filter that disks use: says which machines they belong to, as vCenter lists them now. */
export async function filterInUse(run: ClusterRun, message: string): Promise<FailedStep> {
  const disks = await disksUsingFilter(run);
  const names = await vmNames(run, disks);
  const machines = [...new Set(disks.map((disk) => nameIn(names, disk)))].sort();
  const problem = operationProblem('FilterInUse', message);
  const detail =
    machines.length === 0
      ? problem.detail
      : `${disks.length} disk(s) still use the filter, in ${listed(machines)}.`;
  return failed({ ...problem, code: 'filterInUse', title: 'The filter is in use', detail });
}
