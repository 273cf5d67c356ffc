import { ACCEPTANCE_LEVEL_PATH, acceptanceLevelName, acceptsLevel } from './acceptance-level.ts';
import { isConnected } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { hostScope } from './finding-scope.ts';
import type { FindingDraft } from './finding-link.ts';
import type { Intent } from './plan-intent.ts';
import { isOurs } from './filter-identity.ts';
import type { HostFacts } from './inventory-facts.ts';
import { esxiSupport, SUPPORTED_VERSIONS } from './support-matrix.ts';

/** A rule about one host; several findings are several facts, none is left out for the sake of another. */
export type HostRule = (
  world: ClusterWorld,
  host: HostFacts,
  intent: Intent,
) => readonly FindingDraft[];

/** Of two filters of one class only one can serve a disk, and ours is a replication filter. */
const FILTER_CLASS = 'replication';

const esxiVersion: HostRule = (_world, host) => {
  const scope = hostScope(host);
  const support = esxiSupport(host.version);
  if (support === 'supported') return [];
  if (support === 'unknown')
    return [
      {
        code: 'esxiVersionUnknown',
        severity: 'warning',
        scope,
        reason: `vCenter does not know the ESXi version of ${host.name}.`,
        remedy: `Reconnect the host and check that it runs ${SUPPORTED_VERSIONS}.`,
      },
    ];
  const tooOld = support === 'tooOld';
  return [
    {
      code: tooOld ? 'esxiTooOld' : 'esxiTooNew',
      severity: 'blocker',
      scope,
      reason: `${host.name} runs ESXi ${host.version ?? ''}; the filter serves ${SUPPORTED_VERSIONS}.`,
      remedy: tooOld
        ? 'Upgrade the host to ESXi 7.0 or newer, or move it to another cluster.'
        : 'Move the host to another cluster; no bundle serves this ESXi version.',
    },
  ];
};

const connection: HostRule = (_world, host, { action }) => {
  if (isConnected(host)) return [];
  const disconnected = host.connectionState === 'disconnected';
  const removes = action === 'remove';
  return [
    {
      code: disconnected ? 'hostDisconnected' : 'hostNotResponding',
      severity: 'warning',
      scope: hostScope(host),
      reason: `${host.name} is ${disconnected ? 'disconnected' : 'not responding'}; ${removes ? 'the filter stays on it for now' : 'it stays pending and the filter does not reach it now'}.`,
      remedy: removes
        ? 'Reconnect the host; vCenter then takes the filter off it.'
        : 'Reconnect the host; vCenter then brings the filter to it.',
    },
  ];
};

const acceptanceLevel: HostRule = (world, host, { bundle }) => {
  if (!isConnected(host)) return [];
  const level = world.acceptanceLevels.get(host.ref.value) ?? 'unknown';
  const needed = bundle?.acceptanceLevel ?? 'community';
  const accepts = acceptsLevel(level, needed);
  if (accepts === true) return [];
  const remedy = `Set it to ${acceptanceLevelName(needed)} at ${ACCEPTANCE_LEVEL_PATH}.`;
  if (accepts === null)
    return [
      {
        code: 'acceptanceLevelUnknown',
        severity: 'warning',
        scope: hostScope(host),
        reason: `The acceptance level of ${host.name} could not be read.`,
        remedy: `Look at ${ACCEPTANCE_LEVEL_PATH}; it has to be ${acceptanceLevelName(needed)}.`,
      },
    ];
  return [
    {
      code: 'acceptanceLevel',
      severity: 'blocker',
      scope: hostScope(host),
      reason: `The acceptance level of ${host.name} is ${acceptanceLevelName(level)}; the filter needs ${acceptanceLevelName(needed)}.`,
      remedy,
    },
  ];
};

const secureBoot: HostRule = (_world, host, { bundle }) => {
  if (host.uefiSecureBoot !== true || (bundle?.acceptanceLevel ?? 'community') !== 'community')
    return [];
  return [
    {
      code: 'secureBoot',
      severity: 'blocker',
      scope: hostScope(host),
      reason: `${host.name} starts with UEFI Secure Boot, which allows no Community Supported software; with the filter the host would not start again.`,
      remedy: 'Switch Secure Boot off in the firmware of the host, or leave the host out.',
    },
  ];
};

const rebootPending: HostRule = (_world, host) =>
  host.rebootRequired
    ? [
        {
          code: 'rebootRequired',
          severity: 'warning',
          scope: hostScope(host),
          reason: `${host.name} waits for a reboot; it may refuse other software until then.`,
          remedy: 'Reboot the host first.',
        },
      ]
    : [];

const otherFilterOfClass: HostRule = (world, host) =>
  (host.filters ?? [])
    .filter((filter) => filter.type === FILTER_CLASS)
    .filter((filter) => !isOurs(filter, world.bundles.identities))
    .map((filter) => ({
      code: 'otherFilterOfClass',
      severity: 'warning',
      scope: hostScope(host),
      reason: `${host.name} carries another replication filter, ${filter.name} of ${filter.vendor}; a disk can use only one of them.`,
      remedy:
        'Remove the other filter, or keep it away from the disks that this product shall replicate.',
    }));

const maintenanceMode: HostRule = (_world, host) =>
  host.inMaintenanceMode
    ? [
        {
          code: 'hostInMaintenanceMode',
          severity: 'info',
          scope: hostScope(host),
          reason: `${host.name} is in maintenance mode and stays in it.`,
          remedy: 'Let the host leave maintenance mode when you are done with it.',
        },
      ]
    : [];

/** Certificates and the order of recorded data both depend on the time of the hosts. */
const clock: HostRule = (_world, host) =>
  isConnected(host) && host.timeInSync === false
    ? [
        {
          code: 'clockSkew',
          severity: 'warning',
          scope: hostScope(host),
          reason: `The time service of ${host.name} says that its clock is not synchronised.`,
          remedy: 'Check host > Configure > System > Time Configuration.',
        },
      ]
    : [];

/** Rules for bringing the filter to a host. */
export const setupHostRules: readonly HostRule[] = [
  esxiVersion,
  connection,
  acceptanceLevel,
  secureBoot,
  rebootPending,
  maintenanceMode,
  otherFilterOfClass,
  clock,
];

/** Rules that matter as long as the host carries the filter. */
export const lastingHostRules: readonly HostRule[] = [
  connection,
  rebootPending,
  otherFilterOfClass,
  clock,
];

/** Rules for taking it away. */
export const removalHostRules: readonly HostRule[] = [connection, rebootPending, maintenanceMode];
