import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseIdl } from '../vcenter/schema/idl.ts';
import type { Declaration } from '../vcenter/schema/idl.ts';
import { compareSchemas } from './compare-schemas.ts';
import { readOfficialSchema } from './official-types.ts';
import type { OfficialSchema } from './official-types.ts';
import { createSchemaGate, schemaFolder } from './schema-gate.ts';

const vimFiles = ['core-types', 'query-types', 'vim-types', 'newer-types', 'vim-messages'];
const pbmFiles = ['pbm-types', 'pbm-messagetypes', 'pbm'];
const read = (names: readonly string[]): Promise<OfficialSchema> =>
  readOfficialSchema(
    schemaFolder,
    names.map((name) => `${name}.xsd`),
  );

/** All declarations of the simulated vCenter: every text that a module of its schema folder exports. */
async function ownDeclarations(isPbm: boolean): Promise<Declaration[]> {
  const folder = resolve(import.meta.dirname, '../vcenter/schema');
  const files = globSync(`${folder}/*-*.ts`, { exclude: (name) => name.endsWith('.spec.ts') });
  const declarations: Declaration[] = [];
  for (const file of files.filter((path) => basename(path).startsWith('pbm-') === isPbm)) {
    const exported = Object.values((await import(file)) as Record<string, unknown>);
    for (const text of exported.filter((value) => typeof value === 'string')) {
      declarations.push(...parseIdl(text, isPbm ? 'pbm' : 'vim25'));
    }
  }
  return declarations;
}

describe('the schema of the simulated vCenter', () => {
  let isHere: boolean;

  beforeAll(async () => {
    const gate = await createSchemaGate();
    isHere = gate !== null;
    gate?.close();
  });

  for (const [service, files] of [
    ['vim25', vimFiles],
    ['pbm', pbmFiles],
  ] as const) {
    it(`agrees with the official one on every type and method of ${service}`, async () => {
      if (!isHere) pending(`no schemas in ${schemaFolder}`);
      const own = await ownDeclarations(service === 'pbm');
      expect(own.length).toBeGreaterThan(20);
      expect(compareSchemas(own, await read(files))).toEqual([]);
    });
  }
});

describe('the comparison of schemas', () => {
  const official: OfficialSchema = {
    types: new Map([
      [
        'Door',
        {
          base: 'Thing',
          members: [
            { name: 'key', type: 'string', optional: false, list: false },
            { name: 'bells', type: 'int', optional: true, list: true },
            { name: 'room', type: 'ManagedObjectReference', optional: true, list: false },
          ],
        },
      ],
    ]),
    enums: new Map([['Colour', ['red', 'green']]]),
    messages: new Map([
      ['Open', { members: [{ name: 'key', type: 'string', optional: false, list: false }] }],
      ['OpenResponse', { members: [] }],
    ]),
  };
  const compare = (text: string): string[] => compareSchemas(parseIdl(text, 'vim25'), official);

  it('finds nothing where both agree', () => {
    expect(compare('type Door : Thing { key: string; bells: int[]; room?: ref Room }')).toEqual([]);
    expect(compare('enum Colour { green }')).toEqual([]);
    expect(compare('method Door.Open(key: string): void priv none')).toEqual([]);
  });

  it('finds members that are unknown, missing or in the wrong order', () => {
    expect(compare('type Door : Thing { bells: int[]; key: string; handle?: string }')).toEqual([
      'Door: key stands in another place officially',
      'Door: handle is officially unknown',
    ]);
    expect(compare('type Door : Thing { }')).toEqual([
      'Door: key is officially required and not there',
    ]);
  });

  it('finds wrong types, lists, options and bases', () => {
    expect(compare('type Door : Stuff { key?: int; bells?: int; room?: string }')).toEqual([
      'Door: extends Stuff, officially Thing',
      'Door: key is int, officially string',
      'Door: key is officially required',
      'Door: bells is officially a list',
      'Door: room is string, officially ManagedObjectReference',
    ]);
  });

  it('finds unknown types, values and methods, and wrong results', () => {
    expect(compare('type Roof { } enum Colour { blue }')).toEqual([
      'Roof: is officially unknown',
      'Colour: blue is officially unknown',
    ]);
    expect(compare('method Door.Shut(): void priv none')).toEqual(['Shut: is officially unknown']);
    expect(compare('method Door.Open(key: string): boolean priv none')).toEqual([
      'Open: returnval is officially unknown',
    ]);
  });
});
