/** A fragment of a JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A text of at least one character. */
export const text: Schema = { type: 'string', minLength: 1 };

/** A path relative to the directory of the manifest; addresses and paths from the root are no such thing. */
export const relativeUri: Schema = {
  type: 'string',
  minLength: 1,
  pattern: String.raw`^(?![A-Za-z][A-Za-z0-9+.-]*:)(?!/)(?!.*(^|/)\.\.(/|$)).+$`,
};

/** An object that has these members and no others. */
export function closedObject(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A list of such items. */
export function list(items: Schema): Schema {
  return { type: 'array', items };
}

/** One of a few fixed texts. */
export function oneOf(values: readonly string[]): Schema {
  return { enum: values };
}
