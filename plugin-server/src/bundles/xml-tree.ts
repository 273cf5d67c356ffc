import { SaxesParser } from 'saxes';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';

/** An element with its own text (children's text not included). */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a small XML document in UTF-8, without namespaces. A document type is refused: nothing in a bundle needs one, and entities are how
 * a small file becomes a large one, or reads another.
 * @param what how to call the document in an error
 * @throws BundleError
 */
export function readXmlTree(source: Buffer, what: string): XmlElement {
  const text = decode(source, what);
  const parser = new SaxesParser();
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let elements = 0;
  parser.on('doctype', () => {
    throw new BundleError('xmlDocumentType', `${what} declares a document type`);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    refuseExcess(what, open.length, elements);
    const element = { name: tag.name, attributes: tag.attributes, children: [], text: '' };
    const siblings = open.at(-1)?.children ?? roots;
    siblings.push(element);
    open.push(element);
  });
  const addText = (part: string): void => {
    const current = open.at(-1);
    if (current) current.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw new BundleError('xmlInvalid', `${what} is no valid XML: ${error.message}`);
  });
  parser.write(text).close();
  const [root] = roots;
  if (!root) throw new BundleError('xmlInvalid', `${what} is empty`);
  return root;
}

function refuseExcess(what: string, depth: number, elements: number): void {
  if (depth >= BUNDLE_LIMITS.xmlDepth) {
    throw new BundleError('xmlTooDeep', `${what} is nested too deeply`);
  }
  if (elements > BUNDLE_LIMITS.xmlElements) {
    throw new BundleError('xmlTooLong', `${what} has too many elements`);
  }
}

function decode(source: Buffer, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch (error) {
    // Expected: the bytes are no UTF-8.
    throw new BundleError('textNotUtf8', `${what} is not in UTF-8`, { cause: error });
  }
}

/** The first child of that name, or null. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** All elements at the end of a path of child names, whichever branch they stand on. */
export function elementsAt(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  let current: readonly XmlElement[] = [element];
  for (const name of path) {
    current = current.flatMap(({ children }) => children.filter((child) => child.name === name));
  }
  return current;
}

/** The text at the end of a path of child names; null when an element is absent or the text is empty. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | null {
  let current: XmlElement | null = element;
  for (const name of path) current = current && childOf(current, name);
  return current?.text.trim() || null;
}
