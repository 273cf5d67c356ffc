import { z } from 'zod';
import {
  activityListSchema,
  activitySchema,
  startActivityRequestSchema,
} from '../contract/activity.ts';
import { auditEntrySchema, auditExportQuerySchema, auditPageSchema } from '../contract/audit.ts';
import {
  bundleFetchListSchema,
  bundleListSchema,
  bundleSchema,
  heldBundleSchema,
} from '../contract/bundle.ts';
import {
  clusterDetailSchema,
  clusterNodeSchema,
  clusterStateSchema,
  clusterSummarySchema,
  daemonListSchema,
  daemonSchema,
  inventorySchema,
  permissionSchema,
  vmSummarySchema,
} from '../contract/cluster.ts';
import { findingSchema } from '../contract/finding.ts';
import { vcenterParamsSchema } from '../contract/ids.ts';
import {
  evacuationForecastSchema,
  maintenanceModeReplySchema,
  maintenanceModeRequestSchema,
  resolveRequestSchema,
} from '../contract/maintenance.ts';
import { planRequestSchema, planSchema } from '../contract/plan.ts';
import { problemSchema } from '../contract/problem.ts';
import { cancelRequestSchema, queueRequestSchema, queueSchema } from '../contract/queue.ts';
import {
  replicationJobListSchema,
  replicationJobRequestSchema,
  replicationJobSchema,
} from '../contract/replication-job.ts';
import { API_BASE, SESSION_HEADER, routes } from '../contract/routes.ts';
import { sessionSchema } from '../contract/session.ts';
import {
  deletePoliciesReplySchema,
  deletePoliciesRequestSchema,
  restorePointListSchema,
  storagePolicyListSchema,
} from '../contract/storage-policy.ts';
import {
  vmFilterChoicesSchema,
  vmPageSchema,
  vmQuerySchema,
  vmSelectionRequestSchema,
  vmSelectionSchema,
  vmWorkListSchema,
} from '../contract/virtual-machine.ts';
import type { ProblemCode } from '../domain/problem.ts';
import { NO_CONTENT } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { PROBLEM_KINDS } from './problem-document.ts';

type Json = Record<string, unknown>;

const NAMED_REPLIES = {
  Activity: activitySchema,
  ActivityList: activityListSchema,
  AuditEntry: auditEntrySchema,
  AuditPage: auditPageSchema,
  Bundle: bundleSchema,
  BundleFetchList: bundleFetchListSchema,
  BundleList: bundleListSchema,
  ClusterDetail: clusterDetailSchema,
  ClusterNode: clusterNodeSchema,
  ClusterState: clusterStateSchema,
  ClusterSummary: clusterSummarySchema,
  Daemon: daemonSchema,
  DaemonList: daemonListSchema,
  DeletePoliciesReply: deletePoliciesReplySchema,
  EvacuationForecast: evacuationForecastSchema,
  Finding: findingSchema,
  HeldBundle: heldBundleSchema,
  Inventory: inventorySchema,
  MaintenanceModeReply: maintenanceModeReplySchema,
  Permission: permissionSchema,
  Plan: planSchema,
  Problem: problemSchema,
  Queue: queueSchema,
  ReplicationJob: replicationJobSchema,
  ReplicationJobList: replicationJobListSchema,
  RestorePointList: restorePointListSchema,
  Session: sessionSchema,
  StoragePolicyList: storagePolicyListSchema,
  VmFilterChoices: vmFilterChoicesSchema,
  VmPage: vmPageSchema,
  VmSelection: vmSelectionSchema,
  VmSummary: vmSummarySchema,
  VmWorkList: vmWorkListSchema,
};
const NAMED_REQUESTS = {
  CancelRequest: cancelRequestSchema,
  DeletePoliciesRequest: deletePoliciesRequestSchema,
  MaintenanceModeRequest: maintenanceModeRequestSchema,
  PlanRequest: planRequestSchema,
  QueueRequest: queueRequestSchema,
  ReplicationJobRequest: replicationJobRequestSchema,
  ResolveRequest: resolveRequestSchema,
  StartActivityRequest: startActivityRequestSchema,
  VmQuery: vmQuerySchema,
  VmSelectionRequest: vmSelectionRequestSchema,
};

const USER_SECURITY = [{ clientSession: [] }, { apiToken: [] }];

/** Problems that any endpoint may answer. */
const EVERYWHERE: readonly ProblemCode[] = [
  'invalidRequest',
  'notAuthenticated',
  'cloneTicketRefused',
  'unknownVcenter',
  'tooManyRequests',
  'internal',
  'vcenterFault',
  'vcenterUnavailable',
];

