import { XmlElement } from 'libxml2-wasm';
import type { Direction } from './schema-gate.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Why a message has nothing that the schema could judge. */
export interface EnvelopeProblem {
  readonly problem: string;
}

function childElements(parent: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let node = parent.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) children.push(node);
  }
  return children;
}

const isSoap = (element: XmlElement, name: string): boolean =>
  element.name === name && element.namespaceUri === SOAP;

function faultDetail(fault: XmlElement): XmlElement | EnvelopeProblem {
  const parts = childElements(fault);
  const names = parts.map(({ name, namespaceUri }) =>
    namespaceUri === '' ? name : `{${namespaceUri}}${name}`,
  );
  const expected = ['faultcode', 'faultstring', 'detail'];
  if (names.join() !== expected.join()) {
    return { problem: `Fault: holds ${names.join(', ')} instead of ${expected.join(', ')}.` };
  }
  const details = parts[2] === undefined ? [] : childElements(parts[2]);
  const [detail, ...others] = details;
  if (detail === undefined || others.length > 0) {
    return { problem: `Fault: detail holds ${details.length} elements instead of one.` };
  }
  return detail;
}

/** The element of a SOAP 1.1 message that a schema describes: the only child of its body, of a fault the only child of its detail. */
export function bodyContent(root: XmlElement, direction: Direction): XmlElement | EnvelopeProblem {
  if (!isSoap(root, 'Envelope')) return { problem: `${root.name} is no SOAP 1.1 envelope.` };
  const parts = childElements(root);
  const body = parts.at(-1);
  const before = parts.slice(0, -1);
  if (body === undefined || !isSoap(body, 'Body') || before.length > 1) {
    return { problem: 'The envelope holds something else than a header and a body.' };
  }
  if (before.some((part) => !isSoap(part, 'Header'))) {
    return { problem: 'The envelope holds something else than a header before its body.' };
  }
  const [content, ...others] = childElements(body);
  if (content === undefined || others.length > 0) {
    return {
      problem: `The body holds ${others.length + (content === undefined ? 0 : 1)} elements.`,
    };
  }
  return direction === 'reply' && isSoap(content, 'Fault') ? faultDetail(content) : content;
}
