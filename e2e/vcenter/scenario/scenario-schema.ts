import { z } from 'zod';

/**
 * What a scenario file may say: the whole world that a simulated vCenter starts with. Everything but names has a default, so that a small
 * file is enough. Passwords are normally left out and passed in by whoever starts the vCenter.
 */
const name = z.string().min(1).max(80);
const acceptanceLevel = z.enum(['vmware_certified', 'vmware_accepted', 'partner', 'community']);

const installedFilter = z.strictObject({
  name: name.describe('name of the filter as its bundle gives it'),
  vendor: name,
  version: name.describe('full VIB version'),
  type: name.default('replication'),
  summary: z.string().default(''),
  releaseDate: z.string().default('2026-01-15'),
  vibUrl: z.string().optional().describe('where the filter was installed from'),
});

const disk = z.strictObject({
  sizeGb: z.number().positive().default(40),
  thin: z.boolean().default(true),
  rawDevice: z.enum(['physical', 'virtual']).optional().describe('raw device mapping and its mode'),
  sharing: z.enum(['sharingNone', 'sharingMultiWriter']).default('sharingNone'),
  filtered: z.boolean().default(false).describe("the cluster's filter is attached to this disk"),
  policy: name
    .optional()
    .describe('storage policy of the disk: one of the scenario or a built-in one'),
});

const tag = z.strictObject({ category: name, name });

const policyKinds = ['tags', 'vsan', 'encryption', 'filter'] as const;

const policy = z.strictObject({
  name,
  description: z.string().default(''),
  rules: z
    .array(
      z.strictObject({
        kind: z.enum(policyKinds),
        tagCategory: name.default('Storage tier').describe('for tags'),
        tags: z.array(name).default(['Gold']).describe('for tags'),
        failuresToTolerate: z.number().int().min(0).max(3).default(1).describe('for vsan'),
        filter: name.optional().describe('for filter: its name'),
      }),
    )
    .min(1)
    .describe('all of them must hold'),
});

const virtualMachine = z.strictObject({
  name,
  host: z.number().int().min(0).default(0).describe('index of the host in its cluster'),
  powerState: z.enum(['poweredOn', 'poweredOff', 'suspended']).default('poweredOn'),
  template: z.boolean().default(false),
  guestId: name.default('debian12_64Guest'),
  cpus: z.number().int().positive().default(2),
  memoryMb: z.number().int().positive().default(4096),
  disks: z.array(disk).default([disk.parse({})]),
  snapshots: z.array(name).default([]).describe('a chain, oldest first'),
  faultTolerance: z.boolean().default(false),
  homePolicy: name.optional().describe('storage policy of the files beside the disks'),
  pinned: z.boolean().default(false).describe('cannot leave its host while it runs'),
  reservedMemoryMb: z.number().int().min(0).default(0).describe('another host must have it free'),
  folder: z
    .string()
    .regex(/^[^/]{1,80}(\/[^/]{1,80}){0,9}$/)
    .optional()
    .describe('VM folder below that of the datacenter: Servers/Web'),
  tags: z.array(tag).default([]),
  busSharing: z
    .enum(['noSharing', 'physicalSharing', 'virtualSharing'])
    .default('noSharing')
    .describe('of the SCSI controller that all disks are on'),
});

const host = z.strictObject({
  name,
  version: z.string().default('8.0.3'),
  build: z.string().default('24022510'),
  acceptanceLevel: acceptanceLevel.default('community'),
  secureBoot: z.boolean().default(false),
  connectionState: z.enum(['connected', 'disconnected', 'notResponding']).default('connected'),
  maintenanceMode: z.boolean().default(false),
  rebootRequired: z.boolean().default(false),
});

const cluster = z.strictObject({
  name,
  drs: z.enum(['off', 'manual', 'partiallyAutomated', 'fullyAutomated']).default('fullyAutomated'),
  highAvailability: z.boolean().default(true),
  lifecycleManaged: z.boolean().default(false).describe('managed with a single image'),
  filter: installedFilter.optional(),
  otherFilters: z
    .array(installedFilter)
    .default([])
    .describe("filters of other vendors beside the cluster's; policies attach them"),
  hosts: z.array(host).default([]),
  vms: z.array(virtualMachine).default([]),
});

