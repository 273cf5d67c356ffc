import type {
  PolicyMemory,
  PolicyRecordOwner,
  RecordedPolicy,
} from '../src/ports/policy-memory.ts';

type Kept = RecordedPolicy & PolicyRecordOwner;

/** Remembers policies as the database does. */
export class MemoryPolicyMemory implements PolicyMemory {
  readonly #rows = new Map<string, Kept>();

  record(owner: PolicyRecordOwner, rows: readonly Omit<RecordedPolicy, 'activityId'>[]): void {
    for (const row of rows) {
      const { vcGuid, clusterId, activityId } = owner;
      const key = JSON.stringify([vcGuid, clusterId, activityId, row.vm.value, row.diskKey]);
      if (!this.#rows.has(key)) this.#rows.set(key, { ...row, ...owner });
    }
  }

  recorded(vcGuid: string, clusterId: string): readonly RecordedPolicy[] {
    const rows = [...this.#rows.values()].filter(
      (row) => row.vcGuid === vcGuid && row.clusterId === clusterId,
    );
    const newest = (activityId: string): string =>
      rows
        .filter((row) => row.activityId === activityId)
        .map(({ recordedAt }) => recordedAt)
        .reduce((a, b) => (a > b ? a : b));
    const place = ({
      activityId,
      vm,
      diskKey,
    }: Kept): readonly [string, string, string, number] => [
      newest(activityId),
      activityId,
      vm.value,
      diskKey,
    ];
    return rows.sort((a, b) => compare(place(a), place(b))).map(withoutOwner);
  }
}

function compare(
  a: readonly [string, string, string, number],
  b: readonly [string, string, string, number],
): number {
  return (
    b[0].localeCompare(a[0]) || a[1].localeCompare(b[1]) || a[2].localeCompare(b[2]) || a[3] - b[3]
  );
}

function withoutOwner(row: Kept): RecordedPolicy {
  const { activityId, vm, diskKey, vmName, profileId, profileName, recordedAt } = row;
  return { activityId, vm, diskKey, vmName, profileId, profileName, recordedAt };
}
