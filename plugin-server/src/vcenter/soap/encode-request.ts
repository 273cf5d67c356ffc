import { knows } from './api-version.ts';
import type { Member, WsdlSchema } from './wsdl-schema.ts';

/** How a caller writes a data object: members in any order, `$type` where the wire needs the actual type. */
export type WireObject = Readonly<Record<string, unknown>>;

interface Context {
  readonly schema: WsdlSchema;
  readonly apiVersion: string;
}

const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';
const XSD_NAME = /^[A-Za-z]{1,40}$/;
// Every character that XML 1.0 cannot carry; vCenter would refuse the whole request for one of them.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Turns the arguments of a call into the object that node-soap serialises: members in schema order with inherited ones first,
 * `xsi:type` where `$type` stands, references with their `type` attribute, members left out that are newer than the API version.
 * node-soap itself orders only by the declared type, and sends misspelt members silently.
 * @throws TypeError for an unknown or missing member or a value that has no wire form: these are mistakes of the caller.
 */
export function encodeRequest(
  context: Context,
  operation: string,
  target: { readonly type: string; readonly value: string },
  args: WireObject,
): Record<string, unknown> {
  const members = new Map(context.schema.parametersOf(operation).map((m) => [m.name, m]));
  return {
    _this: encodeReference('_this', target),
    ...encodeMembers(context, operation, members, args),
  };
}

function encodeMembers(
  context: Context,
  owner: string,
  members: ReadonlyMap<string, Member>,
  value: WireObject,
): Record<string, unknown> {
  for (const name of Object.keys(value)) {
    if (name !== '$type' && !members.has(name)) throw new TypeError(`${owner} has no ${name}`);
  }
  const encoded: Record<string, unknown> = {};
  for (const member of members.values()) {
    const given = value[member.name];
    if (member.since !== null && !knows(context.apiVersion, member.since)) continue;
    if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) {
      if (!member.optional) throw new TypeError(`${owner} lacks ${member.name}`);
      continue;
    }
    if (member.list !== Array.isArray(given)) {
      throw new TypeError(`${owner}.${member.name} must ${member.list ? '' : 'not '}be a list`);
    }
    encoded[member.name] = Array.isArray(given)
      ? given.map((item: unknown) => encodeValue(context, member, item))
      : encodeValue(context, member, given);
  }
  return encoded;
}

function encodeValue(context: Context, member: Member, value: unknown): unknown {
  if (member.type === 'anyType') return encodeAny(context, value);
  if (member.type === 'ManagedObjectReference') return encodeReference(member.name, value);
  if (member.primitive) return encodePrimitive(member.name, value);
  if (!isWireObject(value)) throw new TypeError(`${member.name} must be an object`);
  return encodeObject(context, member.type, value);
}

function encodeObject(context: Context, declared: string, value: WireObject): unknown {
  const actual = typeof value['$type'] === 'string' ? value['$type'] : declared;
  const members = context.schema.membersOf(actual);
  if (!members || !context.schema.extends(actual, declared)) {
    throw new TypeError(`${actual} is no ${declared}`);
  }
  const encoded = encodeMembers(context, actual, members, value);
  return actual === declared ? encoded : { attributes: { 'xsi:type': actual }, ...encoded };
}

/** An `xsd:anyType` always names its actual type; a TypedText brings it along. */
function encodeAny(context: Context, value: unknown): unknown {
  if (isWireObject(value) && typeof value['$xsd'] === 'string') {
    if (!XSD_NAME.test(value['$xsd'])) throw new TypeError('This is no type of XML Schema');
    return encodeSimple(value['$xsd'], value['text']);
  }
  if (isWireObject(value)) return encodeObject(context, 'DynamicData', value);
  return encodeSimple(typeof value === 'number' ? 'int' : typeof value, value);
}

function encodeSimple(type: string, value: unknown): unknown {
  return {
    attributes: { 'xsi:type': `xsd:${type}`, 'xmlns:xsd': XML_SCHEMA },
    $value: encodePrimitive('value', value),
  };
}

function encodeReference(name: string, value: unknown): unknown {
  if (!isWireObject(value) || typeof value['type'] !== 'string') {
    throw new TypeError(`${name} must be a managed object reference`);
  }
  return {
    attributes: { type: encodePrimitive(name, value['type']) },
    $value: encodePrimitive(name, value['value']),
  };
}

function encodePrimitive(name: string, value: unknown): string | number | boolean {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return value as boolean | number;
  if (typeof value !== 'string' || NOT_XML.test(value)) {
    throw new TypeError(`${name} has a value that XML cannot carry`);
  }
  return value;
}

function isWireObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
