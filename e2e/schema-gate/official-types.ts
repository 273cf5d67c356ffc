import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A member of an official type. */
export interface OfficialMember {
  readonly name: string;
  /** Without its namespace prefix: `string`, `ManagedObjectReference`, `TaskInfo`. */
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
}

/** An official data type, or a message (then without a base); members of its own only, in order. */
export interface OfficialType {
  readonly base?: string;
  readonly members: readonly OfficialMember[];
}

/** What the official schemas declare, by name. */
export interface OfficialSchema {
  readonly types: ReadonlyMap<string, OfficialType>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Elements of requests and replies. */
  readonly messages: ReadonlyMap<string, OfficialType>;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
const local = (name: string): string => name.replace(/^.*:/, '');

function membersOf(text: string): OfficialMember[] {
  return [...text.matchAll(/<element ([^>]*)\/>/g)].map(([, tag = '']) => ({
    name: attribute(tag, 'name') ?? '',
    type: local(attribute(tag, 'type') ?? ''),
    optional: attribute(tag, 'minOccurs') === '0',
    list: attribute(tag, 'maxOccurs') === 'unbounded',
  }));
}

function typeOf(text: string): OfficialType {
  const base = attribute(/<extension ([^>]*)>/.exec(text)?.[1] ?? '', 'base');
  return { ...(base === undefined ? {} : { base: local(base) }), members: membersOf(text) };
}

// The published files are written by a generator and keep one form, so that expressions suffice to read them.
const TYPES = /<complexType name="(\w+)">([\s\S]*?)<\/complexType>/g;
const ENUMS = /<simpleType name="(\w+)">([\s\S]*?)<\/simpleType>/g;
const MESSAGES = /<element name="(\w+)">\s*<complexType(?:\s*\/>|>([\s\S]*?)<\/complexType>)/g;
const TYPED_MESSAGES = /<element name="(\w+)"\s+type="pbm:(\w+RequestType)"\s*\/>/g;

/** Reads the declarations out of the schema set that the set-up has made. */
export async function readOfficialSchema(
  folder: string,
  files: readonly string[],
): Promise<OfficialSchema> {
  const types = new Map<string, OfficialType>();
  const enums = new Map<string, readonly string[]>();
  const messages = new Map<string, OfficialType>();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  for (const text of texts) {
    for (const [, name = '', content = ''] of text.matchAll(TYPES))
      types.set(name, typeOf(content));
    for (const [, name = '', content = ''] of text.matchAll(ENUMS)) {
      enums.set(
        name,
        [...content.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => value),
      );
    }
    for (const [, name = '', content = ''] of text.matchAll(MESSAGES))
      messages.set(name, typeOf(content));
  }
  for (const [, name = '', type = ''] of texts.join('').matchAll(TYPED_MESSAGES)) {
    messages.set(name, types.get(type) ?? { members: [] });
  }
  return { types, enums, messages };
}
