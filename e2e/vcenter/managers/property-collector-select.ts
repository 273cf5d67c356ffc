import type { Access } from '../core/access.ts';
import { isRef, refKey, type DataObject, type ManagedObject } from '../core/managed-object.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import type { ApiVersion } from '../core/api-version.ts';
import { compilePath, type PropertyPath } from './property-path.ts';

/** One step from an object to others. */
interface Traversal {
  readonly objectType: string;
  readonly path: PropertyPath;
  readonly skip: boolean;
  readonly next: Selection;
}

/** Where to go from an object; resolved late because selections may name each other in circles. */
type Selection = () => readonly Traversal[];

/** The objects that one `ObjectSpec` selects. */
export interface ObjectSelection {
  readonly start: DataObject;
  /** Property roots that are followed; a write to one may change the selection. */
  readonly followed: ReadonlySet<string>;
  /** Types of objects from which the selection goes on. */
  readonly passed: ReadonlySet<string>;
  readonly traversals: Selection;
}

/** Compiles an `ObjectSpec`. Throws `InvalidProperty` for a bad path and `InvalidArgument` for a name that no traversal has. */
export function compileObjectSpec(
  vcenter: Vcenter,
  version: ApiVersion,
  spec: DataObject,
): ObjectSelection {
  const named = new Map<string, Traversal>();
  const followed = new Set<string>();
  const passed = new Set<string>();
  const compile = (selections: readonly DataObject[]): Selection => {
    const parts = selections.map((selection): (() => Traversal) => {
      const name = selection['name'] as string | undefined;
      if (selection.$type !== 'TraversalSpec') return () => lookUp(named, name);
      const objectType = selection['type'] as string;
      const path = compilePath(vcenter.schema, version, {
        objectType,
        path: selection['path'] as string,
      });
      followed.add(path.root);
      passed.add(objectType);
      const skip = selection['skip'] === true;
      const next = compile(selection['selectSet'] as DataObject[]);
      const traversal = { objectType, path, skip, next };
      if (name !== undefined) named.set(name, traversal);
      return () => traversal;
    });
    return () => parts.map((part) => part());
  };
  const traversals = compile(spec['selectSet'] as DataObject[]);
  traversals();
  return { start: spec, followed, passed, traversals };
}

function lookUp(named: ReadonlyMap<string, Traversal>, name: string | undefined): Traversal {
  const traversal = named.get(name ?? '');
  if (traversal === undefined) throw invalidArgument('specSet.objectSet.selectSet.name');
  return traversal;
}

/**
 * Walks a selection and calls `visit` once for each object reached, the start included unless it is skipped. Objects reached that the caller may not see are left
 * out with all that lies behind them; the start itself is the caller's own word and always visited.
 */
export function walkSelection(
  vcenter: Vcenter,
  access: Access,
  selection: ObjectSelection,
  visit: (object: ManagedObject) => void,
): void {
  new Walk(vcenter, access, visit).from(selection);
}

class Walk {
  readonly #vcenter: Vcenter;
  readonly #access: Access;
  readonly #visit: (object: ManagedObject) => void;
  readonly #visited = new Set<string>();
  /** Objects from which a traversal has already gone on: selections may be circular. */
  readonly #followed = new Map<Traversal, Set<string>>();

  constructor(vcenter: Vcenter, access: Access, visit: (object: ManagedObject) => void) {
    this.#vcenter = vcenter;
    this.#access = access;
    this.#visit = visit;
  }

  from({ start, traversals }: ObjectSelection): void {
    const first = this.#vcenter.registry.find(start['obj'] as ManagedObject['ref']);
    if (first === undefined || !this.#access.reaches(first)) return;
    if (start['skip'] !== true) this.#take(first);
    this.#follow(first, traversals());
  }

  #take(object: ManagedObject): void {
    const key = refKey(object.ref);
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    this.#visit(object);
  }

  #follow(object: ManagedObject, traversals: readonly Traversal[]): void {
    for (const traversal of traversals) {
      if (!this.#vcenter.schema.isObjectA(object.ref.type, traversal.objectType)) continue;
      if (!this.#access.may(object, traversal.path.privilege)) continue;
      const value = traversal.path.read(object, this.#access.viewer);
      for (const reference of Array.isArray(value) ? (value as unknown[]) : [value]) {
        const reached = isRef(reference) ? this.#vcenter.registry.find(reference) : undefined;
        if (reached !== undefined) this.#reach(reached, traversal);
      }
    }
  }

  #reach(object: ManagedObject, by: Traversal): void {
    if (!this.#access.reaches(object) || !this.#access.may(object, 'System.View')) return;
    if (!by.skip) this.#take(object);
    const next = by.next();
    if (next.length === 0) return;
    const done = this.#followed.get(by) ?? new Set<string>();
    this.#followed.set(by, done);
    const key = refKey(object.ref);
    if (done.has(key)) return;
    done.add(key);
    this.#follow(object, next);
  }
}
