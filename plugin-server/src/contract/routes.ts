/** Base path of the API. Below the plug-in server's origin, or below the proxied origin inside the vSphere Client. */
export const API_BASE = '/api/v1';

/** Express paths of the API, relative to API_BASE; the one list that server, OpenAPI document and user interface share. */
export const routes = {
  openapi: '/openapi.json',
  session: '/vcenters/:vcGuid/session',
  inventory: '/vcenters/:vcGuid/inventory',
  cluster: '/vcenters/:vcGuid/clusters/:clusterId',
  clusterSummary: '/vcenters/:vcGuid/clusters/:clusterId/summary',
  hostSummary: '/vcenters/:vcGuid/hosts/:hostId/summary',
  vmSummary: '/vcenters/:vcGuid/vms/:vmId/summary',
  /** Pages of virtual machines, and all that match at once; both only read. */
  vmQuery: '/vcenters/:vcGuid/vms/query',
  vmSelection: '/vcenters/:vcGuid/vms/selection',
  vmFilters: '/vcenters/:vcGuid/vms/filters',
  policies: '/vcenters/:vcGuid/policies',
  policiesDelete: '/vcenters/:vcGuid/policies/delete',
  restorePoints: '/vcenters/:vcGuid/restore-points',
  daemons: '/vcenters/:vcGuid/daemons',
  bundles: '/vcenters/:vcGuid/bundles',
  bundle: '/vcenters/:vcGuid/bundles/:bundleId',
  bundleFetches: '/vcenters/:vcGuid/bundles/:bundleId/fetches',
  activityFetches: '/vcenters/:vcGuid/activities/:activityId/fetches',
  plans: '/vcenters/:vcGuid/plans',
  activities: '/vcenters/:vcGuid/activities',
  activity: '/vcenters/:vcGuid/activities/:activityId',
  activityVms: '/vcenters/:vcGuid/activities/:activityId/vms',
  activityCancel: '/vcenters/:vcGuid/activities/:activityId/cancel',
  queue: '/vcenters/:vcGuid/queue',
  clusterResolve: '/vcenters/:vcGuid/clusters/:clusterId/resolve',
  evacuationForecast: '/vcenters/:vcGuid/clusters/:clusterId/evacuation-forecast',
  hostMaintenanceMode: '/vcenters/:vcGuid/hosts/:hostId/maintenance-mode',
  /** Server-sent events: `event: activity`, `data:` one Activity, `id:` a growing number; a comment line every 15 s. */
  activityEvents: '/vcenters/:vcGuid/activity-events',
  audit: '/vcenters/:vcGuid/audit',
  /** A file to download, CSV or JSON lines. */
  auditExport: '/vcenters/:vcGuid/audit/export',
  /** For the replication product, by its API token. */
  replicationJobs: '/replication/vcenters/:vcGuid/jobs',
  replicationJob: '/replication/vcenters/:vcGuid/jobs/:jobId',
} as const;

/** Header with the token that `htmlClientSdk.app.getSessionInfo` gives. */
export const SESSION_HEADER = 'vmware-api-session-id';
