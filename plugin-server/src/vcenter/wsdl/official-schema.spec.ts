import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readOfficialSchema } from '../../../../e2e/schema-gate/official-types.ts';
import type { OfficialMember, OfficialSchema } from '../../../../e2e/schema-gate/official-types.ts';
import { createSchemaGate, schemaFolder } from '../../../../e2e/schema-gate/schema-gate.ts';
import { WsdlSchema } from '../soap/wsdl-schema.ts';
import type { Member } from '../soap/wsdl-schema.ts';

const SERVICES = [
  {
    wsdl: 'vim25.wsdl',
    own: ['vim25-types.xsd', 'vim25-devices.xsd', 'vim25-messages.xsd'],
    official: ['core-types', 'query-types', 'vim-types', 'newer-types', 'vim-messages'],
  },
  {
    wsdl: 'pbm.wsdl',
    own: ['pbm-types.xsd', 'pbm-messages.xsd'],
    official: ['core-types', 'vim-types', 'pbm-types', 'pbm-messagetypes', 'pbm'],
  },
] as const;

/** Came after the published files (8.0.0.1). */
const NEWER = new Set(['VirtualDeviceDeviceGroupInfo']);

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The names that our files declare, as types or as parameters of operations. */
function declared(files: readonly string[], pattern: RegExp): readonly string[] {
  return files.flatMap((file) =>
    [...readFileSync(pathOf(file), 'utf8').matchAll(pattern)].map(([, name = '']) => name),
  );
}

function officialMembers(schema: OfficialSchema, name: string): readonly OfficialMember[] {
  const type = schema.types.get(name);
  if (type === undefined) return [];
  const inherited = type.base === undefined ? [] : officialMembers(schema, type.base);
  return [...inherited, ...type.members];
}

/** Ours are some of the official members, in the official order; of the official ones only optional may be left out. */
function differences(
  name: string,
  own: readonly Member[],
  official: readonly OfficialMember[],
): readonly string[] {
  const places = own.map((member) => official.findIndex((each) => each.name === member.name));
  const problems = own.flatMap((member, index) => {
    const counterpart = official[places[index] ?? -1];
    if (counterpart === undefined)
      return member.since === null ? [`${name}.${member.name} is officially unknown`] : [];
    const isOptional = member.optional === counterpart.optional || member.list;
    const isSame = isOptional && member.list === counterpart.list;
    return isSame ? [] : [`${name}.${member.name} is officially otherwise`];
  });
  const known = places.filter((place) => place >= 0);
  const inOrder = known.every((place, index) => index === 0 || place > (known[index - 1] ?? -1));
  return inOrder ? problems : [...problems, `${name} has another order officially`];
}

describe('the WSDLs of this server', () => {
  let isHere = false;

  beforeAll(async () => {
    const gate = await createSchemaGate();
    isHere = gate !== null;
    gate?.close();
  });

  for (const { wsdl, own, official: files } of SERVICES) {
    it(`agree with the official schema on every type and operation of ${wsdl}`, async () => {
      if (!isHere) pending(`no schemas in ${schemaFolder}`);
      const schema = WsdlSchema.read(pathOf(wsdl));
      const official = await readOfficialSchema(
        schemaFolder,
        files.map((name) => `${name}.xsd`),
      );
      const types = declared(own, /<xsd:complexType name="(\w+)"/g);
      const operations = declared(own, /<xsd:element name="(\w+)">\s*<xsd:complexType>/g).filter(
        (name) => !name.endsWith('Response'),
      );

      const compared = types.filter((name) => official.types.has(name));

      const found = [
        ...compared.flatMap((name) =>
          differences(
            name,
            [...(schema.membersOf(name)?.values() ?? [])],
            officialMembers(official, name),
          ),
        ),
        ...operations.flatMap((name) => {
          const message = official.messages.get(name);
          if (message === undefined) return [`${name} is officially unknown`];
          const parameters = message.members.filter((each) => each.name !== '_this');
          return differences(name, schema.parametersOf(name), parameters);
        }),
      ];

      expect(types.filter((name) => !compared.includes(name) && !NEWER.has(name))).toEqual([]);
      expect(operations.length).toBeGreaterThan(5);
      expect(found).toEqual([]);
    });
  }
});
