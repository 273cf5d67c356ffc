import { deliveryFindings } from './bundle-delivery.ts';
import { servesEsxi } from './bundle-platforms.ts';
import type { Bundle } from './bundle.ts';
import { flavorOf, serves } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { FindingDraft } from './finding-link.ts';
import { clusterScope } from './finding-scope.ts';
import type { Scope } from './finding.ts';
import type { Intent } from './plan-intent.ts';

/** A rule about what is installed; it may have nothing, one thing or several things to say. */
export type BundleRule = (world: ClusterWorld, intent: Intent) => readonly FindingDraft[];

const noBundle: BundleRule = (world, { bundle, flavor }) => {
  const { cluster } = world;
  const needed = flavor ?? flavorOf(cluster);
  if (needed === null || bundle !== null || !serves(needed, cluster)) return [];
  return [
    {
      code: 'noBundle',
      severity: 'blocker',
      scope: clusterScope(cluster),
      reason:
        flavor === undefined
          ? `The server holds no ${needed} bundle, which the ESXi versions of ${cluster.name} need.`
          : `The server holds no ${needed} bundle, which was chosen for ${cluster.name}.`,
      remedy: `Import the offline bundle, or put it into the folder iofilter-${needed} of the bundle root.`,
    },
    ...world.refusedBundles
      .filter((refused) => refused.flavor === needed)
      .map(({ fileName, detail }): FindingDraft => ({
        code: 'bundleInvalid',
        severity: 'warning',
        scope: { type: 'bundle', id: fileName, name: fileName },
        reason: `${fileName} lies in the folder, but cannot be used: ${detail}`,
        remedy: 'Replace it by an undamaged offline bundle of the filter.',
      })),
  ];
};

const flavorNotServing: BundleRule = ({ cluster }, { flavor }) => {
  if (flavor === undefined || flavorOf(cluster) === null || serves(flavor, cluster)) return [];
  return [
    {
      code: 'flavorNotServing',
      severity: 'blocker',
      scope: clusterScope(cluster),
      reason: `The kit ${flavor} was chosen, and it does not serve ESXi 7, which hosts of ${cluster.name} run.`,
      remedy: 'Choose the kit vaio7, or leave the choice to the server.',
    },
  ];
};

/** The X-ray may have found a bundle whose own range is narrower than that of its kit. */
const platform: BundleRule = ({ cluster }, { bundle }) => {
  if (bundle === null) return [];
  const versions = new Set(cluster.hosts.flatMap((host) => host.version ?? []));
  const unserved = [...versions].filter((version) => !servesEsxi(bundle.platforms, version)).sort();
  if (unserved.length === 0) return [];
  return [
    {
      code: 'bundlePlatform',
      severity: 'blocker',
      scope: bundleScope(bundle),
      reason: `${bundle.fileName} says that it is not made for ESXi ${unserved.join(', ')}, which hosts of ${cluster.name} run.`,
      remedy: 'Import a bundle that is made for all ESXi versions of the cluster.',
    },
  ];
};

const delivery: BundleRule = (world, { bundle }) =>
  bundle === null || world.delivery === null
    ? []
    : deliveryFindings(bundle, world.delivery, world.vcenter);

function bundleScope(bundle: Bundle): Scope {
  return { type: 'bundle', id: bundle.id, name: bundle.fileName };
}

/** Rules for what a cluster gets. */
export const bundleRules: readonly BundleRule[] = [noBundle, flavorNotServing, platform, delivery];
