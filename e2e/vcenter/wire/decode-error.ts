import { VimFault } from '../core/vim-fault.ts';
import type { XmlElement } from './xml-tree.ts';

/** `InvalidRequest` in the manner of vCenter's parser: what was seen, and what was being parsed there. */
export function invalidRequest(problem: string, element: XmlElement, what: string): VimFault {
  const place = `at line ${element.line}, column ${element.column}`;
  return new VimFault('InvalidRequest', {}, `${problem}\n\nwhile parsing ${what}\n${place}`);
}
