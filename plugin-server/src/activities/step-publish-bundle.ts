import { done, skipped } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';

/** The bundle is served as long as the server runs; this step says which one vCenter will fetch, and that it is there. */
export function publishBundle(run: ClusterRun): Promise<StepOutcome> {
  if (run.record.current.operation === 'resolve')
    return Promise.resolve(skipped('vCenter goes on with the bundle that it knows already.'));
  // Throws when the bundle cannot be served; the run reports that.
  run.bundles.urlOf(run.bundle);
  return Promise.resolve(
    done(`${run.bundle.fileName} (${run.bundle.flavor}) is served to vCenter and its hosts.`),
  );
}
