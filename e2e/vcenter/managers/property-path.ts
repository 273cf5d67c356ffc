import { knows, type ApiVersion } from '../core/api-version.ts';
import type { ManagedObject, Viewer } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import type { MemberDef, TypeRef } from '../schema/idl.ts';
import type { Schema } from '../schema/schema.ts';

/** A property path of one object type, checked and ready to be read many times. */
export interface PropertyPath {
  readonly path: string;
  /** The top-level property, on which the privilege hangs. */
  readonly root: string;
  readonly privilege: string;
  /** The declared type of what the path leads to. */
  readonly type: TypeRef;
  /** The value, or undefined when it is unset. */
  readonly read: (object: ManagedObject, viewer: Viewer) => unknown;
}

interface Segment {
  readonly name: string;
  /** `device[2000]`, `extraConfig["key"]`: the element with this key. */
  readonly key?: string;
}

const segmentPattern = /([A-Za-z_]\w*)(?:\[("(?:[^"]*)"|[^\]]*)\])?(\.|$)/y;

/**
 * Checks a path against the schema for the given API version. Members of derived types can be named too (`configurationEx.drsConfig`). Throws
 * `InvalidProperty`.
 */
export function compilePath(
  schema: Schema,
  version: ApiVersion,
  target: { readonly objectType: string; readonly path: string },
): PropertyPath {
  const { objectType, path } = target;
  const invalid = (): VimFault =>
    new VimFault('InvalidProperty', { name: path }, `The property ${path} does not exist.`);
  const [first, ...rest] = parse(path) ?? [];
  const root = first === undefined ? undefined : schema.property(objectType, first.name);
  if (first === undefined || root === undefined || !knows(version, root.since)) throw invalid();
  let type = step(root, first);
  for (const segment of rest) {
    const member = type.list ? undefined : findMember(schema, type, segment.name);
    if (member === undefined || !knows(version, member.since)) throw invalid();
    type = step(member, segment);
  }
  const privilege = schema.readPrivilege(root);
  return { path, root: first.name, privilege, type, read: reader(path, first, rest) };
}

function parse(path: string): Segment[] | undefined {
  const segments: Segment[] = [];
  segmentPattern.lastIndex = 0;
  for (;;) {
    const match = segmentPattern.exec(path);
    if (match === null) return undefined;
    const [, name = '', key, end] = match;
    segments.push(key === undefined ? { name } : { name, key: key.replace(/^"|"$/g, '') });
    if (end === '') return segments;
  }
}

function step(member: MemberDef, segment: Segment): TypeRef {
  if (segment.key === undefined) return member.type;
  return { ...member.type, list: false, atLeastOne: false };
}

/** The member of a data type or, failing that, of the first derived type that has it. */
function findMember(schema: Schema, type: TypeRef, name: string): MemberDef | undefined {
  if (type.isRef) return undefined;
  for (const candidate of schema.withSubtypes(type.name)) {
    const member = schema.dataMembers(candidate).find((each) => each.name === name);
    if (member !== undefined) return member;
  }
  return undefined;
}

function reader(path: string, first: Segment, rest: readonly Segment[]): PropertyPath['read'] {
  const { name } = first;
  return (object, viewer) => {
    const known = rest.length > 0 ? object.peek?.(path) : undefined;
    if (known !== undefined) return known.value;
    const computed = object.computed?.[name];
    const value = computed === undefined ? object.properties[name] : computed(viewer);
    let current = pick(value, first.key);
    for (const segment of rest) {
      if (typeof current !== 'object' || current === null) return undefined;
      current = pick((current as Record<string, unknown>)[segment.name], segment.key);
    }
    return current;
  };
}

function pick(value: unknown, key: string | undefined): unknown {
  if (key === undefined) return value;
  if (!Array.isArray(value)) return undefined;
  return (value as unknown[]).find((item) => {
    if (typeof item !== 'object' || item === null) return String(item) === key;
    const identity =
      (item as Record<string, unknown>)['key'] ?? (item as { value?: unknown }).value;
    return String(identity) === key;
  });
}
