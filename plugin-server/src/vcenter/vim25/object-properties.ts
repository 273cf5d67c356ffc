import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { isReference, listOf, member, optionalText, referenceOf, textOf } from '../decoded.ts';

/**
 * What is known of one object, by property path. A path that vCenter could not or would not read (`missingSet`, for example
 * NoPermission) is absent, just as an unset optional property is; `refused` tells them apart.
 */
export class ObjectProperties {
  readonly ref: ManagedObjectReference;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #refused: ReadonlySet<string>;

  constructor(
    ref: ManagedObjectReference,
    values: ReadonlyMap<string, unknown>,
    refused: ReadonlySet<string> = new Set(),
  ) {
    this.ref = ref;
    this.#values = values;
    this.#refused = refused;
  }

  value(path: string): unknown {
    return this.#values.get(path);
  }

  refused(path: string): boolean {
    return this.#refused.has(path);
  }

  text(path: string): string | null {
    const value = this.#values.get(path);
    return typeof value === 'string' ? value : null;
  }

  flag(path: string): boolean | null {
    const value = this.#values.get(path);
    return typeof value === 'boolean' ? value : null;
  }

  reference(path: string): ManagedObjectReference | null {
    const value = this.#values.get(path);
    return isReference(value) ? value : null;
  }
}

/** Reads the `objects` of a RetrieveResult; an absent result (nothing matched) is an empty list. */
export function parseRetrieved(result: unknown): readonly ObjectProperties[] {
  if (result === undefined) return [];
  return listOf(result, 'objects').map((content) => {
    const values = new Map(
      listOf(content, 'propSet').map((p) => [textOf(p, 'name'), member(p, 'val')] as const),
    );
    const refused = new Set(listOf(content, 'missingSet').map((p) => textOf(p, 'path')));
    return new ObjectProperties(referenceOf(content, 'obj'), values, refused);
  });
}

/** The token of the next page, or null on the last one. */
export function nextPage(result: unknown): string | null {
  return result === undefined ? null : optionalText(result, 'token');
}

/**
 * An entity's name as people write it: the vSphere API escapes `%`, `/` and `\` in names, and only these.
 */
export function entityName(properties: ObjectProperties): string | null {
  const name = properties.text('name');
  return name === null
    ? null
    : name.replace(/%(25|2f|5c)/gi, (escape) => decodeURIComponent(escape));
}
