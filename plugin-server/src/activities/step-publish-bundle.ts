import { done, skipped } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { bundleAccess } from './bundle-access.ts';

/** The bundle is served as long as the server runs; this step says which one vCenter will fetch, and that it is there. */
export function publishBundle(run: ClusterRun): Promise<StepOutcome> {
  const { bundle, record } = run;
  if (record.current.operation === 'resolve' || bundle === null)
    return Promise.resolve(skipped('vCenter goes on with the bundle that it knows already.'));
  // Throws when the bundle cannot be served; the run reports that.
  bundleAccess(run, bundle);
  return Promise.resolve(
    done(`${bundle.fileName} (${bundle.flavor}) is served to vCenter and its hosts.`),
  );
}
