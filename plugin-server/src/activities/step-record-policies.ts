import { done } from './cluster-run.ts';
import type { ClusterRun, StepOutcome } from './cluster-run.ts';
import { recordPolicies } from './policy-record.ts';

/** Remembers who has which policy, before anything is changed. */
export async function recordBeforeRemoval(run: ClusterRun): Promise<StepOutcome> {
  const disks = await recordPolicies(run);
  return done(
    disks === 0
      ? 'No disk uses the filter.'
      : `The storage policies of ${disks} disk(s) are recorded and can be restored.`,
  );
}
