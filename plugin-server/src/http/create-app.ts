import compression from 'compression';
import express from 'express';
import type { Express } from 'express';
import { API_BASE, routes } from '../contract/routes.ts';
import type { Session } from '../contract/session.ts';
import type { BundleFetchLog } from '../ports/bundle-fetch-log.ts';
import type { BundleFiles } from '../ports/bundle-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { UserSessions, Vcenters } from '../ports/vcenter.ts';
import type { BundleUseCases } from '../services/bundle-use-cases.ts';
import type {
  ActionOffers,
  ActivityUseCases,
  InventoryReader,
  PlanMaker,
  VmActionOffers,
} from '../services/use-cases.ts';
import type { AuditUseCases } from '../services/audit-view.ts';
import type { PolicyUseCases, RestorePointUseCases } from '../services/policy-use-cases.ts';
import type { RegistryUseCases } from '../services/replication-registry.ts';
import type { VmPageReader } from '../services/vm-use-cases.ts';
import type { MaintenanceUseCases, WorkUseCases } from '../services/work-use-cases.ts';
import { accessLog } from './access-log.ts';
import { activityEvents } from './activity-events.ts';
import type { Login, TokenGate } from './authenticate.ts';
import { auditExport } from './audit-export.ts';
import { bundleDownloads } from './bundle-downloads.ts';
import { dynamicExtensions } from './dynamic-extensions.ts';
import { mountEndpoints } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { activityEndpoints } from './endpoints/activity-endpoints.ts';
import { auditEndpoints } from './endpoints/audit-endpoints.ts';
import { bundleEndpoints } from './endpoints/bundle-endpoints.ts';
import { inventoryEndpoints, summaryEndpoints } from './endpoints/inventory-endpoints.ts';
import { policyEndpoints } from './endpoints/policy-endpoints.ts';
import { replicationJobEndpoints } from './endpoints/replication-job-endpoints.ts';
import { sessionEndpoints } from './endpoints/session-endpoints.ts';
import { vmEndpoints } from './endpoints/vm-endpoints.ts';
import { maintenanceEndpoints, workEndpoints } from './endpoints/work-endpoints.ts';
import { health } from './health.ts';
import { openApiDocument } from './openapi-document.ts';
import { pluginFiles } from './plugin-files.ts';
import { notFound, problemReplies } from './problem-replies.ts';
import { DEFAULT_RATE_LIMITS, limitRates } from './rate-limits.ts';
import type { RateLimits } from './rate-limits.ts';
import { requestContext } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { userInterface } from './user-interface.ts';

/** What the application is made of. */
export interface AppParts {
  readonly vcenters: Vcenters;
  readonly sessions: UserSessions;
  readonly tokens: TokenGate;
  readonly inventory: InventoryReader;
  readonly vmPages: VmPageReader;
  readonly planner: PlanMaker;
  readonly activities: ActivityUseCases;
  readonly work: WorkUseCases;
  readonly maintenance: MaintenanceUseCases;
  readonly offers: ActionOffers;
  readonly vmOffers: VmActionOffers;
  readonly registry: RegistryUseCases;
  readonly audit: AuditUseCases;
  readonly bundles: BundleFiles;
  readonly library: BundleUseCases;
  readonly policies: PolicyUseCases;
  readonly restorePoints: RestorePointUseCases;
  readonly fetches: BundleFetchLog;
  readonly clock: Clock;
  readonly log: Log;
  readonly uiRoot: string;
  readonly manifestRoot: string;
  readonly serverVersion: string;
  readonly policySettings: NonNullable<Session['policySettings']>;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
  readonly rateLimits?: RateLimits;
}

const BODY_LIMIT = '256kb';
/** Plans and questions may name 20,000 machines, each with some of its disks. */
const LARGE_BODY_LIMIT = '4mb';
const LARGE_BODIES = [routes.plans, routes.activities, routes.vmQuery, routes.vmSelection];

/** Every JSON endpoint of the API; the router and the OpenAPI document are made from this list. */
export function apiEndpoints(
  parts: Pick<
    AppParts,
    | 'vcenters'
    | 'library'
    | 'serverVersion'
    | 'policySettings'
    | 'inventory'
    | 'vmPages'
    | 'planner'
    | 'activities'
    | 'work'
    | 'maintenance'
    | 'registry'
    | 'audit'
    | 'policies'
    | 'restorePoints'
  >,
): readonly Endpoint[] {
  return [
    ...sessionEndpoints(parts),
    ...bundleEndpoints(parts.library),
    ...inventoryEndpoints(parts.inventory),
    ...summaryEndpoints(parts.inventory),
    ...vmEndpoints(parts.vmPages),
    ...activityEndpoints(parts.planner, parts.activities),
    ...workEndpoints(parts.work, parts.activities),
    ...maintenanceEndpoints(parts.maintenance),
    ...policyEndpoints(parts.policies, parts.restorePoints),
    ...auditEndpoints(parts.audit),
    ...replicationJobEndpoints(parts.registry),
  ];
}

/** The Express application; it does not listen. The order below matters: what needs no login comes first. */
export async function createApp(parts: AppParts): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestContext(parts.log), accessLog(), securityHeaders());
  app.use('/health', health(parts.vcenters, parts.clock));
  app.use(bundleDownloads(parts));
  // Event streams must go out at once, which a compressor would hold back.
  app.use(
    compression({ filter: (req, res) => !isEventStream(res) && compression.filter(req, res) }),
  );
  app.use(await pluginFiles(parts.manifestRoot));
  app.use('/ui', userInterface(parts.uiRoot));
  app.use(['/api', '/dynamic'], ...limitRates(parts.rateLimits ?? DEFAULT_RATE_LIMITS));
  const largeBodies = LARGE_BODIES.map((path) => `${API_BASE}${path}`);
  app.post(largeBodies, express.json({ limit: LARGE_BODY_LIMIT }));
  app.use(['/api', '/dynamic'], express.json({ limit: BODY_LIMIT }));
  app.use('/dynamic', dynamicExtensions(parts, loginOf(parts)));
  app.use(API_BASE, apiRouter(parts));
  app.use(notFound(), problemReplies());
  return app;
}

function apiRouter(parts: AppParts): express.Router {
  const router = express.Router();
  const endpoints = apiEndpoints(parts);
  const document = openApiDocument(endpoints, parts.serverVersion);
  router.get(routes.openapi, (_req, res) => {
    res.setHeader('cache-control', 'no-cache').json(document);
  });
  const login = loginOf(parts);
  router.use(activityEvents({ ...parts, login }));
  router.use(auditExport(parts.audit, login));
  mountEndpoints(router, endpoints, login);
  return router;
}

function loginOf({ sessions, tokens }: AppParts): Login {
  return { sessions, tokens };
}

function isEventStream(res: { getHeader(name: string): unknown }): boolean {
  return res.getHeader('content-type') === 'text/event-stream';
}
