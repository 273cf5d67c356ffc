import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** One member of a data object or one parameter of an operation, as the WSDL declares it. */
export interface Member {
  readonly name: string;
  /** Local name of the type: `string`, `ManagedObjectReference`, `TraversalSpec`. */
  readonly type: string;
  /** Whether the type is one of XML Schema's own. */
  readonly primitive: boolean;
  readonly list: boolean;
  readonly optional: boolean;
  /** First API version that knows the member; null when every version that we speak does. */
  readonly since: string | null;
  /** Whether a simple value is kept with its XML Schema type, so that it can be sent back as it came. */
  readonly typed: boolean;
}

interface ComplexType {
  base: string | null;
  readonly own: Member[];
}

const XSD = 'xsd:';

/**
 * What our WSDLs say about types and operations, in schema order. It serves the request encoder (member order) and the reply
 * decoder (types); names are local names, since vim25 and PBM never use one name twice within a WSDL.
 */
export class WsdlSchema {
  readonly #types = new Map<string, ComplexType>();
  readonly #elements = new Map<string, ComplexType>();
  readonly #members = new Map<string, ReadonlyMap<string, Member>>();

  /** Reads a WSDL and the schema files that it includes. Throws when one of them is missing or not well-formed. */
  static read(path: string): WsdlSchema {
    const schema = new WsdlSchema();
    schema.#load(path);
    return schema;
  }

  has(typeName: string): boolean {
    return this.#types.has(typeName);
  }

  /** All members of a type by name, inherited ones first, which is their order on the wire; null for a type not in the WSDL. */
  membersOf(typeName: string): ReadonlyMap<string, Member> | null {
    const known = this.#members.get(typeName);
    if (known) return known;
    const type = this.#types.get(typeName);
    if (!type) return null;
    const members = new Map(type.base === null ? [] : (this.membersOf(type.base) ?? []));
    for (const member of type.own) members.set(member.name, member);
    this.#members.set(typeName, members);
    return members;
  }

  /** Whether `typeName` is `ancestor` or extends it. */
  extends(typeName: string, ancestor: string): boolean {
    for (let name: string | null = typeName; name !== null;) {
      if (name === ancestor) return true;
      name = this.#types.get(name)?.base ?? null;
    }
    return false;
  }

  /** The parameters of an operation without `_this`. Throws for an operation that the WSDL does not hold. */
  parametersOf(operation: string): readonly Member[] {
    const element = this.#elements.get(operation);
    if (!element) throw new TypeError(`The WSDL has no operation ${operation}`);
    return element.own.filter((member) => member.name !== '_this');
  }

  /** The `returnval` of an operation; null when it returns nothing. */
  resultOf(operation: string): Member | null {
    return this.#elements.get(`${operation}Response`)?.own[0] ?? null;
  }

  #load(path: string): void {
    const parser = new SaxesParser();
    let current: ComplexType | null = null;
    let element: string | null = null;
    parser.on('error', (error) => {
      throw new Error(`${path}: ${error.message}`);
    });
    parser.on('opentag', (tag) => {
      const { name = '', type, schemaLocation, base } = tag.attributes;
      const kind = tag.name.startsWith(XSD) ? tag.name.slice(XSD.length) : '';
      if ((kind === 'include' || kind === 'import') && schemaLocation)
        this.#load(join(dirname(path), schemaLocation));
      else if (kind === 'element' && type === undefined) element = name;
      else if (kind === 'element') current?.own.push(memberOf(tag));
      else if (kind === 'extension' && current && base) current.base = localName(base);
      else if (kind === 'complexType') {
        current = { base: null, own: [] };
        (element === null ? this.#types : this.#elements).set(element ?? name, current);
      }
    });
    parser.on('closetag', (tag) => {
      if (tag.name === 'xsd:complexType') {
        current = null;
        element = null;
      }
    });
    parser.write(readFileSync(path, 'utf8')).close();
  }
}

function memberOf(tag: SaxesTagPlain): Member {
  const { name = '', type = '', minOccurs, maxOccurs } = tag.attributes;
  return {
    name,
    type: localName(type),
    primitive: type.startsWith(XSD),
    list: maxOccurs === 'unbounded',
    optional: minOccurs === '0',
    since: tag.attributes['api:since'] ?? null,
    typed: tag.attributes['api:typed'] === 'true',
  };
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}
