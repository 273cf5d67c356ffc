import type { ClusterNode, Inventory } from '@contract/cluster';

/**
 * Whether VAIO SDK 7 may be chosen by hand: it serves ESXi 7.0 to 8.0.3, and where every host has 8.x the newer kit would be taken by itself.
 */
export function canTakeOlderKit(
  cluster: Pick<ClusterNode, 'esxiVersions'>,
  inventory: Pick<Inventory, 'latest'>,
): boolean {
  const { esxiVersions } = cluster;
  return (
    inventory.latest.vaio7 !== null &&
    esxiVersions.length > 0 &&
    esxiVersions.every((version) => version.startsWith('8.'))
  );
}
