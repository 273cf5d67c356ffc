import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { complianceStatusSchema, vmDiskSchema, vmReasonSchema } from './virtual-machine.ts';

export const acceptanceLevelSchema = z.enum([
  'vmware_certified',
  'vmware_accepted',
  'partner',
  'community',
  'unknown',
]);

export const clusterStateSchema = z.object({
  kind: z.enum(['notInstalled', 'installed', 'outdated', 'partial', 'hasIssues', 'unsupported']),
  filterName: z.string().nullable(),
  version: z.string().nullable(),
  latestVersion: z.string().nullable(),
  installedHosts: z.int(),
  totalHosts: z.int(),
});
export type ClusterState = z.infer<typeof clusterStateSchema>;

/** What a user may do with a cluster; `reason` says why not. */
export const permissionSchema = z.object({ allowed: z.boolean(), reason: z.string().nullable() });
export type Permission = z.infer<typeof permissionSchema>;

/** The filter's instance on one host. */
export const daemonSchema = z.object({
  hostId: z.string(),
  hostName: z.string(),
  clusterId: z.string().nullable(),
  clusterName: z.string().nullable(),
  esxiVersion: z.string().nullable(),
  esxiBuild: z.string().nullable(),
  connectionState: z.enum(['connected', 'disconnected', 'notResponding']),
  inMaintenanceMode: z.boolean(),
  acceptanceLevel: acceptanceLevelSchema,
  filterName: z.string().nullable(),
  filterVersion: z.string().nullable(),
  latestVersion: z.string().nullable(),
  state: z.enum([
    'installed',
    'outdated',
    'notInstalled',
    'pending',
    'installing',
    'unavailable',
    'failed',
  ]),
  /** Plain words for a state that needs an explanation. */
  message: z.string().nullable(),
  /** SHA-1 of the host certificate as vCenter shows it. */
  sslThumbprint: z.string().nullable(),
});
export type Daemon = z.infer<typeof daemonSchema>;

/** One cluster of the wizard's tree. */
export const clusterNodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  datacenter: z.string(),
  esxiVersions: z.array(z.string()),
  state: clusterStateSchema,
  hosts: z.array(daemonSchema),
  /** Blockers and warnings of an install or update, complete. */
  findings: z.array(findingSchema),
  /** Whether the cluster may be ticked, and if not, why in one sentence. */
  selectable: permissionSchema,
  busyActivityId: z.string().nullable(),
});
export type ClusterNode = z.infer<typeof clusterNodeSchema>;

/** GET /vcenters/{vcGuid}/inventory: everything the wizard's first page shows. */
export const inventorySchema = z.object({
  vcenter: z.object({ vcGuid: z.string(), name: z.string(), version: z.string() }),
  clusters: z.array(clusterNodeSchema),
  standaloneHosts: z.array(
    daemonSchema.extend({ datacenter: z.string(), findings: z.array(findingSchema) }),
  ),
  latest: z.object({ vaio7: z.string().nullable(), vaio8: z.string().nullable() }),
});
export type Inventory = z.infer<typeof inventorySchema>;

/** GET /vcenters/{vcGuid}/clusters/{clusterId}: the I/O Filter panel. */
export const clusterDetailSchema = clusterNodeSchema.extend({
  lowestEsxiVersion: z.string().nullable(),
  bundleFlavor: z.enum(['vaio7', 'vaio8']).nullable(),
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;

/** GET …/clusters/{clusterId}/summary: the cluster's Summary card; no acceptance levels, no preflight. */
export const clusterSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  state: clusterStateSchema,
  /** Whether VMs of this cluster can be the source of a real-time replication. */
  protectable: permissionSchema,
  busyActivityId: z.string().nullable(),
});
export type ClusterSummary = z.infer<typeof clusterSummarySchema>;

/** GET …/hosts/{hostId}/summary: the host's Summary card. */
export const hostSummarySchema = daemonSchema;
export type HostSummary = z.infer<typeof hostSummarySchema>;

/** GET …/vms/{vmId}/summary: the VM's Summary card. */
export const vmSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  hostName: z.string().nullable(),
  filterOnHost: z.object({ version: z.string(), available: z.boolean() }).nullable(),
  protectable: permissionSchema,
  disks: z.array(vmDiskSchema.extend({ compliance: complianceStatusSchema.nullable() })),
  /** What stands against assigning the policy; empty when nothing does. */
  reasons: z.array(vmReasonSchema),
  /** Replication and failover jobs of this machine, with the port of the Journal Service that the filter sends to. */
  jobs: z.array(
    z.object({ name: z.string(), kind: z.enum(['replication', 'failover']), port: z.int() }),
  ),
});
export type VmSummary = z.infer<typeof vmSummarySchema>;

/** GET …/daemons: one row a host, for HOME ▸ Nodes. */
export const daemonListSchema = z.object({ daemons: z.array(daemonSchema) });
export type DaemonList = z.infer<typeof daemonListSchema>;
