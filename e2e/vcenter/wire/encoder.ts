import { knows, type ApiVersion } from '../core/api-version.ts';
import { isRef } from '../core/managed-object.ts';
import type { MemberDef, Service, TypeRef } from '../schema/idl.ts';
import type { Schema } from '../schema/schema.ts';
import { EncodeError, asList, escapeXml, notOfType, type List } from './encode-checks.ts';
import { primitives } from './primitives.ts';
import { TypedValue } from './typed-value.ts';

/** Writes one element; `explicit` asks for an `xsi:type` even where the declared type is the value's own. */
type Codec = (tag: string, value: unknown, explicit: boolean) => string;

interface CompiledMember {
  readonly name: string;
  readonly tag: string;
  readonly list: boolean;
  readonly required: boolean;
  readonly codec: Codec;
}

interface CompiledType {
  readonly wireName: string;
  readonly members: readonly CompiledMember[];
  /** Every member that the type has in any version. */
  readonly names: ReadonlySet<string>;
}

const plainString: TypeRef = { name: 'string', isRef: false, list: false, atLeastOne: false };

/**
 * Writes values as the schema wants them, for one service and one API version: members in order, base members first, members and types that came
 * later than the version left out. Throws `EncodeError` rather than sending anything that is not valid.
 */
export class Encoder {
  readonly #schema: Schema;
  readonly #service: Service;
  readonly #version: ApiVersion;
  readonly #types = new Map<string, CompiledType>();
  readonly #codecs = new Map<string, Codec>();

  constructor(schema: Schema, service: Service, version: ApiVersion) {
    this.#schema = schema;
    this.#service = service;
    this.#version = version;
  }

  /** One element, or one for each item when the type is a list. */
  element(tag: string, type: TypeRef, value: unknown): string {
    const codec = this.#codecFor(type);
    return type.list ? writeItems(codec, tag, value) : codec(tag, value, false);
  }

  /** An element that says its type, as the detail of a fault does. */
  typedElement(tag: string, typeName: string, value: unknown): string {
    return this.#namedCodec(typeName)(tag, value, true);
  }

