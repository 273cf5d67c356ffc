import { Access } from '../core/access.ts';
import { refKey, type DataObject, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Change } from '../core/registry.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { managedObjectNotFound } from '../core/vim-fault.ts';
import type { PropertyQuery } from './property-collector-query.ts';
import type { PropertyPath } from './property-path.ts';
import { placementProperties } from './view-contents.ts';

/** What the client has not been told about an object yet; `paths` are those to report of a modified one. */
interface Pending {
  readonly kind: 'enter' | 'leave' | 'modify';
  readonly object: ManagedObject;
  readonly paths: Set<PropertyPath>;
}

/** One property filter: it watches the registry and gathers what has changed for its client since the last report. */
export class FilterState {
  readonly ref: Ref;
  readonly #vcenter: Vcenter;
  readonly #query: PropertyQuery;
  readonly #session: Session;
  /** What the client knows of, or will know once `#pending` has been reported. */
  #selected = new Map<string, ManagedObject>();
  readonly #known = new Set<string>();
  readonly #pending = new Map<string, Pending>();
  #missing: Ref[] = [];
  #stale = true;
  readonly #stop: () => void;

  constructor(
    reference: Ref,
    parts: {
      readonly vcenter: Vcenter;
      readonly query: PropertyQuery;
      readonly session: Session;
      /** Called when there may be something new to report. */
      readonly wake: () => void;
    },
  ) {
    this.ref = reference;
    this.#vcenter = parts.vcenter;
    this.#query = parts.query;
    this.#session = parts.session;
    this.#missing = parts.query.missingStarts();
    this.#stop = parts.vcenter.registry.onChange((change) => {
      if (this.#note(change)) parts.wake();
    });
  }

  /** Forgets what the client has been told; everything is reported again. */
  reset(): void {
    this.#selected.clear();
    this.#known.clear();
    this.#pending.clear();
    this.#missing = this.#query.missingStarts();
    this.#stale = true;
  }

  destroy(): void {
    this.#stop();
  }

  /** Whether something is left to report. */
  hasNews(): boolean {
    this.#refresh();
    return this.#pending.size > 0 || this.#missing.length > 0;
  }

  /** Takes up to `limit` object updates as a `PropertyFilterUpdate`; undefined when there is nothing to report. */
  take(limit: number): { update: DataObject; count: number } | undefined {
    if (!this.hasNews()) return undefined;
    const access = new Access(this.#vcenter, this.#session);
    const objectSet: DataObject[] = [];
    for (const [key, pending] of this.#pending) {
      if (objectSet.length >= limit) break;
      this.#pending.delete(key);
      objectSet.push(this.#objectUpdate(access, key, pending));
    }
    const missingSet = this.#missing.map((obj) => {
      return { obj, fault: managedObjectNotFound(obj).toLocalized() };
    });
    this.#missing = [];
    return { update: { filter: this.ref, objectSet, missingSet }, count: objectSet.length };
  }

  #objectUpdate(access: Access, key: string, { kind, object, paths }: Pending): DataObject {
    if (kind === 'leave') {
      this.#known.delete(key);
      return { kind, obj: object.ref };
    }
    this.#known.add(key);
    const asked = kind === 'enter' ? undefined : [...paths];
    const { propSet, missingSet } = this.#query.read(access, object, asked);
    const changeSet: DataObject[] = propSet.map((each) => ({ ...each, op: 'assign' }));
    const reported = new Set(
      [...propSet, ...missingSet].map((each) => each['name'] ?? each['path']),
    );
    for (const { path } of asked ?? []) {
      // A property that has become unset is an assignment without a value.
      if (!reported.has(path)) changeSet.push({ name: path, op: 'assign' });
    }
    return { kind, obj: object.ref, changeSet, missingSet };
  }

  /** Takes note of a change; answers whether it concerns this filter. */
  #note({ kind, object, paths }: Change): boolean {
    if (kind !== 'update') {
      if (!this.#query.concerns(object.ref.type)) return false;
      if (this.#query.isListed && !this.#hasOrStartsAt(object.ref)) return false;
      this.#stale = true;
      return true;
    }
    const moved = this.#movesSelection(object.ref, paths);
    if (moved) this.#stale = true;
    return this.#markModified(object, paths) || moved;
  }

  #hasOrStartsAt(reference: Ref): boolean {
    return this.#selected.has(refKey(reference)) || this.#query.startsAt(reference);
  }

  /** Whether a write may change which objects are selected. */
  #movesSelection(reference: Ref, paths: readonly string[]): boolean {
    const query = this.#query;
    if (query.isListed && !query.startsAt(reference)) return false;
    return paths.some((path) => {
      const root = path.split('.', 1)[0] ?? path;
      const inView = placementProperties.has(root) && query.follows('view');
      return inView || query.follows(root);
    });
  }

  #markModified(object: ManagedObject, paths: readonly string[]): boolean {
    const key = refKey(object.ref);
    if (!this.#selected.has(key)) return false;
    const touched = (this.#query.pathsFor(object.ref.type) ?? []).filter((asked) =>
      paths.some((path) => overlap(asked.path, path)),
    );
    if (touched.length === 0) return false;
    const pending = this.#pending.get(key);
    if (pending === undefined) {
      this.#pending.set(key, { kind: 'modify', object, paths: new Set(touched) });
    } else {
      for (const path of touched) pending.paths.add(path);
    }
    return true;
  }

  /** Brings the selection up to date and notes what has entered and left it. */
  #refresh(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const before = this.#selected;
    this.#selected = this.#query.select(new Access(this.#vcenter, this.#session));
    for (const [key, object] of before) {
      if (this.#selected.get(key) === object) continue;
      this.#pending.delete(key);
      if (this.#known.has(key)) this.#pending.set(key, { kind: 'leave', object, paths: new Set() });
    }
    for (const [key, object] of this.#selected) {
      if (before.get(key) === object) continue;
      // An object that left and came back before the client heard of it is one that has changed throughout.
      const paths = this.#query.pathsFor(object.ref.type) ?? [];
      const kind = this.#known.has(key) ? 'modify' : 'enter';
      this.#pending.set(key, { kind, object, paths: new Set(paths) });
    }
  }
}

/** Whether a write to one path changes what the other path leads to. */
function overlap(asked: string, written: string): boolean {
  return (
    asked === written ||
    written.startsWith(`${asked}.`) ||
    asked.startsWith(`${written}.`) ||
    asked.startsWith(`${written}[`)
  );
}
