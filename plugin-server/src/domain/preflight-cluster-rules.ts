import type { Bundle } from './bundle.ts';
import { flavorOf, isConnected } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { clusterScope } from './finding-scope.ts';
import type { FindingDraft } from './finding-link.ts';
import { parseEsxiVersion } from './version.ts';

/** A rule about the cluster as a whole. `takesHostsDown` is true for operations that lead hosts through maintenance mode. */
export type ClusterRule = (
  world: ClusterWorld,
  bundle: Bundle | null,
  takesHostsDown: boolean,
) => Omit<FindingDraft, 'scope'> | null;

const imageManaged: ClusterRule = ({ cluster }) =>
  cluster.lifecycleManaged
    ? {
        code: 'imageManagedCluster',
        severity: 'blocker',
        reason: `${cluster.name} is managed with a single image; a Community Supported filter can be installed only into clusters managed with baselines.`,
        remedy: 'Use a cluster that is managed with baselines; an image cannot be taken back.',
      }
    : null;

const emptyCluster: ClusterRule = ({ cluster }) =>
  cluster.hosts.length === 0
    ? {
        code: 'emptyCluster',
        severity: 'blocker',
        reason: `${cluster.name} has no hosts.`,
        remedy: 'Add a host to the cluster first.',
      }
    : null;

const nobodyConnected: ClusterRule = ({ cluster }) =>
  cluster.hosts.length > 0 && !cluster.hosts.some(isConnected)
    ? {
        code: 'hostDisconnected',
        severity: 'blocker',
        reason: `None of the hosts of ${cluster.name} is connected.`,
        remedy: 'Reconnect at least one host.',
      }
    : null;

const noBundle: ClusterRule = ({ cluster }, bundle) => {
  const flavor = flavorOf(cluster);
  if (flavor === null || bundle !== null) return null;
  return {
    code: 'noBundle',
    severity: 'blocker',
    reason: `The server holds no ${flavor} bundle, which the ESXi versions of ${cluster.name} need.`,
    remedy: `Put the offline bundle into the folder iofilter-${flavor} of the bundle root.`,
  };
};

const mixedVersions: ClusterRule = ({ cluster }) => {
  const majors = new Set(
    cluster.hosts.flatMap((host) => parseEsxiVersion(host.version ?? '')?.major ?? []),
  );
  if (majors.size < 2 || flavorOf(cluster) === null) return null;
  return {
    code: 'mixedEsxiVersions',
    severity: 'warning',
    reason: `${cluster.name} has hosts of ESXi ${[...majors].sort((a, b) => a - b).join('.x and ')}.x; the bundle for the oldest of them is taken for all.`,
    remedy: 'Nothing has to be done; bring the hosts to one version when you can.',
  };
};

const maintenanceMode: ClusterRule = ({ cluster }, bundle) => {
  if (bundle?.maintenanceModeRequired !== true) return null;
  const outside = cluster.hosts.filter((host) => isConnected(host) && !host.inMaintenanceMode);
  if (outside.length === 0) return null;
  return {
    code: 'maintenanceModeNeeded',
    severity: 'warning',
    reason: `The bundle asks for maintenance mode, and ${outside.length} of the ${cluster.hosts.length} hosts of ${cluster.name} are not in it.`,
    remedy: 'Be ready to put the hosts into maintenance mode, one after the other.',
  };
};

const bundleReboots: ClusterRule = (_world, bundle) =>
  bundle?.rebootRequired === true
    ? {
        code: 'rebootRequired',
        severity: 'warning',
        reason: 'The bundle asks for a reboot of each host.',
        remedy: 'Plan a reboot of the hosts, one after the other.',
      }
    : null;

const drsDisabled: ClusterRule = ({ cluster }, bundle, takesHostsDown) => {
  if (cluster.drs.enabled) return null;
  if (takesHostsDown)
    return {
      code: 'drsDisabled',
      severity: 'blocker',
      reason: `DRS is switched off on ${cluster.name}; vCenter refuses to update or remove a filter then.`,
      remedy: 'Switch DRS on at cluster > Configure > Services > vSphere DRS.',
    };
  const byHand = bundle?.maintenanceModeRequired === true;
  return {
    code: 'drsDisabled',
    severity: byHand ? 'warning' : 'info',
    reason: byHand
      ? `DRS is switched off on ${cluster.name}; hosts have to be emptied and put into maintenance mode by hand.`
      : `DRS is switched off on ${cluster.name}; the filter can be installed, but not updated or removed later.`,
    remedy: 'Switch DRS on at cluster > Configure > Services > vSphere DRS.',
  };
};

const drsNotAutomated: ClusterRule = ({ cluster }, bundle, takesHostsDown) => {
  const { enabled, behavior } = cluster.drs;
  if (!enabled || behavior === null || behavior === 'fullyAutomated') return null;
  if (!takesHostsDown && bundle?.maintenanceModeRequired !== true) return null;
  return {
    code: 'drsNotAutomated',
    severity: 'warning',
    reason: `DRS of ${cluster.name} is not fully automated; its recommendations have to be applied by hand before a host enters maintenance mode.`,
    remedy: 'Set DRS to fully automated for the time of the change, or apply the recommendations.',
  };
};

const clusterBusy: ClusterRule = ({ cluster, busyActivityId }) =>
  busyActivityId === null
    ? null
    : {
        code: 'clusterBusy',
        severity: 'blocker',
        reason: `Another activity works on ${cluster.name}.`,
        remedy: 'Wait until it has ended; Activities shows it.',
      };

const clusterRules: readonly ClusterRule[] = [
  clusterBusy,
  imageManaged,
  emptyCluster,
  nobodyConnected,
  noBundle,
  mixedVersions,
  maintenanceMode,
  bundleReboots,
  drsDisabled,
  drsNotAutomated,
];

/** What there is to say of the cluster as a whole, complete. */
export function clusterFindings(
  world: ClusterWorld,
  bundle: Bundle | null,
  takesHostsDown: boolean,
): readonly FindingDraft[] {
  return clusterRules.flatMap((rule) => {
    const finding = rule(world, bundle, takesHostsDown);
    return finding === null ? [] : [{ ...finding, scope: clusterScope(world.cluster) }];
  });
}