const standaloneHost = z.strictObject({ host, vms: z.array(virtualMachine).default([]) });

const datacenter = z.strictObject({
  name,
  clusters: z.array(cluster).default([]),
  standaloneHosts: z.array(standaloneHost).default([]),
  networks: z.array(name).default(['VM Network']),
});

const role = z.strictObject({ name, privileges: z.array(name) });

const permission = z.strictObject({
  role: name.describe('Admin, ReadOnly, NoAccess or a role of this scenario'),
  entity: name.default('root').describe("'root' or the name of an inventory object"),
  propagate: z.boolean().default(true),
});

const user = z.strictObject({
  name: name.describe('login name, such as operator@vsphere.local'),
  fullName: z.string().default(''),
  password: z.string().min(1).optional(),
  permissions: z.array(permission),
});

const tenant = z.strictObject({
  id: name,
  name,
  principals: z.array(name).describe('users that belong to the tenant'),
  ownsVcenter: z.boolean().default(false),
});

const timing = z.strictObject({
  downloadSeconds: z.number().min(0).default(1),
  secondsPerHost: z.number().min(0).default(4),
  hostsAtATime: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe('hosts that one operation works on'),
  secondsPerMigration: z.number().min(0).default(2),
  secondsPerPowerChange: z.number().min(0).default(1),
  secondsPerReconfigure: z.number().min(0).default(2),
  reconfiguresAtATime: z.number().int().positive().default(16).describe('others are queued'),
  capabilitySeconds: z.number().min(0).default(5).describe('until a filter is known to policies'),
});

export const scenarioSchema = z.strictObject({
  name,
  vcenter: z
    .strictObject({
      name: name.default('vcenter.example.com'),
      version: z.string().default('8.0.3'),
      build: z.string().default('24022515'),
      apiVersion: z.string().default('8.0.3.0'),
      filterTasksCancelable: z.boolean().default(true),
      instanceUuid: z.uuid().default('6f1d2c84-3f52-4a10-9a57-0c9e6b1d7f20'),
    })
    .prefault({}),
  timing: timing.prefault({}),
  roles: z.array(role).default([]),
  users: z.array(user).min(1),
  tenants: z.array(tenant).default([]),
  policies: z.array(policy).default([]),
  datacenters: z.array(datacenter).min(1),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type DatacenterScenario = z.output<typeof datacenter>;
export type ClusterScenario = z.output<typeof cluster>;
export type HostScenario = z.output<typeof host>;
export type VmScenario = z.output<typeof virtualMachine>;
export type DiskScenario = z.output<typeof disk>;
export type FilterScenario = z.output<typeof installedFilter>;
export type PolicyScenario = z.output<typeof policy>;
export type UserScenario = z.output<typeof user>;
export type AcceptanceLevel = z.output<typeof acceptanceLevel>;

export type ClusterInput = z.input<typeof cluster>;
export type HostInput = z.input<typeof host>;
export type VmInput = z.input<typeof virtualMachine>;
export type UserInput = z.input<typeof user>;

/** Gives a host added while the vCenter runs the same defaults as one of a scenario file. */
export function parseHost(input: HostInput): HostScenario {
  return host.parse(input);
}

/**
 * Checks a scenario and fills in every default.
 * @throws Error that names each mistake with its place in the scenario
 */
export function parseScenario(input: unknown): Scenario {
  const result = scenarioSchema.safeParse(input);
  if (!result.success)
    throw new Error(`The scenario is not valid.\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** The scenario with the given passwords (by login name) put in; names that the scenario does not know are refused. */
export function withPasswords(scenario: Scenario, passwords: Record<string, string>): Scenario {
  const known = new Set(scenario.users.map((entry) => entry.name));
  const unknown = Object.keys(passwords).filter((login) => !known.has(login));
  if (unknown.length > 0) throw new Error(`No such user in the scenario: ${unknown.join(', ')}`);
  const users = scenario.users.map((entry) => {
    const password = passwords[entry.name];
    return password === undefined ? entry : { ...entry, password };
  });
  return { ...scenario, users };
}
