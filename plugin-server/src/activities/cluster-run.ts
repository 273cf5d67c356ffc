import type { Bundle } from '../domain/bundle.ts';
import type { ProblemRecord } from '../domain/activity.ts';
import type { WantedFilter } from '../domain/host-progress.ts';
import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { VcenterConnection } from '../ports/vcenter.ts';
import type { ClusterRecord } from './cluster-record.ts';
import type { RunnerTimes } from './runner-times.ts';

/** Everything that the steps of one cluster work with. */
export interface ClusterRun {
  readonly cluster: ManagedObjectReference;
  readonly connection: VcenterConnection;
  readonly bundle: Bundle;
  readonly bundles: Pick<BundleCatalog, 'urlOf' | 'certificatePem'>;
  readonly wanted: WantedFilter;
  readonly record: ClusterRecord;
  readonly clock: Clock;
  readonly times: RunnerTimes;
  /** Aborted when the server stops; nothing is recorded as failed then, a restart goes on. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** How a step ended. `enough` ends the cluster well, without the steps that are left. */
export type StepOutcome =
  | { readonly kind: 'done' | 'skipped' | 'enough'; readonly detail: string }
  | { readonly kind: 'failed'; readonly problem: ProblemRecord };

export function done(detail: string): StepOutcome {
  return { kind: 'done', detail };
}

export function skipped(detail: string): StepOutcome {
  return { kind: 'skipped', detail };
}

export function failed(problem: ProblemRecord): StepOutcome {
  return { kind: 'failed', problem };
}
