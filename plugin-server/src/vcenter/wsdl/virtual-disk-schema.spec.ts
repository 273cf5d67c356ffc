import { fileURLToPath } from 'node:url';
import { readOfficialSchema } from '../../../../e2e/schema-gate/official-types.ts';
import type { OfficialMember, OfficialSchema } from '../../../../e2e/schema-gate/official-types.ts';
import { createSchemaGate, schemaFolder } from '../../../../e2e/schema-gate/schema-gate.ts';
import { WsdlSchema } from '../soap/wsdl-schema.ts';

/** Everything that a virtual disk is made of, which is sent back as it was read. */
const ECHOED = [
  'VirtualDisk',
  'VirtualDeviceConnectInfo',
  'VirtualDevicePciBusSlotInfo',
  'VirtualDiskFlatVer1BackingInfo',
  'VirtualDiskFlatVer2BackingInfo',
  'VirtualDiskSparseVer1BackingInfo',
  'VirtualDiskSparseVer2BackingInfo',
  'VirtualDiskSeSparseBackingInfo',
  'VirtualDiskRawDiskVer2BackingInfo',
  'VirtualDiskPartitionedRawDiskVer2BackingInfo',
  'VirtualDiskRawDiskMappingVer1BackingInfo',
  'VirtualDiskLocalPMemBackingInfo',
  'VirtualDiskVFlashCacheConfigInfo',
  'SharesInfo',
  'StorageIOAllocationInfo',
  'CryptoKeyId',
  'KeyProviderId',
  'VirtualMachineIndependentFilterSpec',
];
/** The published schema files are those of 8.0 GA. */
const PUBLISHED = '8.0.0.0';

function membersOf(schema: OfficialSchema, name: string): readonly OfficialMember[] {
  const type = schema.types.get(name);
  if (type === undefined) return [];
  return [...(type.base === undefined ? [] : membersOf(schema, type.base)), ...type.members];
}

describe('the WSDL of virtual disks', () => {
  const own = WsdlSchema.read(fileURLToPath(new URL('vim25.wsdl', import.meta.url)));
  let official: OfficialSchema | null = null;

  beforeAll(async () => {
    const gate = await createSchemaGate();
    if (gate === null) return;
    gate.close();
    official = await readOfficialSchema(schemaFolder, ['vim-types.xsd']);
  });

  for (const name of ECHOED) {
    it(`has every member of ${name} that the official schema has, in the same order`, () => {
      if (official === null) {
        pending(`no schemas in ${schemaFolder}`);
        return;
      }
      const members = [...(own.membersOf(name)?.values() ?? [])];

      const expected = membersOf(official, name);

      const names = new Set(expected.map((each) => each.name));
      // Newer members are there as far as the simulated vCenter uses them.
      const known = members.filter(
        (each) => names.has(each.name) || each.since === null || each.since <= PUBLISHED,
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(known.map((each) => [each.name, each.list, each.optional])).toEqual(
        expected.map((each) => [each.name, each.list, each.optional]),
      );
    });
  }
});
