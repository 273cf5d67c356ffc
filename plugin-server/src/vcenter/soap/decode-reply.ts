import { VimFault } from '../../domain/vim-fault.ts';
import type { Member, WsdlSchema } from './wsdl-schema.ts';
import { XML_SCHEMA, XmlError, XmlReader } from './xml-reader.ts';

const NUMBERS = new Set(['int', 'long', 'short', 'byte', 'float', 'double']);
const PRIMITIVES = new Set([...NUMBERS, 'boolean', 'string', 'dateTime', 'base64Binary', 'anyURI']);
const ARRAY = 'ArrayOf';

/** A simple value of an `xsd:anyType` that is sent back as it came; the request encoder takes it too. */
export interface TypedText {
  /** Local name of the XML Schema type: `int`. */
  readonly $xsd: string;
  readonly text: string;
}

/**
 * Reads a SOAP reply by the WSDL's types: numbers and booleans become such, references `{type, value}`, repeated members lists even
 * for one element, `ArrayOfX` a list, `xsd:anyType` whatever its `xsi:type` says (kept as `$type` of a data object). Dates stay the
 * text that vCenter wrote, which loses nothing. Where the WSDL says `api:typed`, a simple value becomes a TypedText. Members that the WSDL does not hold are passed over; data objects of a type that it
 * does not hold are read untyped, with texts as leaves.
 * @returns the operation's `returnval`: undefined when absent, a list when declared so.
 * @throws VimFault when vCenter answered a fault; XmlError when the text is no reply to that operation.
 */
export function decodeReply(schema: WsdlSchema, operation: string, text: string): unknown {
  const reader = new XmlReader(text);
  if (!reader.child() || reader.element() !== 'Envelope')
    throw new XmlError('This is no SOAP envelope');
  let reply: { readonly value: unknown } | null = null;
  while (reader.child()) {
    if (reader.element() === 'Body' && reply === null) reply = readBody(schema, operation, reader);
    else reader.skip();
  }
  if (reader.child() || reply === null) throw new XmlError('The envelope has no body');
  if (reply.value instanceof VimFault) throw reply.value;
  return reply.value;
}

function readBody(
  schema: WsdlSchema,
  operation: string,
  reader: XmlReader,
): { readonly value: unknown } {
  if (!reader.child()) throw new XmlError('The body is empty');
  let value: unknown;
  if (reader.element() === 'Fault') value = readFault(schema, reader);
  else if (reader.element() !== `${operation}Response`)
    throw new XmlError('The reply is to another call');
  else value = readResult(schema, schema.resultOf(operation), reader);
  if (reader.child()) throw new XmlError('The body holds more than one reply');
  return { value };
}

function readResult(schema: WsdlSchema, result: Member | null, reader: XmlReader): unknown {
  const values: unknown[] = [];
  while (reader.child()) {
    if (result === null || reader.element() !== result.name) reader.skip();
    else values.push(readValue(schema, result.type, reader));
  }
  return result?.list ? values : values[0];
}

/** The typed fault sits in `detail` as `<NameFault xsi:type="Name">`. */
function readFault(schema: WsdlSchema, reader: XmlReader): VimFault {
  let message = '';
  let type = 'RuntimeFault';
  let members: Readonly<Record<string, unknown>> = {};
  while (reader.child()) {
    if (reader.element() === 'faultstring') message = reader.text();
    else if (reader.element() !== 'detail') reader.skip();
    else {
      while (reader.child()) {
        type = reader.actualType()?.name ?? reader.element().replace(/Fault$/, '');
        members = withoutType(readValue(schema, type, reader));
      }
    }
  }
  return new VimFault(type, message, members);
}

function withoutType(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$type'));
}

function readValue(schema: WsdlSchema, declared: string, reader: XmlReader): unknown {
  const actual = reader.actualType();
  const type = actual?.name ?? declared;
  if (type === 'ManagedObjectReference') {
    const target = reader.plainType() ?? '';
    return { type: target, value: reader.text() };
  }
  if (actual ? actual.namespace === XML_SCHEMA : PRIMITIVES.has(type)) {
    return readPrimitive(type, reader.text());
  }
  if (actual && type.startsWith(ARRAY)) return readArray(schema, type, reader);
  const members = schema.membersOf(type);
  if (!members) return readUntyped(reader, actual?.name ?? null);
  return readMembers(schema, members, reader, actual ? { $type: type } : {});
}

function readMembers(
  schema: WsdlSchema,
  members: ReadonlyMap<string, Member>,
  reader: XmlReader,
  object: Record<string, unknown>,
): Record<string, unknown> {
  while (reader.child()) {
    const member = members.get(reader.element());
    if (!member) reader.skip();
    else if (!member.list) object[member.name] = readMember(schema, member, reader);
    else {
      const value = readMember(schema, member, reader);
      const list = object[member.name];
      if (Array.isArray(list)) list.push(value);
      else object[member.name] = [value];
    }
  }
  return object;
}

function readMember(schema: WsdlSchema, member: Member, reader: XmlReader): unknown {
  const actual = member.typed ? reader.actualType() : null;
  if (actual?.namespace !== XML_SCHEMA) return readValue(schema, member.type, reader);
  return { $xsd: actual.name, text: reader.text() } satisfies TypedText;
}

/** `ArrayOfString` holds `<string>` elements, `ArrayOfHostIoFilterInfo` holds `<HostIoFilterInfo>` ones. */
function readArray(schema: WsdlSchema, type: string, reader: XmlReader): unknown[] {
  const values: unknown[] = [];
  const item = type.slice(ARRAY.length);
  const primitive = item.charAt(0).toLowerCase() + item.slice(1);
  while (reader.child()) {
    values.push(readValue(schema, PRIMITIVES.has(primitive) ? primitive : item, reader));
  }
  return values;
}

function readUntyped(reader: XmlReader, type: string | null): unknown {
  if (reader.isLeaf()) {
    const text = reader.text();
    return type !== null && text === '' ? { $type: type } : text;
  }
  // Names come from the wire here, so the object must have no prototype that one of them could reach.
  const object = Object.create(null) as Record<string, unknown>;
  if (type !== null) object['$type'] = type;
  while (reader.child()) {
    const name = reader.element();
    const reference = reader.plainType();
    const value: unknown =
      reference !== null && reader.isLeaf()
        ? { type: reference, value: reader.text() }
        : readUntyped(reader, reader.actualType()?.name ?? null);
    const present = object[name];
    if (present === undefined) object[name] = value;
    else if (Array.isArray(present)) present.push(value);
    else object[name] = [present, value];
  }
  return object;
}

function readPrimitive(type: string, text: string): unknown {
  if (NUMBERS.has(type)) return Number(text);
  if (type === 'boolean') return text === 'true' || text === '1';
  return text;
}
