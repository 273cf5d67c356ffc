import { isDeepStrictEqual } from 'node:util';
import {
  parseIdl,
  type DataTypeDef,
  type EnumDef,
  type MemberDef,
  type MethodDef,
  type ObjectTypeDef,
  type Service,
} from './idl.ts';

/** The primitive types of the interface language. */
export const primitiveNames: ReadonlySet<string> = new Set([
  'string',
  'boolean',
  'byte',
  'short',
  'int',
  'long',
  'float',
  'double',
  'dateTime',
  'anyType',
  'base64',
]);

/** Properties that need only `System.View`; all others need `System.Read` unless the schema says otherwise. vSphere API reference. */
const viewProperties: ReadonlySet<string> = new Set([
  'name',
  'parent',
  'host',
  'vm',
  'childEntity',
]);

/** The types, objects and methods that the simulated vCenter knows, put together from the texts of its parts. */
export class Schema {
  readonly #types = new Map<string, DataTypeDef>();
  readonly #enums = new Map<string, EnumDef>();
  readonly #objects = new Map<string, ObjectTypeDef>();
  readonly #methods = new Map<string, MethodDef>();
  readonly #subtypes = new Map<string, string[]>();
  readonly #objectLineages = new Map<string, readonly string[]>();
  readonly #dataLineages = new Map<string, readonly string[]>();
  readonly #members = new Map<string, readonly MemberDef[]>();

  /**
   * Adds the declarations of an interface text. Two texts may declare the same thing in the same words, because each is complete by itself;
   * throws when they contradict each other.
   */
  define(text: string, service: Service = 'vim25'): void {
    this.#objectLineages.clear();
    this.#dataLineages.clear();
    this.#members.clear();
    for (const declaration of parseIdl(text, service)) {
      if (declaration.kind === 'method') {
        const { objectType, name } = declaration;
        addOnce(this.#methods, `${objectType}.${name}`, declaration);
        continue;
      }
      if (declaration.kind === 'enum') {
        addOnce(this.#enums, declaration.name, declaration);
        continue;
      }
      const { name, base } = declaration;
      if (base !== undefined) addSubtype(this.#subtypes, base, name);
      if (declaration.kind === 'type') addOnce(this.#types, name, declaration);
      else addOnce(this.#objects, name, declaration);
    }
  }

  /** The data type or fault of this name, if the schema has it. */
  dataType(name: string): DataTypeDef | undefined {
    return this.#types.get(name);
  }

  enumType(name: string): EnumDef | undefined {
    return this.#enums.get(name);
  }

  objectType(name: string): ObjectTypeDef | undefined {
    return this.#objects.get(name);
  }

  /** All declared methods. */
  methods(): readonly MethodDef[] {
    return [...this.#methods.values()];
  }

  /** The method with this wire name on an object of the given type or of a base of it. */
  method(objectType: string, name: string): MethodDef | undefined {
    for (const type of this.objectLineage(objectType)) {
      const method = this.#methods.get(`${type}.${name}`);
      if (method !== undefined) return method;
    }
    return undefined;
  }

  /** An object type and its bases, nearest first, `ManagedObject` last; a type that the schema lacks has only that base. */
  objectLineage(name: string): readonly string[] {
    return (
      this.#objectLineages.get(name) ??
      remember(this.#objectLineages, name, [...lineageOf(name, this.#objects), 'ManagedObject'])
    );
  }

  /** A data type and its bases, nearest first. */
  dataLineage(name: string): readonly string[] {
    return (
      this.#dataLineages.get(name) ??
      remember(this.#dataLineages, name, lineageOf(name, this.#types))
    );
  }

  /** Whether an object type is another one or derived from it. */
  isObjectA(name: string, base: string): boolean {
    return this.objectLineage(name).includes(base);
  }

  /** Whether a data type is another one or derived from it. */
  isDataA(name: string, base: string): boolean {
    return this.dataLineage(name).includes(base);
  }

  /** A type (object or data) and everything derived from it. */
  withSubtypes(name: string): readonly string[] {
    return [name, ...(this.#subtypes.get(name) ?? []).flatMap((sub) => this.withSubtypes(sub))];
  }

  /** All members of a data type, those of its base types first, as they stand on the wire. */
  dataMembers(name: string): readonly MemberDef[] {
    return this.#allMembers(`type ${name}`, this.dataLineage(name), this.#types);
  }

  /** All properties of an object type, inherited ones first. */
  properties(name: string): readonly MemberDef[] {
    return this.#allMembers(`object ${name}`, this.objectLineage(name), this.#objects);
  }

  /** One property of an object type. */
  property(objectType: string, name: string): MemberDef | undefined {
    return this.properties(objectType).find((member) => member.name === name);
  }

  /** The privilege that reading a property needs. */
  readPrivilege(property: MemberDef): string {
    const implied = viewProperties.has(property.name) ? 'System.View' : 'System.Read';
    return property.privilege ?? implied;
  }

  #allMembers(
    key: string,
    lineage: readonly string[],
    table: ReadonlyMap<string, Derived>,
  ): readonly MemberDef[] {
    return (
      this.#members.get(key) ??
      remember(
        this.#members,
        key,
        lineage.toReversed().flatMap((name) => table.get(name)?.members ?? []),
      )
    );
  }
}

type Derived = Pick<DataTypeDef, 'base' | 'members'>;

function lineageOf(name: string, table: ReadonlyMap<string, Derived>): string[] {
  const base = table.get(name)?.base;
  return [name, ...(base === undefined ? [] : lineageOf(base, table))];
}

function remember<T>(table: Map<string, T>, key: string, value: T): T {
  table.set(key, value);
  return value;
}

function addOnce<T>(table: Map<string, T>, name: string, value: T): void {
  const present = table.get(name);
  if (present !== undefined && !isDeepStrictEqual(present, value)) {
    throw new Error(`${name} is declared twice in the schema, differently.`);
  }
  table.set(name, value);
}

function addSubtype(table: Map<string, string[]>, base: string, name: string): void {
  const names = table.get(base) ?? [];
  if (!names.includes(name)) names.push(name);
  table.set(base, names);
}