/**
 * The API as an OpenAPI 3.1 document, made from the same schemas that check requests and that the user interface is compiled against.
 * @param version of the plug-in server
 */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const each of endpoints) {
    const path = templateOf(each.path);
    paths[path] = { ...paths[path], [each.method]: describe(each) };
  }
  paths[templateOf(routes.activityEvents)] = { get: describeEvents() };
  paths[templateOf(routes.auditExport)] = { get: describeAuditExport() };
  return {
    openapi: '3.1.0',
    info: { title: 'Real-Time Replication I/O Filter plug-in server', version },
    servers: [{ url: API_BASE }],
    security: USER_SECURITY,
    paths,
    components: {
      schemas: {
        ...componentsOf(NAMED_REPLIES, 'output'),
        ...componentsOf(NAMED_REQUESTS, 'input'),
      },
      securitySchemes: {
        clientSession: {
          type: 'apiKey',
          in: 'header',
          name: SESSION_HEADER,
          description: 'Token of a plug-in session, from htmlClientSdk.app.getSessionInfo',
        },
        apiToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'API token, made by the administrator of the plug-in server',
        },
      },
    },
  };
}

function describe(each: Endpoint): Json {
  const hasContent = each.response !== NO_CONTENT;
  const reply = {
    description: 'Done',
    ...(hasContent && { content: jsonContent(each.response) }),
  };
  return {
    operationId: each.operationId,
    summary: each.summary,
    ...(each.access === 'replicationProduct' && { security: [{ apiToken: [] }] }),
    parameters: [...parametersOf(each.params, 'path'), ...parametersOf(each.query, 'query')],
    ...requestBodyOf(each),
    responses: { [each.status]: reply, ...problemReplies([...EVERYWHERE, ...each.problems]) },
  };
}

function requestBodyOf({ body, upload }: Endpoint): Json {
  if (body !== null) return { requestBody: { required: true, content: jsonContent(body) } };
  if (upload === undefined) return {};
  const content = Object.fromEntries(upload.map((type) => [type, { schema: { type: 'string' } }]));
  return { requestBody: { required: true, content } };
}

function describeEvents(): Json {
  const schema = { type: 'string', contentMediaType: 'text/event-stream' };
  const description =
    'Events named "activity"; their data is one Activity as JSON, their id a growing number';
  return {
    operationId: 'followActivities',
    summary: 'Follows activities by server-sent events, beginning with the latest ones',
    parameters: parametersOf(vcenterParamsSchema, 'path'),
    responses: {
      200: { description, content: { 'text/event-stream': { schema } } },
      ...problemReplies(EVERYWHERE),
    },
  };
}

function describeAuditExport(): Json {
  const schema = { type: 'string' };
  return {
    operationId: 'exportAudit',
    summary: 'The audit log as a file, oldest first; needs the privilege Global.Diagnostics',
    parameters: [
      ...parametersOf(vcenterParamsSchema, 'path'),
      ...parametersOf(auditExportQuerySchema, 'query'),
    ],
    responses: {
      200: {
        description: 'CSV (RFC 4180) with column names, or one AuditEntry as JSON a line',
        content: { 'text/csv': { schema }, 'application/jsonl': { schema } },
      },
      ...problemReplies([...EVERYWHERE, 'notPermitted']),
    },
  };
}

function problemReplies(codes: readonly ProblemCode[]): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEM_KINDS[code].status);
  const content = { 'application/problem+json': { schema: { $ref: referenceTo('Problem') } } };
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: `Problem ${names.join(' or ')}`, content },
    ]),
  );
}

function jsonContent(schema: z.ZodType): Json {
  const named = Object.entries({ ...NAMED_REPLIES, ...NAMED_REQUESTS });
  const name = named.find(([, each]) => each === schema)?.[0];
  if (name === undefined) throw new Error('Every body of the API needs a name in the document.');
  return { 'application/json': { schema: { $ref: referenceTo(name) } } };
}

function parametersOf(schema: z.ZodType | null, place: 'path' | 'query'): Json[] {
  if (schema === null) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }));
}

function componentsOf(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, uri: referenceTo });
  // The document itself says which dialect and where each schema lies.
  const isOwn = ([name]: [string, unknown]): boolean => name !== '$id' && name !== '$schema';
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, schema]) => [
      id,
      Object.fromEntries(Object.entries(schema).filter(isOwn)),
    ]),
  );
}

function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}
