import { fileURLToPath } from 'node:url';
import { decodeReply } from '../soap/decode-reply.ts';
import { encodeRequest } from '../soap/encode-request.ts';
import { WsdlSchema } from '../soap/wsdl-schema.ts';
import type { Member } from '../soap/wsdl-schema.ts';
import { diskPolicySpec } from './disk-policy-spec.ts';
import { parseRetrieved } from './object-properties.ts';
import type { ObjectProperties } from './object-properties.ts';

const schema = WsdlSchema.read(fileURLToPath(new URL('../wsdl/vim25.wsdl', import.meta.url)));
const context = { schema, apiVersion: '8.0.3.0' };
const vm = { type: 'VirtualMachine', value: 'vm-42' };

const BACKINGS = [
  'VirtualDiskFlatVer1BackingInfo',
  'VirtualDiskFlatVer2BackingInfo',
  'VirtualDiskSparseVer1BackingInfo',
  'VirtualDiskSparseVer2BackingInfo',
  'VirtualDiskSeSparseBackingInfo',
  'VirtualDiskRawDiskVer2BackingInfo',
  'VirtualDiskPartitionedRawDiskVer2BackingInfo',
  'VirtualDiskRawDiskMappingVer1BackingInfo',
  'VirtualDiskLocalPMemBackingInfo',
];

const VALUES: Readonly<Record<string, string>> = {
  int: '7',
  long: '4398046511104',
  boolean: 'true',
  string: 'a &lt;b&gt; &amp; c',
  ManagedObjectReference: 'datastore-1',
};

/** A member with a value, and everything that its type can hold, whatever it is. */
function sample(member: Member, actual: ReadonlyMap<string, string>): string {
  const value = VALUES[member.type];
  const one = ((): string => {
    if (member.type === 'ManagedObjectReference')
      return `<${member.name} type="Datastore">${value ?? ''}</${member.name}>`;
    if (value !== undefined) return `<${member.name}>${value}</${member.name}>`;
    const type = actual.get(member.type) ?? member.type;
    const attribute = type === member.type ? '' : ` xsi:type="${type}"`;
    // A parent is a backing of the same type, which would never end.
    const content = samples(type, actual, member.name === 'parent' ? ['parent'] : []);
    return `<${member.name}${attribute}>${content}</${member.name}>`;
  })();
  return member.list ? one + one : one;
}

function samples(
  type: string,
  actual: ReadonlyMap<string, string>,
  without: readonly string[] = [],
): string {
  const members = [...(schema.membersOf(type)?.values() ?? [])];
  return members
    .filter(({ name }) => !without.includes(name))
    .map((member) => sample(member, actual))
    .join('');
}

/** A machine whose one disk has the given backing, with all members set. */
function machine(backing: string): ObjectProperties {
  const actual = new Map([
    ['VirtualDeviceBackingInfo', backing],
    ['VirtualDeviceBusSlotInfo', 'VirtualDevicePciBusSlotInfo'],
    ['VirtualMachineBaseIndependentFilterSpec', 'VirtualMachineIndependentFilterSpec'],
  ]);
  return machineWith(
    `<VirtualDevice xsi:type="VirtualDisk">${samples('VirtualDisk', actual)}</VirtualDevice>`,
  );
}

function machineWith(devices: string): ObjectProperties {
  const xml =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"><e:Body><RetrievePropertiesExResponse xmlns="urn:vim25"><returnval><objects>' +
    '<obj type="VirtualMachine">vm-42</obj>' +
    '<propSet><name>config.changeVersion</name><val xsi:type="xsd:string">2026-01-15T08:00:00.123456Z</val></propSet>' +
    `<propSet><name>config.hardware.device</name><val xsi:type="ArrayOfVirtualDevice">${devices}</val></propSet>` +
    '</objects></returnval></RetrievePropertiesExResponse></e:Body></e:Envelope>';
  const [found] = parseRetrieved(decodeReply(schema, 'RetrievePropertiesEx', xml));
  if (!found) throw new Error('The reply holds one machine.');
  return found;
}

/** What goes onto the wire, in the words of what comes from it. */
function asRead(sent: unknown): unknown {
  if (Array.isArray(sent)) return sent.map(asRead);
  if (typeof sent !== 'object' || sent === null) return sent;
  const {
    attributes = {},
    $value,
    ...members
  } = sent as {
    attributes?: Readonly<Record<string, string>>;
    $value?: unknown;
  };
  if ($value !== undefined) return { type: attributes['type'], value: $value };
  const type = attributes['xsi:type'];
  return {
    ...(type === undefined ? {} : { $type: type }),
    ...Object.fromEntries(Object.entries(members).map(([name, value]) => [name, asRead(value)])),
  };
}

describe('diskPolicySpec', () => {
  const toDefault = [{ diskKey: 7, policy: { kind: 'default' } }] as const;

  for (const backing of BACKINGS) {
    it(`sends a disk with ${backing} back exactly as it was read`, () => {
      const read = machine(backing);

      const spec = diskPolicySpec(read, toDefault);

      const sent = asRead(encodeRequest(context, 'ReconfigVM_Task', vm, { spec })) as {
        spec: { deviceChange: [{ device: object }] };
      };
      const [disk] = read.value('config.hardware.device') as [object];
      expect(sent.spec.deviceChange[0].device).toEqual(disk);
      expect(Object.keys(disk).length).toBe((schema.membersOf('VirtualDisk')?.size ?? 0) + 1);
    });
  }

  it('sends the version of the configuration, so that a change in between is refused', () => {
    const spec = diskPolicySpec(machine('VirtualDiskFlatVer2BackingInfo'), toDefault);

    expect(spec['changeVersion']).toBe('2026-01-15T08:00:00.123456Z');
  });

  it("asks for the datastore's default, or for a policy by its id", () => {
    const read = machine('VirtualDiskFlatVer2BackingInfo');
    const policy = { kind: 'defined', profileId: 'p-1' } as const;

    const specs = [diskPolicySpec(read, toDefault), diskPolicySpec(read, [{ diskKey: 7, policy }])];

    expect(specs.flatMap((spec) => spec['deviceChange'])).toEqual([
      jasmine.objectContaining({
        operation: 'edit',
        profile: [{ $type: 'VirtualMachineDefaultProfileSpec' }],
      }),
      jasmine.objectContaining({
        operation: 'edit',
        profile: [{ $type: 'VirtualMachineDefinedProfileSpec', profileId: 'p-1' }],
      }),
    ]);
  });

  it('refuses a disk that is not there, and a device that is no disk', () => {
    const read = machineWith('<VirtualDevice xsi:type="VirtualCdrom"><key>7</key></VirtualDevice>');

    expect(() => diskPolicySpec(read, toDefault)).toThrowMatching(
      (error: { type: string }) => error.type === 'InvalidArgument',
    );
  });

  it('refuses a disk of a kind that could not be sent back whole', () => {
    const backing = '<backing xsi:type="VirtualDiskNextBackingInfo"><shape>round</shape></backing>';
    const read = machineWith(
      `<VirtualDevice xsi:type="VirtualDisk"><key>7</key>${backing}<capacityInKB>1</capacityInKB></VirtualDevice>`,
    );

    expect(() => diskPolicySpec(read, toDefault)).toThrowMatching(
      (error: { type: string }) => error.type === 'NotSupported',
    );
  });
});
