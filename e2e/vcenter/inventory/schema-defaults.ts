import type { Schema } from '../schema/schema.ts';

const zeroOf: Readonly<Record<string, unknown>> = {
  boolean: false,
  byte: 0,
  short: 0,
  int: 0,
  long: 0,
  float: 0,
  double: 0,
  string: '',
};

/**
 * A data object of the given type with every mandatory plain member present: flags as given, numbers 0, texts empty. Types like the capability
 * of a host have more than a hundred mandatory flags that nobody here looks at; the schema is their only list.
 * @param flags value of the mandatory booleans
 * @param members the members that matter, which win
 */
export function withSchemaDefaults(
  schema: Schema,
  type: string,
  flags: boolean,
  members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const defaults = schema
    .dataMembers(type)
    .filter((member) => !member.optional && !member.type.list && member.type.name in zeroOf)
    .map((member): [string, unknown] => [
      member.name,
      member.type.name === 'boolean' ? flags : zeroOf[member.type.name],
    ]);
  return { ...Object.fromEntries<unknown>(defaults), ...members };
}
