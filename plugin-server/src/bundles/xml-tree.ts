import { SaxesParser } from 'saxes';
import { BundleError } from './bundle-error.ts';

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

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 50_000;

/**
 * Reads a small XML document without namespaces. A document type is refused: nothing in a bundle needs one, and entities are how
 * a small file becomes a large one.
 * @param what how to call the document in an error
 * @throws BundleError
 */
export function readXmlTree(source: string, what: string): XmlElement {
  const parser = new SaxesParser();
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let elements = 0;
  parser.on('doctype', () => {
    throw new BundleError(`${what} declares a document type, which is not allowed`);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (open.length >= MAX_DEPTH || elements > MAX_ELEMENTS) {
      throw new BundleError(`${what} is nested too deeply or too long`);
    }
    const element = { name: tag.name, attributes: tag.attributes, children: [], text: '' };
    const siblings = open.at(-1)?.children ?? roots;
    siblings.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw new BundleError(`${what} is no valid XML: ${error.message}`);
  });
  parser.write(source).close();
  const [root] = roots;
  if (!root) throw new BundleError(`${what} is empty`);
  return root;
}

/** The first child of that name, or null. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** The text at the end of a path of child names; null when an element is absent or the text is empty. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | null {
  let current: XmlElement | null = element;
  for (const name of path) current = current && childOf(current, name);
  return current?.text.trim() || null;
}
