import { knows, type ApiVersion } from '../core/api-version.ts';
import type { DataObject, Ref } from '../core/managed-object.ts';
import type { VimFault } from '../core/vim-fault.ts';
import type { DataTypeDef, MemberDef, MethodDef, TypeRef } from '../schema/idl.ts';
import type { Schema } from '../schema/schema.ts';
import { invalidRequest } from './decode-error.ts';
import { XSD_NAMESPACE, namespaceOf } from './namespaces.ts';
import { primitiveOfXsd, primitives } from './primitives.ts';
import type { XmlElement } from './xml-tree.ts';

/** A member and the namespace in which its element must stand: that of the type that declares it. */
interface ExpectedMember extends MemberDef {
  readonly namespace: string;
}

/** `list`'s element type on its own. */
function elementType(type: TypeRef): TypeRef {
  return { ...type, list: false, atLeastOne: false };
}

/**
 * Reads requests as strictly as vCenter does: elements in schema order, nothing unknown, nothing required missing, nothing that the API version of
 * the request does not know. Every deviation throws `InvalidRequest`.
 */
export class Decoder {
  readonly #schema: Schema;
  readonly #version: ApiVersion;

  constructor(schema: Schema, version: ApiVersion) {
    this.#schema = schema;
    this.#version = version;
  }

  /** The arguments of a method from the elements that follow `_this`; lists that were not sent are empty. */
  params(method: MethodDef, call: XmlElement): Record<string, unknown> {
    const namespace = namespaceOf(method.service);
    const expected = method.params.map((param) => ({ ...param, namespace }));
    const what = `call information for method ${method.name}`;
    return this.#members(expected, call.children.slice(1), { element: call, what });
  }

  /** A value of the declared type. */
  value(type: TypeRef, element: XmlElement): unknown {
    if (type.isRef) return this.#ref(type.name, element);
    if (type.name === 'anyType') return this.#any(element);
    const primitive = primitives.get(type.name);
    if (primitive !== undefined) {
      const value = element.children.length === 0 ? primitive.read(element.text) : undefined;
      if (value === undefined) throw wrongValue(element, type.name);
      return value;
    }
    const values = this.#schema.enumType(type.name)?.values;
    if (values === undefined) return this.#data(type.name, element);
    const text = element.text.trim();
    if (!values.has(text) || !knows(this.#version, values.get(text))) {
      throw wrongValue(element, type.name);
    }
    return text;
  }

  /** A reference; its object type must be the declared one or derived from it. */
  #ref(declared: string, element: XmlElement): Ref {
    const type = element.refType;
    if (type === undefined) {
      throw invalidRequest('Type attribute not found', element, 'a managed object reference');
    }
    const fits = declared === 'ManagedObject' || this.#schema.isObjectA(type, declared);
    if (!fits || element.children.length > 0) throw wrongValue(element, declared);
    return { type, value: element.text.trim() };
  }

  #data(declared: string, element: XmlElement): DataObject {
    const actual = element.xsiType === undefined ? declared : this.#namedType(element);
    const definition = this.#schema.dataType(actual);
    if (definition === undefined || !this.#schema.isDataA(actual, declared)) {
      throw wrongValue(element, declared);
    }
    if (!knows(this.#version, definition.since)) throw unknownType(element, actual);
    const what = `serialized DataObject of type ${actual}`;
    const values = this.#members(this.#expected(actual), element.children, { element, what });
    return element.xsiType === undefined ? values : { $type: actual, ...values };
  }

  #any(element: XmlElement): unknown {
    const { xsiType } = element;
    if (xsiType === undefined) {
      throw invalidRequest('Type information is missing', element, `element ${element.local}`);
    }
    if (xsiType.namespace === XSD_NAMESPACE) {
      const name = primitiveOfXsd(xsiType.local);
      if (name === undefined) throw unknownType(element, xsiType.local);
      return this.value({ name, isRef: false, list: false, atLeastOne: false }, element);
    }
    if (xsiType.local === 'ManagedObjectReference') return this.#ref('ManagedObject', element);
    if (xsiType.local.startsWith('ArrayOf')) return this.#array(xsiType.local.slice(7), element);
    const name = this.#namedType(element);
    return this.value({ name, isRef: false, list: false, atLeastOne: false }, element);
  }

  #array(itemName: string, element: XmlElement): unknown[] {
    const isRef = itemName === 'ManagedObjectReference';
    const lower = itemName.charAt(0).toLowerCase() + itemName.slice(1);
    const isPrimitive = primitives.has(lower) || lower === 'anyType';
    const name = isRef ? 'ManagedObject' : isPrimitive ? lower : itemName;
    const type = { name, isRef, list: false, atLeastOne: false };
    return element.children.map((child) => this.value(type, child));
  }

  /** The type that `xsi:type` names, in the namespace in which it must be. */
  #namedType(element: XmlElement): string {
    const { namespace = '', local = '' } = element.xsiType ?? {};
    const definition = this.#schema.dataType(local) ?? this.#schema.enumType(local);
    const known = definition !== undefined && namespaceOf(definition.service) === namespace;
    if (!known || !knows(this.#version, definition.since)) throw unknownType(element, local);
    return local;
  }

  #expected(type: string): ExpectedMember[] {
    return this.#schema
      .dataLineage(type)
      .toReversed()
      .map((name) => this.#schema.dataType(name))
      .filter((definition): definition is DataTypeDef => definition !== undefined)
      .flatMap(({ members, service }) =>
        members.map((member) => ({ ...member, namespace: namespaceOf(service) })),
      );
  }

  #members(
    expected: readonly ExpectedMember[],
    elements: readonly XmlElement[],
    parent: { element: XmlElement; what: string },
  ): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    let position = 0;
    for (const member of expected.filter(({ since }) => knows(this.#version, since))) {
      const start = position;
      while (isNamed(elements[position], member) && (member.type.list || position === start)) {
        position++;
      }
      const found = elements.slice(start, position);
      const required = !member.optional && (!member.type.list || member.type.atLeastOne);
      const blocker = elements[position];
      if (found.length === 0 && required) {
        if (blocker !== undefined) throw unexpected(blocker, parent.what);
        throw invalidRequest(
          `Required property ${member.name} is missing`,
          parent.element,
          parent.what,
        );
      }
      const decoded = found.map((each) => this.value(elementType(member.type), each));
      if (member.type.list) values[member.name] = decoded;
      else if (decoded.length > 0) values[member.name] = decoded[0];
    }
    const rest = elements[position];
    if (rest !== undefined) throw unexpected(rest, parent.what);
    return values;
  }
}

function isNamed(element: XmlElement | undefined, member: ExpectedMember): boolean {
  return element?.local === member.name && element.namespace === member.namespace;
}

function unexpected(element: XmlElement, what: string): VimFault {
  const tag = `{${element.namespace}}${element.local}`;
  return invalidRequest(`Unexpected element tag "${tag}" seen`, element, what);
}

function wrongValue(element: XmlElement, type: string): VimFault {
  return invalidRequest(`Not a valid value of type ${type}`, element, `element ${element.local}`);
}

function unknownType(element: XmlElement, type: string): VimFault {
  return invalidRequest(`Unknown type "${type}"`, element, `element ${element.local}`);
}
