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

/** The value of a list-typed element. Throws `EncodeError` for anything else. */
export function asList(tag: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw notOfType(tag, 'list', value);
  return value as readonly unknown[];
}

/** What must be escaped, and the control characters that XML cannot carry. */
const special = /[^\P{Cc}\t\n]|[&<>"\ufffe\uffff]/u;
const specialAll = new RegExp(special.source, 'gu');
const specials: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** Text for an element or an attribute; characters that XML cannot carry at all become question marks. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(specialAll, (character) => specials[character] ?? '?');
}