  #codecFor(type: TypeRef): Codec {
    if (type.isRef) return this.#ref;
    return type.name === 'anyType' ? this.#any : this.#namedCodec(type.name);
  }

  /** The codec by type name; data types are looked up at each use because they may contain themselves. */
  #namedCodec(name: string): Codec {
    let codec = this.#codecs.get(name);
    if (codec === undefined) {
      codec = this.#primitiveCodec(name) ?? this.#enumCodec(name) ?? this.#dataCodec(name);
      this.#codecs.set(name, codec);
    }
    return codec;
  }

  #primitiveCodec(name: string): Codec | undefined {
    const primitive = primitives.get(name);
    if (primitive === undefined) return undefined;
    const attribute = ` xsi:type="xsd:${primitive.xsd}"`;
    return (tag, value, explicit) => {
      const text = primitive.write(value);
      if (text === undefined) throw notOfType(tag, name, value);
      return `<${tag}${explicit ? attribute : ''}>${escapeXml(text)}</${tag}>`;
    };
  }

  #enumCodec(name: string): Codec | undefined {
    const definition = this.#schema.enumType(name);
    if (definition === undefined) return undefined;
    const attribute = ` xsi:type="${this.#prefixed(name, definition.service)}"`;
    return (tag, value, explicit) => {
      if (typeof value !== 'string' || !definition.values.has(value)) {
        throw notOfType(tag, name, value);
      }
      return `<${tag}${explicit ? attribute : ''}>${value}</${tag}>`;
    };
  }

  #dataCodec(declared: string): Codec {
    const own = this.#compile(declared);
    return (tag, value, explicit) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw notOfType(tag, declared, value);
      }
      const record = value as Record<string, unknown>;
      const actual = record['$type'];
      let type = own;
      if (typeof actual === 'string' && actual !== declared) {
        if (!this.#schema.isDataA(actual, declared)) throw notOfType(tag, declared, value);
        type = this.#compile(actual);
      }
      const attribute = explicit || type !== own ? ` xsi:type="${type.wireName}"` : '';
      return `<${tag}${attribute}>${writeMembers(tag, type, record)}</${tag}>`;
    };
  }

  readonly #ref: Codec = (tag, value, explicit) => {
    if (!isRef(value)) throw notOfType(tag, 'ManagedObjectReference', value);
    const attribute = explicit
      ? ` xsi:type="${this.#prefixed('ManagedObjectReference', 'vim25')}"`
      : '';
    return `<${tag} type="${value.type}"${attribute}>${escapeXml(value.value)}</${tag}>`;
  };

  readonly #any: Codec = (tag, value) => {
    const typed = value instanceof TypedValue ? value : new TypedValue(typeOf(tag, value), value);
    if (!typed.type.list) {
      if (typed.value instanceof TypedValue) return this.#any(tag, typed.value, true);
      return this.#codecFor(typed.type)(tag, typed.value, true);
    }
    const { type } = typed;
    const item = type.isRef ? 'ManagedObjectReference' : type.name;
    const upper = item.charAt(0).toUpperCase() + item.slice(1);
    const service = this.#schema.dataType(item)?.service ?? 'vim25';
    const array = this.#prefixed(`ArrayOf${upper}`, service);
    const itemTag = this.#prefixed(item, service);
    return `<${tag} xsi:type="${array}">${this.element(itemTag, type, typed.value)}</${tag}>`;
  };

  #compile(name: string): CompiledType {
    let compiled = this.#types.get(name);
    if (compiled === undefined) {
      compiled = this.#compileType(name);
      this.#types.set(name, compiled);
    }
    return compiled;
  }

  /** A type that the client's version does not know yet is written as the nearest base type that it knows. */
  #compileType(name: string): CompiledType {
    const known = this.#schema
      .dataLineage(name)
      .map((each) => this.#schema.dataType(each))
      .find((each) => each !== undefined && knows(this.#version, each.since));
    if (known === undefined) throw new EncodeError(`The schema has no type ${name}.`);
    const lineage = this.#schema.dataLineage(known.name).toReversed();
    return {
      wireName: this.#prefixed(known.name, known.service),
      names: new Set(['$type', ...this.#schema.dataMembers(name).map((member) => member.name)]),
      members: lineage.flatMap((each) => {
        const definition = this.#schema.dataType(each);
        const members = definition?.members ?? [];
        return members
          .filter((member) => knows(this.#version, member.since))
          .map((member) => this.#compileMember(member, definition?.service ?? 'vim25'));
      }),
    };
  }

  #compileMember(member: MemberDef, service: Service): CompiledMember {
    const { name, type, optional } = member;
    let codec: Codec | undefined;
    return {
      name,
      tag: this.#prefixed(name, service),
      list: type.list,
      required: !optional && (!type.list || type.atLeastOne),
      codec: (tag, value, explicit) => {
        codec ??= this.#codecFor(type);
        return codec(tag, value, explicit);
      },
    };
  }

  #prefixed(name: string, service: Service): string {
    return service === this.#service ? name : `${service}:${name}`;
  }
}

/** Items of a list that are written before their text is put together: text of many pieces is costly to keep. */
const PORTION = 256;

function writeItems(codec: Codec, tag: string, value: unknown): string {
  const list = asList(tag, value);
  let xml = '';
  if (list.length < PORTION) {
    for (const item of list) xml += codec(tag, item, false);
    return xml;
  }
  const done: string[] = [];
  let pieces: string[] = [];
  for (const item of list) {
    pieces.push(codec(tag, item, false));
    if (pieces.length < PORTION) continue;
    done.push(pieces.join(''));
    pieces = [];
  }
  return done.join('') + pieces.join('');
}

function writeMembers(tag: string, type: CompiledType, record: Record<string, unknown>): string {
  for (const name in record) {
    if (!type.names.has(name)) throw new EncodeError(`${type.wireName} has no member ${name}.`);
  }
  let xml = '';
  for (const member of type.members) {
    const value = record[member.name];
    if (value === undefined || (member.list && (value as List).length === 0)) {
      if (member.required) {
        throw new EncodeError(`${tag} (${type.wireName}) lacks its member ${member.name}.`);
      }
    } else if (member.list) {
      xml += writeItems(member.codec, member.tag, value);
    } else {
      xml += member.codec(member.tag, value, false);
    }
  }
  return xml;
}

/** The type of a value in an `anyType` place, found by looking at it; an empty list has none, its sender wraps it in a `TypedValue`. */
function typeOf(tag: string, value: unknown): TypeRef {
  if (Array.isArray(value)) return { ...typeOf(tag, value[0]), list: true };
  if (isRef(value)) return { ...plainString, name: 'ManagedObject', isRef: true };
  if (typeof value === 'object' && value !== null && '$type' in value) {
    return { ...plainString, name: String(value.$type) };
  }
  if (typeof value === 'boolean') return { ...plainString, name: 'boolean' };
  if (typeof value === 'string') return plainString;
  if (typeof value === 'number') {
    const name = primitives.get('int')?.write(value) === undefined ? 'double' : 'int';
    return { ...plainString, name: name === 'double' && Number.isInteger(value) ? 'long' : name };
  }
  if (value instanceof Date) return { ...plainString, name: 'dateTime' };
  if (Buffer.isBuffer(value)) return { ...plainString, name: 'base64' };
  throw notOfType(tag, 'anyType', value);
}
