import { Problem } from '../domain/problem.ts';
import type { WorkItem } from '../domain/work-queue.ts';
import type { ClusterRun } from './cluster-run.ts';
import type { ClusterRecord } from './cluster-record.ts';
import type { RunnerParts } from './queued-activity-runner.ts';
import { whenReachable } from './reaching-vcenter.ts';
import type { RunnerTimes } from './runner-times.ts';

export interface RunSources extends Pick<RunnerParts, 'vcenters' | 'bundles' | 'clock' | 'log'> {
  readonly times: RunnerTimes;
  readonly record: ClusterRecord;
  readonly signal: AbortSignal;
}

/**
 * Gathers what the steps of one cluster need; waits for a vCenter that is away. Throws Problem `unknownVcenter`, or `bundleInvalid` when the
 * bundle of the plan is no longer held.
 */
export async function prepareRun(sources: RunSources, item: WorkItem): Promise<ClusterRun> {
  const { vcenters, bundles, record } = sources;
  record.start();
  const { bundleId, filterName } = record.current;
  const bundle = bundleId === null ? null : await bundles.find(bundleId);
  if (bundle === null)
    throw new Problem('bundleInvalid', `The bundle of ${filterName} is no longer on the server.`);
  const connection = await whenReachable(sources, () => vcenters.connect(item.vcGuid));
  const { name, vendor, productVersion: version } = bundle.filter;
  return {
    ...sources,
    cluster: { type: 'ClusterComputeResource', value: item.clusterId },
    connection,
    bundle,
    wanted: { name, vendor, version },
  };
}
