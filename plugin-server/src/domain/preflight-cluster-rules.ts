import { flavorOf, isConnected } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { FindingDraft } from './finding-link.ts';
import type { Intent } from './plan-intent.ts';
import { listedFilter } from './plan-intent.ts';
import { parseEsxiVersion } from './version.ts';

/** A rule about the cluster as a whole. */
export type ClusterRule = (
  world: ClusterWorld,
  intent: Intent,
) => Omit<FindingDraft, 'scope'> | null;

/** Nothing of a cluster is changed while another activity works on it. */
export const clusterBusy = ({
  cluster,
  busyActivityId,
}: Pick<ClusterWorld, 'cluster' | 'busyActivityId'>): ReturnType<ClusterRule> =>
  busyActivityId === null
    ? null
    : {
        code: 'clusterBusy',
        severity: 'blocker',
        reason: `Another activity works on ${cluster.name}.`,
        remedy: 'Wait until it has ended; Activities shows it.',
      };

const imageManaged: ClusterRule = ({ cluster }, { action }) => {
  if (!cluster.lifecycleManaged) return null;
  if (action === 'remove')
    return {
      code: 'imageManagedCluster',
      severity: 'warning',
      reason: `${cluster.name} is managed with a single image; vCenter takes the filter out of the image and may wait until the cluster is remediated.`,
      remedy: 'Look at cluster > Updates > Image after the removal, and remediate the cluster.',
    };
  return {
    code: 'imageManagedCluster',
    severity: 'blocker',
    reason: `${cluster.name} is managed with a single image; a Community Supported filter can be installed only into clusters managed with baselines.`,
    remedy: 'Use a cluster that is managed with baselines; an image cannot be taken back.',
  };
};

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

const mixedVersions: ClusterRule = ({ cluster }) => {
  const majors = new Set(
    cluster.hosts.flatMap((host) => parseEsxiVersion(host.version ?? '')?.major ?? []),
  );
  if (majors.size < 2 || flavorOf(cluster) === null) return null;
  return {
    code: 'mixedEsxiVersions',
    severity: 'warning',
    reason: `${cluster.name} has hosts of ESXi ${[...majors].sort((a, b) => a - b).join('.x and ')}.x; the bundle for the oldest of them is taken for all.`,
    remedy: 'Bring the hosts to one version when you can.',
  };
};

/** Resolving goes on with what was begun last, so a removal that was begun can only be ended. */
const removalUnfinished: ClusterRule = (world) =>
  listedFilter(world)?.operation === 'uninstall'
    ? {
        code: 'removalUnfinished',
        severity: 'blocker',
        reason: `A removal of the filter from ${world.cluster.name} was begun and has not ended.`,
        remedy: 'Remove the filter to the end first, then set it up again.',
      }
    : null;

const filterNotListed: ClusterRule = (world) =>
  listedFilter(world) === null
    ? {
        code: 'filterNotListed',
        severity: 'blocker',
        reason: `Hosts of ${world.cluster.name} carry the filter, but vCenter does not list it on the cluster and so cannot remove it.`,
        remedy:
          'Set the filter up on the cluster, so that vCenter takes it over, and remove it then.',
      }
    : null;

/** Rules for bringing the filter to a cluster. */
export const setupClusterRules: readonly ClusterRule[] = [
  clusterBusy,
  imageManaged,
  emptyCluster,
  nobodyConnected,
  removalUnfinished,
];

/** Rules that matter as long as the cluster carries the filter, whatever is done with it. */
export const lastingClusterRules: readonly ClusterRule[] = [mixedVersions];

/** Rules for taking it away. */
export const removalClusterRules: readonly ClusterRule[] = [
  clusterBusy,
  imageManaged,
  nobodyConnected,
  filterNotListed,
];
