import { MappedList } from './mapped-list.ts';

/** A mistake of the simulator itself: it was about to send something that the schema does not allow. */
export class EncodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EncodeError';
  }
}

/** The error for a value that is not of the type declared for its element. */
export function notOfType(tag: string, type: string, value: unknown): EncodeError {
  const shown = JSON.stringify(value) as string | undefined;
  return new EncodeError(`${tag} is no ${type}: ${(shown ?? typeof value).slice(0, 200)}`);
}

/** What can stand in the place of a list. */
export type List = Iterable<unknown> & { readonly length: number };

/** The value of a list-typed element. Throws `EncodeError` for anything else. */
export function asList(tag: string, value: unknown): List {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (value instanceof MappedList) return value;
  throw notOfType(tag, 'list', value);
}

const specials: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** Text for an element or an attribute; characters that XML cannot carry at all become question marks. */
export function escapeXml(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (isSpecial(text.charCodeAt(i))) return Array.from(text, escapeCharacter).join('');
  }
  return text;
}

function escapeCharacter(character: string): string {
  if (!isSpecial(character.charCodeAt(0))) return character;
  return specials[character] ?? '?';
}

/** The ones that markup is made of, and the control characters except tab and line feed. */
function isSpecial(code: number): boolean {
  if (code < 32) return code !== 9 && code !== 10;
  return code === 34 || code === 38 || code === 60 || code === 62 || code >= 0xfffe;
}
