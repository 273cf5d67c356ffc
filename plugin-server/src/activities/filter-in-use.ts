import { counted } from '../domain/counted.ts';
import { operationProblem } from '../domain/operation-fault.ts';
import { failed } from './cluster-run.ts';
import type { ClusterRun, FailedStep } from './cluster-run.ts';
import { machines } from './policies-not-changed.ts';
import { disksUsingFilter } from './policy-record.ts';

/**
 * vCenter refuses to remove a filter that disks use: says to how many machines they belong, as vCenter lists them now. What vCenter itself
 * says is left out, because it may name machines.
 */
export async function filterInUse(run: ClusterRun): Promise<FailedStep> {
  const disks = await disksUsingFilter(run);
  const count = new Set(disks.map(({ vm }) => vm.value)).size;
  const problem = operationProblem('FilterInUse', '');
  const detail =
    count === 0
      ? problem.detail
      : `${counted(disks.length, 'disk')} of ${machines(count)} still ${disks.length === 1 ? 'uses' : 'use'} the filter.`;
  return failed({ ...problem, code: 'filterInUse', title: 'The filter is in use', detail });
}
