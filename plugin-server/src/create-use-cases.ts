import type { FolderCatalog } from './bundles/folder-catalog.ts';
import type { ImportedBundles } from './bundles/imported-bundles.ts';
import { OwnUrlCheck } from './bundles/url-check.ts';
import type { AppParts } from './http/create-app.ts';
import type { ActivityRunner } from './ports/activity-runner.ts';
import type { Clock } from './ports/clock.ts';
import type { Vcenters } from './ports/vcenter.ts';
import { ActionAvailability } from './services/action-availability.ts';
import { Activities } from './services/activities.ts';
import { ApiTokenGate } from './services/api-token-gate.ts';
import { AuditTrail } from './services/audit-trail.ts';
import { AuditView } from './services/audit-view.ts';
import { BundleDeliveryReader } from './services/bundle-delivery-reader.ts';
import { BundleLibrary } from './services/bundle-library.ts';
import { BundleUsage } from './services/bundle-usage.ts';
import { InventoryView } from './services/inventory-view.ts';
import { Maintenance } from './services/maintenance.ts';
import { Planner } from './services/planner.ts';
import { PolicyLibrary } from './services/policy-library.ts';
import { ReplicationRegistry } from './services/replication-registry.ts';
import { VmIndexes } from './services/vm-indexes.ts';
import { VmActionAvailability } from './services/vm-action-availability.ts';
import { VmPages } from './services/vm-pages.ts';
import { RestorePoints } from './services/restore-points.ts';
import { WorkControl } from './services/work-control.ts';
import type { SqliteActivityStore } from './store/sqlite-activity-store.ts';
import type { SqliteApiTokens } from './store/sqlite-api-tokens.ts';
import type { SqliteAuditLog } from './store/sqlite-audit-log.ts';
import type { SqliteBundleFetchLog } from './store/sqlite-bundle-fetch-log.ts';
import type { SqlitePolicyMemory } from './store/sqlite-policy-memory.ts';
import type { SqliteQueueState } from './store/sqlite-queue-state.ts';
import type { SqliteReplicationJobs } from './store/sqlite-replication-jobs.ts';
import type { SqliteVmChangeStore } from './store/sqlite-vm-change-store.ts';

/** What lies in the embedded database beside the activities. */
export interface Registry {
  readonly audit: SqliteAuditLog;
  readonly jobs: SqliteReplicationJobs;
  readonly apiTokens: SqliteApiTokens;
  readonly policies: SqlitePolicyMemory;
  readonly vmChanges: SqliteVmChangeStore;
  readonly queueState: SqliteQueueState;
  readonly fetches: SqliteBundleFetchLog;
}

/** What the use cases are made of. */
export interface UseCaseParts extends Registry {
  readonly vcenters: Vcenters;
  readonly bundles: FolderCatalog;
  readonly imports: ImportedBundles;
  readonly runner: ActivityRunner;
  readonly store: SqliteActivityStore;
  readonly clock: Clock;
  readonly indexes: VmIndexes;
  /** Name that the filter's own storage policy gets when it is made. */
  readonly policyName: string;
}

/** What HTTP asks of the core. */
export type UseCases = Pick<
  AppParts,
  | 'inventory'
  | 'planner'
  | 'activities'
  | 'work'
  | 'maintenance'
  | 'offers'
  | 'vmOffers'
  | 'tokens'
  | 'registry'
  | 'audit'
  | 'library'
  | 'vmPages'
  | 'policies'
  | 'restorePoints'
>;

/** Puts the use cases together, for the whole life of the server. */
export function createUseCases(parts: UseCaseParts): UseCases {
  const urlCheck = new OwnUrlCheck(parts.bundles, parts.clock);
  const delivery = new BundleDeliveryReader(parts.bundles, urlCheck);
  const planner = new Planner({ ...parts, delivery });
  const trail = new AuditTrail(parts.audit);
  const activities = new Activities({ ...parts, planner, trail });
  const vmPages = new VmPages(parts);
  return {
    planner,
    activities,
    work: new WorkControl({ ...parts, activities, trail }),
    maintenance: new Maintenance({ ...parts, trail }),
    library: new BundleLibrary({ ...parts, activities, trail, usage: new BundleUsage(parts) }),
    inventory: new InventoryView(parts),
    policies: new PolicyLibrary({ ...parts, trail }),
    restorePoints: new RestorePoints(parts),
    vmPages,
    vmOffers: new VmActionAvailability(vmPages),
    offers: new ActionAvailability(parts),
    tokens: new ApiTokenGate({ ...parts, tokens: parts.apiTokens }),
    registry: new ReplicationRegistry(parts),
    audit: new AuditView(parts),
  };
}
