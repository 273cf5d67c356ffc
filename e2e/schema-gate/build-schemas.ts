import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parseIdl } from '../vcenter/schema/idl.ts';
import type { DataTypeDef, MemberDef } from '../vcenter/schema/idl.ts';
import { newerMembers } from './newer-members.ts';

/** What the schema set is made from. */
export interface SchemaSources {
  /** Folder with the published `vim-types.xsd`, `pbm.wsdl` and the files beside them. */
  readonly xsdFolder: string;
  /** Folder that holds the Python package `pyVmomi`. */
  readonly pythonPackages: string;
  /** The Python interpreter. */
  readonly python: string;
}

const copied = ['core-types.xsd', 'query-types.xsd', 'reflect-types.xsd'];
const header = (namespace: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<schema targetNamespace="${namespace}" xmlns="http://www.w3.org/2001/XMLSchema" ` +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:vim25="urn:vim25" xmlns:pbm="urn:pbm" xmlns:reflect="urn:reflect" ' +
  'elementFormDefault="qualified">\n';

const hasType = (xsd: string, name: string): boolean =>
  xsd.includes(`<complexType name="${name}">`);

const builtIn = new Set(['string', 'boolean', 'short', 'int', 'long', 'dateTime', 'anyType']);

function elementOf({ name, type, optional }: MemberDef): string {
  const prefix = builtIn.has(type.name) && !type.isRef ? 'xsd' : 'vim25';
  const xsdType = `${prefix}:${type.isRef ? 'ManagedObjectReference' : type.name}`;
  const least = optional || type.list ? ' minOccurs="0"' : '';
  const most = type.list ? ' maxOccurs="unbounded"' : '';
  return `<element name="${name}" type="${xsdType}"${least}${most} />`;
}

const startOf = (typeText: string, { name }: MemberDef): number =>
  typeText.indexOf(`<element name="${name}"`);

/** Where in the text of a type the new member at `index` belongs: behind the member listed before it, else before the old one listed after it, else last. */
function placeOf(typeText: string, members: readonly MemberDef[], index: number): number {
  const previous = members[index - 1];
  if (previous !== undefined) return typeText.indexOf('/>', startOf(typeText, previous)) + 2;
  const next = members.find((member) => startOf(typeText, member) >= 0);
  return next === undefined ? typeText.lastIndexOf('</sequence>') : startOf(typeText, next);
}

/** A type's text with the newer members put in; members without a version are old and tell the places. */
function extendType(typeText: string, { name, members }: DataTypeDef): string {
  let text = typeText;
  for (const [index, member] of members.entries()) {
    if (startOf(text, member) >= 0) continue;
    if (member.since === undefined) throw new Error(`The schema has no ${name}.${member.name}.`);
    const place = placeOf(text, members, index);
    text = text.slice(0, place) + elementOf(member) + text.slice(place);
  }
  return text;
}

/** Adds newer members to those types of an XSD text that it has; a member that is there already stays as it is. */
export function addMembers(xsd: string, types: readonly DataTypeDef[]): string {
  let text = xsd;
  for (const type of types.filter(({ name }) => hasType(xsd, name))) {
    const start = text.indexOf(`<complexType name="${type.name}">`);
    const end = text.indexOf('</complexType>', start);
    text = text.slice(0, start) + extendType(text.slice(start, end), type) + text.slice(end);
  }
  return text;
}

/** The newer types that an XSD text lacks, as an XSD of their own. */
export function newTypesXsd(xsd: string, types: readonly DataTypeDef[]): string {
  const texts = types
    .filter(({ name }) => !hasType(xsd, name))
    .map(
      ({ name, base = 'DynamicData', members }) =>
        `<complexType name="${name}"><complexContent><extension base="vim25:${base}">` +
        `<sequence>${members.map(elementOf).join('')}</sequence></extension></complexContent></complexType>`,
    );
  return `${header('urn:vim25')}<include schemaLocation="vim-types.xsd"/>\n${texts.join('\n')}\n</schema>\n`;
}

function newerTypes(): DataTypeDef[] {
  return parseIdl(newerMembers, 'vim25').filter((declaration) => declaration.kind === 'type');
}

/** libxml2 heeds only the first import of a namespace, so all imports of vim25 become one, of a file that includes everything. */
function redirectImports(xsd: string): string {
  return xsd
    .replaceAll(/<import namespace="urn:vim25"[^>]*\/>\s*/g, '')
    .replace(
      /<(import namespace="urn:reflect"|include )/,
      '<import namespace="urn:vim25" schemaLocation="vim25.xsd" />\n   <$1',
    );
}

/** The schema inside PBM's WSDL: there its message and fault elements are declared. */
function schemaOfWsdl(wsdl: string): string {
  const schema = /<schema[\s\S]*?<\/schema>/.exec(wsdl)?.[0];
  if (schema === undefined) throw new Error('pbm.wsdl holds no schema.');
  return redirectImports(schema);
}

async function writeVim25(sources: SchemaSources, folder: string): Promise<void> {
  const { xsdFolder, python, pythonPackages } = sources;
  for (const name of copied) await copyFile(join(xsdFolder, name), join(folder, name));
  const vimTypes = await readFile(join(xsdFolder, 'vim-types.xsd'), 'utf8');
  const types = newerTypes();
  await writeFile(join(folder, 'vim-types.xsd'), addMembers(vimTypes, types));
  await writeFile(join(folder, 'newer-types.xsd'), newTypesXsd(vimTypes, types));
  const script = join(import.meta.dirname, 'message-wrappers.py');
  const messages = join(folder, 'vim-messages.xsd');
  await promisify(execFile)(python, [script, pythonPackages, folder, messages]);
  const files = ['vim-types.xsd', 'newer-types.xsd', 'vim-messages.xsd'];
  const includes = files.map((file) => `<include schemaLocation="${file}"/>`).join('\n');
  await writeFile(join(folder, 'vim25.xsd'), `${header('urn:vim25')}${includes}\n</schema>\n`);
}

/** The one PBM fault that the published files lack: they have only the type of its member. Source: pyVmomi's type tables. */
const newerPbmType = `<complexType name="PbmFaultNoPermission"><complexContent>
<extension base="vim25:SecurityError"><sequence>
<element name="missingPrivileges" type="pbm:PbmFaultNoPermissionEntityPrivileges" minOccurs="0" maxOccurs="unbounded" />
</sequence></extension></complexContent></complexType>
`;
const newerPbmElement =
  '<element name="PbmFaultNoPermissionFault" type="pbm:PbmFaultNoPermission" />\n';

/** Adds a declaration at the end of an XSD. */
function append(xsd: string, declaration: string): string {
  const end = xsd.lastIndexOf('</schema>');
  return xsd.slice(0, end) + declaration + xsd.slice(end);
}

async function writePbm(xsdFolder: string, folder: string): Promise<void> {
  const read = (name: string): Promise<string> => readFile(join(xsdFolder, name), 'utf8');
  const types = append(redirectImports(await read('pbm-types.xsd')), newerPbmType);
  const messages = append(schemaOfWsdl(await read('pbm.wsdl')), newerPbmElement);
  await writeFile(join(folder, 'pbm-types.xsd'), types);
  await writeFile(
    join(folder, 'pbm-messagetypes.xsd'),
    redirectImports(await read('pbm-messagetypes.xsd')),
  );
  await writeFile(join(folder, 'pbm.xsd'), messages);
}

/**
 * Writes the whole schema set into a folder, which it replaces; `gate.xsd` in it is the one to compile. It is made aside and moved, so that
 * nobody ever reads half a set.
 */
export async function buildSchemas(sources: SchemaSources, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(`${target}-`);
  await writeVim25(sources, folder);
  await writePbm(sources.xsdFolder, folder);
  const imports = ['vim25', 'pbm']
    .map((name) => `<import namespace="urn:${name}" schemaLocation="${name}.xsd"/>`)
    .join('\n');
  await writeFile(
    join(folder, 'gate.xsd'),
    `<?xml version="1.0"?>\n<schema xmlns="http://www.w3.org/2001/XMLSchema">\n${imports}\n</schema>\n`,
  );
  await rm(target, { recursive: true, force: true });
  await rename(folder, target);
}
