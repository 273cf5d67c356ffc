import { Access, noPermission, notAuthenticated } from '../core/access.ts';
import { knows, type ApiVersion } from '../core/api-version.ts';
import { refKey, type DataObject, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { managedObjectNotFound } from '../core/vim-fault.ts';
import { TypedValue } from '../wire/typed-value.ts';
import {
  compileObjectSpec,
  walkSelection,
  type ObjectSelection,
} from './property-collector-select.ts';
import { compilePath, type PropertyPath } from './property-path.ts';

/** The properties of one object, read and unreadable ones. */
export interface ObjectProperties {
  readonly propSet: DataObject[];
  readonly missingSet: DataObject[];
}

interface PropertyRequest {
  readonly objectType: string;
  readonly all: boolean;
  readonly paths: readonly string[];
}

/** A checked `PropertyFilterSpec`: which objects, and which of their properties. */
export class PropertyQuery {
  readonly #vcenter: Vcenter;
  readonly #version: ApiVersion;
  readonly #requests: readonly PropertyRequest[];
  readonly #selections: readonly ObjectSelection[];
  readonly #starts: ReadonlySet<string>;
  readonly #isListed: boolean;
  readonly #paths = new Map<string, readonly PropertyPath[] | undefined>();

  /** Throws `InvalidProperty`, `InvalidArgument` or, for a start object that is not there, `ManagedObjectNotFound`. */
  constructor(vcenter: Vcenter, version: ApiVersion, spec: DataObject) {
    this.#vcenter = vcenter;
    this.#version = version;
    this.#requests = (spec['propSet'] as DataObject[]).map((each) => ({
      objectType: each['type'] as string,
      all: each['all'] === true,
      paths: each['pathSet'] as string[],
    }));
    for (const request of this.#requests) this.#compile(request, request.objectType);
    const lenient = spec['reportMissingObjectsInResults'] === true;
    this.#selections = (spec['objectSet'] as DataObject[]).map((each) => {
      const start = each['obj'] as Ref;
      if (!lenient && vcenter.registry.find(start) === undefined)
        throw managedObjectNotFound(start);
      return compileObjectSpec(vcenter, version, each);
    });
    this.#starts = new Set(this.#selections.map(({ start }) => refKey(start['obj'] as Ref)));
    this.#isListed = this.#selections.every(
      ({ start, passed }) =>
        (start['obj'] as Ref).type === 'ListView' &&
        [...passed].every((type) => type === 'ListView'),
    );
  }

  /** Whether only what list views name is selected: such a selection changes with the views and by nothing else. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** Whether the selection starts at this object. */
  startsAt(object: Ref): boolean {
    return this.#starts.has(refKey(object));
  }

  /** Whether a write to this top-level property may change which objects are selected. */
  follows(root: string): boolean {
    return this.#selections.some(({ followed }) => followed.has(root));
  }

  /** Whether the coming or going of an object of this type may change which objects are selected. */
  concerns(type: string): boolean {
    const { schema } = this.#vcenter;
    return (
      this.pathsFor(type) !== undefined ||
      this.#selections.some(({ passed }) =>
        [...passed].some((objectType) => schema.isObjectA(type, objectType)),
      )
    );
  }

  /** The selected objects that have requested properties, each once. */
  select(access: Access): Map<string, ManagedObject> {
    const found = new Map<string, ManagedObject>();
    for (const selection of this.#selections) {
      walkSelection(this.#vcenter, access, selection, (object) => {
        const wanted = this.pathsFor(object.ref.type) !== undefined;
        if (wanted) found.set(refKey(object.ref), object);
      });
    }
    return found;
  }

  /** The start objects that do not exist (any longer), for `missingSet` of an update. */
  missingStarts(): Ref[] {
    return this.#selections
      .map(({ start }) => start['obj'] as Ref)
      .filter((start) => this.#vcenter.registry.find(start) === undefined);
  }

  /** The requested paths of an object type; undefined when nothing was requested of such objects. */
  pathsFor(type: string): readonly PropertyPath[] | undefined {
    if (this.#paths.has(type)) return this.#paths.get(type);
    const matching = this.#requests.filter(({ objectType }) =>
      this.#vcenter.schema.isObjectA(type, objectType),
    );
    const paths = matching.flatMap((request) => this.#compile(request, type));
    const unique = [...new Map(paths.map((path) => [path.path, path])).values()];
    const result = matching.length === 0 ? undefined : unique;
    this.#paths.set(type, result);
    return result;
  }

  /**
   * Reads the requested properties of an object, or those of the given paths. Unset ones are left out; ones that the caller may not read come as
   * `NoPermission` in `missingSet`. Throws `NotAuthenticated` for a caller without a session.
   */
  read(
    access: Access,
    object: ManagedObject,
    paths: readonly PropertyPath[] = this.pathsFor(object.ref.type) ?? [],
  ): ObjectProperties {
    const result: ObjectProperties = { propSet: [], missingSet: [] };
    for (const path of paths) {
      if (access.may(object, path.privilege)) {
        const value = path.read(object, access.viewer);
        if (value === undefined) continue;
        result.propSet.push({ name: path.path, val: new TypedValue(path.type, value) });
      } else if (access.viewer.sessionKey === undefined) {
        throw notAuthenticated(object.ref, path.privilege);
      } else {
        const fault = noPermission(object.ref, path.privilege).toLocalized();
        result.missingSet.push({ path: path.path, fault });
      }
    }
    return result;
  }

  #compile(request: PropertyRequest, type: string): PropertyPath[] {
    const { schema } = this.#vcenter;
    const paths = request.all
      ? schema
          .properties(type)
          .filter(({ since }) => knows(this.#version, since))
          .map(({ name }) => name)
      : request.paths;
    return paths.map((path) => compilePath(schema, this.#version, { objectType: type, path }));
  }
}
