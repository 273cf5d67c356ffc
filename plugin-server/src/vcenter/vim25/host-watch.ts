import { defer, map } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ClusterFacts } from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { HostWatch } from '../../ports/vcenter.ts';
import { clustersIn } from './inventory-facts.ts';
import { clusterSpec } from './inventory-spec.ts';
import { ObjectProperties } from './object-properties.ts';
import type { PropertyUpdates } from './property-updates.ts';
import type { ObjectUpdate, UpdateBatch } from './update-batch.ts';

interface Known {
  readonly ref: ManagedObjectReference;
  readonly values: Map<string, unknown>;
  readonly refused: Set<string>;
}

/** Watches a cluster and its hosts by one property filter; what changed is put into what is known, so nothing is read again. */
export class VimHostWatch implements HostWatch {
  readonly #updates: PropertyUpdates;
  readonly #apiVersion: string;

  constructor(updates: PropertyUpdates, apiVersion: string) {
    this.#updates = updates;
    this.#apiVersion = apiVersion;
  }

  /** Errors with VimFault ManagedObjectNotFound when the cluster is not there or goes. */
  watch(cluster: ManagedObjectReference): Observable<ClusterFacts> {
    const spec = clusterSpec(cluster, this.#apiVersion);
    return defer(() => {
      const known = new Map<string, Known>();
      return this.#updates.watch(spec).pipe(
        map((batch) => {
          learn(known, batch);
          return factsOf(known, cluster);
        }),
      );
    });
  }
}

function learn(known: Map<string, Known>, batch: UpdateBatch): void {
  if (batch.fresh) known.clear();
  for (const update of batch.updates) {
    const id = update.ref.value;
    if (update.kind === 'leave') known.delete(id);
    else known.set(id, changed(known.get(id), update));
  }
}

function changed(before: Known | undefined, update: ObjectUpdate): Known {
  const known = before ?? { ref: update.ref, values: new Map(), refused: new Set() };
  for (const [path, value] of update.changes) {
    known.refused.delete(path);
    if (value === undefined) known.values.delete(path);
    else known.values.set(path, value);
  }
  for (const path of update.refused) {
    known.values.delete(path);
    known.refused.add(path);
  }
  return known;
}

function factsOf(known: ReadonlyMap<string, Known>, cluster: ManagedObjectReference): ClusterFacts {
  const objects = new Map(
    [...known].map(([id, { ref, values, refused }]) => [
      id,
      new ObjectProperties(ref, values, refused),
    ]),
  );
  const facts = clustersIn(objects).find(({ ref }) => ref.value === cluster.value);
  if (!facts) {
    const members = { obj: cluster };
    throw new VimFault('ManagedObjectNotFound', 'The cluster is not there any more', members);
  }
  return facts;
}
