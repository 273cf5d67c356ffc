import { concatMap, defer, distinctUntilChanged, from, map, startWith } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ClusterFacts } from '../../src/domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../src/domain/managed-object-reference.ts';
import type { HostWatch } from '../../src/ports/vcenter.ts';
import type { FakeLine } from './fake-line.ts';
import type { FakeWorld } from './fake-world.ts';

export class FakeHostWatch implements HostWatch {
  readonly #world: FakeWorld;
  readonly #line: FakeLine;

  constructor(world: FakeWorld, line: FakeLine) {
    this.#world = world;
    this.#line = line;
  }

  watch(cluster: ManagedObjectReference): Observable<ClusterFacts> {
    const states = defer(() =>
      this.#world.changes.pipe(
        startWith(undefined),
        map(() => this.#world.cluster(cluster)),
        distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
        concatMap((facts) => from(Promise.resolve(facts))),
      ),
    );
    return this.#line.listen('HostWatch.watch', states);
  }
}
