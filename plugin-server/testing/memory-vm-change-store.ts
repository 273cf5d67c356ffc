import type { PolicyProgress, VmWorkState } from '../src/domain/vm-change.ts';
import type { VmChangeStore, VmWork, VmWorkQuery } from '../src/ports/vm-change-store.ts';

/** Keeps the machines of activities as the database does: as text, so that nobody holds on to the stored object. */
export class MemoryVmChangeStore implements VmChangeStore {
  readonly #bodies = new Map<string, string>();
  readonly #onSave: (rows: readonly VmWork[]) => void;

  /** @param onSave called after each save, for specs that look at what was recorded */
  constructor(onSave: (rows: readonly VmWork[]) => void = () => undefined) {
    this.#onSave = onSave;
  }

  save(rows: readonly VmWork[]): void {
    for (const row of rows) this.#bodies.set(keyOf(row), JSON.stringify(row));
    if (rows.length > 0) this.#onSave(rows);
  }

  list(query: VmWorkQuery): { readonly total: number; readonly rows: readonly VmWork[] } {
    const { activityId, clusterId, clusterIds, states, offset, limit } = query;
    const rows = this.#all()
      .filter((row) => row.activityId === activityId)
      .filter((row) => clusterId === undefined || row.clusterId === clusterId)
      .filter((row) => clusterIds?.includes(row.clusterId) ?? true)
      .filter((row) => states === undefined || states.includes(row.state))
      .sort((a, b) => compare(place(a), place(b)));
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  progress(activityId: string, clusterId: string): PolicyProgress {
    const rows = this.#all().filter(
      (row) => row.activityId === activityId && row.clusterId === clusterId,
    );
    const of = (state: VmWorkState): number => rows.filter((row) => row.state === state).length;
    return {
      total: rows.length,
      succeeded: of('succeeded'),
      failed: of('failed'),
      cancelled: of('cancelled'),
    };
  }

  /** A copy of what is stored now: what a server that was killed at this moment would find. */
  snapshot(onSave?: (rows: readonly VmWork[]) => void): MemoryVmChangeStore {
    const copy = new MemoryVmChangeStore(onSave);
    for (const [key, body] of this.#bodies) copy.#bodies.set(key, body);
    return copy;
  }

  #all(): VmWork[] {
    return [...this.#bodies.values()].map((body) => JSON.parse(body) as VmWork);
  }
}

function keyOf({ activityId, clusterId, vm }: VmWork): string {
  return JSON.stringify([activityId, clusterId, vm.value]);
}

function place({ clusterId, name, vm }: VmWork): readonly string[] {
  return [clusterId, name, vm.value];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  if (index < 0) return 0;
  return (a[index] ?? '') < (b[index] ?? '') ? -1 : 1;
}
