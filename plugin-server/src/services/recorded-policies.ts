import type { RecordedDisk } from '../domain/policy-facts.ts';
import { Problem } from '../domain/problem.ts';
import type { PolicyWishes } from '../domain/vm-change.ts';
import type { ActivityStore } from '../ports/activity-store.ts';
import type { PolicyMemory, RecordedPolicy } from '../ports/policy-memory.ts';
import { notFound } from './visibility.ts';

type Restore = NonNullable<PolicyWishes['restore']>;

/** Looks up what earlier activities recorded. */
export class RecordedPolicies {
  readonly #memory: Pick<PolicyMemory, 'recorded'>;
  readonly #store: Pick<ActivityStore, 'find'>;

  constructor(memory: Pick<PolicyMemory, 'recorded'>, store: Pick<ActivityStore, 'find'>) {
    this.#memory = memory;
    this.#store = store;
  }

  /** Of these clusters, newest first. */
  of(vcGuid: string, clusterIds: Iterable<string>): readonly RecordedDisk[] {
    return [...new Set(clusterIds)]
      .flatMap((clusterId) => this.#of(vcGuid, clusterId))
      .sort((one, other) => (one.recordedAt > other.recordedAt ? -1 : 1))
      .map(toDisk);
  }

  /** What one activity recorded. Throws Problem `notFound` for an activity that is unknown, `invalidRequest` for one that recorded nothing there. */
  toRestore(vcGuid: string, { activityId, clusterIds }: Restore): readonly RecordedDisk[] {
    const activity = this.#store.find(activityId);
    if (activity?.vcGuid !== vcGuid) throw notFound('activity', activityId);
    const own = activity.clusters.map(({ clusterId }) => clusterId);
    const rows = [...new Set(clusterIds ?? own)].flatMap((clusterId) =>
      this.#of(vcGuid, clusterId).filter((row) => row.activityId === activityId),
    );
    if (rows.length === 0)
      throw new Problem(
        'invalidRequest',
        'This activity recorded no storage policies that could be restored there.',
      );
    return rows.map(toDisk);
  }

  #of(vcGuid: string, clusterId: string): readonly (RecordedPolicy & { clusterId: string })[] {
    return this.#memory.recorded(vcGuid, clusterId).map((row) => ({ ...row, clusterId }));
  }
}

function toDisk(row: RecordedDisk): RecordedDisk {
  const { vm, diskKey, profileId, profileName, vmName, clusterId } = row;
  return { vm, diskKey, profileId, profileName, vmName, clusterId };
}
