import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XSI_NAMESPACE } from './namespaces.ts';

/** A name with its namespace resolved. */
export interface QualifiedName {
  readonly namespace: string;
  readonly local: string;
}

/** An element of a received message; comments and processing instructions are dropped. */
export interface XmlElement extends QualifiedName {
  readonly children: XmlElement[];
  /** The character data of the element itself. */
  text: string;
  /** The plain (not namespaced) `type` attribute, the object type of a reference. */
  readonly refType?: string;
  readonly xsiType?: QualifiedName;
  readonly line: number;
  readonly column: number;
}

/** Something in the XML of a request that no well-behaved client sends; the message says where. */
export class XmlError extends Error {
  constructor(message: string, line: number, column: number) {
    super(`${message}\nat line ${line}, column ${column}`);
    this.name = 'XmlError';
  }
}

/** Deeper nesting than any vSphere message has; a limit keeps the recursive decoder safe. */
const MAX_DEPTH = 100;

/**
 * Reads a message into a tree. Document types are refused, so no entity of the sender's is ever expanded. Throws `XmlError` for anything that
 * is not well-formed.
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const stack: XmlElement[] = [];
  let root: XmlElement | undefined;
  const fail = (message: string): never => {
    throw new XmlError(message, parser.line, parser.column);
  };
  parser.on('error', (error) => fail(error.message));
  parser.on('doctype', () => fail('A document type is not allowed'));
  parser.on('opentag', (tag) => {
    if (stack.length >= MAX_DEPTH) fail('The elements are nested too deeply');
    const element = toElement(parser, tag);
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const append = (data: string): void => {
    const element = stack.at(-1);
    if (element !== undefined) element.text += data;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.write(text).close();
  return root ?? fail('The message is empty');
}

function toElement(parser: SaxesParser<{ xmlns: true }>, tag: SaxesTagNS): XmlElement {
  const attributes = Object.values(tag.attributes);
  const refType = attributes.find((each) => each.uri === '' && each.local === 'type')?.value;
  const xsi = attributes.find((each) => each.uri === XSI_NAMESPACE && each.local === 'type');
  return {
    namespace: tag.uri,
    local: tag.local,
    children: [],
    text: '',
    line: parser.line,
    column: parser.column,
    ...(refType === undefined ? {} : { refType }),
    ...(xsi === undefined ? {} : { xsiType: resolveName(parser, xsi.value.trim()) }),
  };
}

function resolveName(parser: SaxesParser<{ xmlns: true }>, name: string): QualifiedName {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  return { namespace: parser.resolve(prefix) ?? '', local: name.slice(colon + 1) };
}
