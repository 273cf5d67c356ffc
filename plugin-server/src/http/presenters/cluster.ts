import type {
  ClusterDetail,
  ClusterNode,
  ClusterState as ContractClusterState,
  ClusterSummary,
  Daemon as ContractDaemon,
  Inventory,
  Permission as ContractPermission,
} from '../../contract/cluster.ts';
import type { ClusterState } from '../../domain/cluster-state.ts';
import type { Daemon } from '../../domain/daemon.ts';
import type { Permission } from '../../domain/permission.ts';
import { productVersion } from '../../domain/version.ts';
import type {
  ClusterSummaryResult,
  ClusterView,
  InventoryResult,
} from '../../services/use-cases.ts';
import { presentFinding } from './finding.ts';

/** The whole inventory, as the wizard's first page shows it. */
export function presentInventory(result: InventoryResult): Inventory {
  const { vcGuid, name, apiVersion } = result.vcenter;
  const { vaio7, vaio8 } = result.latest;
  return {
    vcenter: { vcGuid, name, version: apiVersion },
    clusters: result.clusters.map(presentClusterNode),
    standaloneHosts: result.standaloneHosts.map(({ daemon, datacenter, findings }) => ({
      ...presentDaemon(daemon),
      datacenter,
      findings: findings.map(presentFinding),
    })),
    latest: {
      vaio7: vaio7?.filter.productVersion ?? null,
      vaio8: vaio8?.filter.productVersion ?? null,
    },
  };
}

/** One cluster with its panel's extra facts. */
export function presentClusterDetail(view: ClusterView): ClusterDetail {
  const { lowestEsxiVersion, bundleFlavor } = view;
  return { ...presentClusterNode(view), lowestEsxiVersion, bundleFlavor };
}

/** A cluster's Summary card. */
export function presentClusterSummary(result: ClusterSummaryResult): ClusterSummary {
  return {
    id: result.cluster.ref.value,
    name: result.cluster.name,
    state: presentClusterState(result.state),
    protectable: presentPermission(result.protectable),
    busyActivityId: result.busyActivityId,
  };
}

/** One row of daemons. */
export function presentDaemon(daemon: Daemon): ContractDaemon {
  const { host, cluster, filter } = daemon;
  return {
    hostId: host.ref.value,
    hostName: host.name,
    clusterId: cluster?.ref.value ?? null,
    clusterName: cluster?.name ?? null,
    esxiVersion: host.version,
    esxiBuild: host.build,
    connectionState: host.connectionState,
    inMaintenanceMode: host.inMaintenanceMode,
    acceptanceLevel: daemon.acceptanceLevel,
    filterName: filter?.name ?? null,
    filterVersion: filter && productVersion(filter.version),
    latestVersion: daemon.latestVersion,
    state: daemon.state,
    message: daemon.message,
    sslThumbprint: host.sslThumbprint,
  };
}

export function presentClusterState(state: ClusterState): ContractClusterState {
  return {
    kind: state.kind,
    filterName: state.filterName,
    version: state.version,
    latestVersion: state.latestVersion,
    installedHosts: state.installedHosts,
    totalHosts: state.totalHosts,
  };
}

function presentClusterNode(view: ClusterView): ClusterNode {
  const { cluster } = view;
  const versions = cluster.hosts.flatMap((host) => host.version ?? []);
  return {
    id: cluster.ref.value,
    name: cluster.name,
    datacenter: cluster.datacenter,
    esxiVersions: [...new Set(versions)].sort(),
    state: presentClusterState(view.state),
    hosts: view.daemons.map(presentDaemon),
    findings: view.findings.map(presentFinding),
    selectable: presentPermission(view.selectable),
    busyActivityId: view.busyActivityId,
  };
}

export function presentPermission(permission: Permission): ContractPermission {
  return { allowed: permission.allowed, reason: permission.reason };
}
