import {
  clusterDetailSchema,
  clusterSummarySchema,
  daemonListSchema,
  hostSummarySchema,
  inventorySchema,
  vmSummarySchema,
} from '../../contract/cluster.ts';
import {
  clusterParamsSchema,
  hostParamsSchema,
  vcenterParamsSchema,
  vmParamsSchema,
} from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import type { InventoryReader } from '../../services/use-cases.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  presentClusterDetail,
  presentClusterSummary,
  presentDaemon,
  presentInventory,
} from '../presenters/cluster.ts';
import { presentVmSummary } from '../presenters/vm-summary.ts';

const READ = { method: 'get', status: 200 } as const;

/** What the wizard and the home page read: everything at once. */
export function inventoryEndpoints(inventory: InventoryReader): readonly Endpoint[] {
  return [
    endpoint({
      ...READ,
      path: routes.inventory,
      operationId: 'readInventory',
      summary:
        'Clusters and hosts with the state of the filter and what speaks against setting it up',
      problems: [],
      params: vcenterParamsSchema,
      response: inventorySchema,
      handle: async ({ user }) => ({ body: presentInventory(await inventory.inventory(user)) }),
    }),
    endpoint({
      ...READ,
      path: routes.daemons,
      operationId: 'listDaemons',
      summary: 'One row for each host of a cluster',
      problems: [],
      params: vcenterParamsSchema,
      response: daemonListSchema,
      handle: async ({ user }) => ({
        body: { daemons: (await inventory.daemons(user)).map(presentDaemon) },
      }),
    }),
    endpoint({
      ...READ,
      path: routes.cluster,
      operationId: 'readCluster',
      summary: 'One cluster with its daemons and findings',
      problems: ['notFound'],
      params: clusterParamsSchema,
      response: clusterDetailSchema,
      handle: async ({ user, params }) => ({
        body: presentClusterDetail(await inventory.cluster(user, params.clusterId)),
      }),
    }),
  ];
}

/** What the summary cards read: as little as they show. */
export function summaryEndpoints(inventory: InventoryReader): readonly Endpoint[] {
  return [
    endpoint({
      ...READ,
      path: routes.clusterSummary,
      operationId: 'readClusterSummary',
      summary: 'What the Summary card of a cluster shows',
      problems: ['notFound'],
      params: clusterParamsSchema,
      response: clusterSummarySchema,
      handle: async ({ user, params }) => ({
        body: presentClusterSummary(await inventory.clusterSummary(user, params.clusterId)),
      }),
    }),
    endpoint({
      ...READ,
      path: routes.hostSummary,
      operationId: 'readHostSummary',
      summary: 'What the Summary card of a host shows',
      problems: ['notFound'],
      params: hostParamsSchema,
      response: hostSummarySchema,
      handle: async ({ user, params }) => ({
        body: presentDaemon(await inventory.hostSummary(user, params.hostId)),
      }),
    }),
    endpoint({
      ...READ,
      path: routes.vmSummary,
      operationId: 'readVmSummary',
      summary: 'What the Summary card of a VM shows',
      problems: ['notFound'],
      params: vmParamsSchema,
      response: vmSummarySchema,
      handle: async ({ user, params }) => ({
        body: presentVmSummary(await inventory.vmSummary(user, params.vmId)),
      }),
    }),
  ];
}
