import { SAMPLE_API_TOKENS } from '../../testing/sample-automation.ts';
import { SAMPLE_ACTIVITY_ID, SAMPLE_VC_GUID, sampleActivity } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { problemSchema } from '../contract/problem.ts';
import { API_BASE, SESSION_HEADER, routes } from '../contract/routes.ts';
import { apiEndpoints } from './create-app.ts';
import type { AppParts } from './create-app.ts';
import type { Endpoint } from './endpoint.ts';

const LOGGED_IN = { [SESSION_HEADER]: SAMPLE_TOKEN };
const JSON_BODY = { ...LOGGED_IN, 'content-type': 'application/json' };
const BASE = `${API_BASE}/vcenters/${SAMPLE_VC_GUID}`;
const PLAN_BODY = { clusters: [{ clusterId: 'domain-c8', desired: 'installed' }] };
const START_BODY = {
  ...PLAN_BODY,
  planHash: 'f'.repeat(64),
  idempotencyKey: 'b0f7c0c8-4f0d-4b53-9a55-0d5b4f0f8a12',
};

/** The list of endpoints alone needs none of the parts. */
const ENDPOINTS = apiEndpoints({} as AppParts);

function addressOf({ path, operationId }: Endpoint): string {
  const values: Record<string, string> = {
    vcGuid: SAMPLE_VC_GUID,
    clusterId: 'domain-c8',
    hostId: 'host-12',
    vmId: 'vm-42',
    activityId: SAMPLE_ACTIVITY_ID,
    jobId: 'job-1',
    bundleId: 'a'.repeat(64),
  };
  const query = operationId === 'importBundle' ? '?flavor=vaio8' : '';
  return API_BASE + path.replace(/:(\w+)/g, (_all, name: string) => values[name] ?? '') + query;
}

const BODIES: Record<string, unknown> = {
  makePlan: PLAN_BODY,
  startActivity: START_BODY,
  cancelActivity: {},
  resolveIssues: {},
  pauseQueue: { paused: true },
  deletePolicies: { profileIds: ['a1b2c3'] },
  setMaintenanceMode: { enter: true },
  putReplicationJob: { name: 'One', kind: 'failover', vmIds: ['vm-1'], encrypted: false },
};

function optionsFor({ method, operationId, upload }: Endpoint, own: Record<string, string>) {
  const body = upload ? {} : BODIES[operationId];
  const headers = { ...own, ...(upload && { 'content-type': 'application/zip' }) };
  return {
    method: method.toUpperCase(),
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** As whoever may call it is let in. */
function logIn({ access }: Endpoint): Record<string, string> {
  if (access === 'vSphereUser') return JSON_BODY;
  const authorization = `Bearer ${SAMPLE_API_TOKENS['replication-jobs']}`;
  return { authorization, 'content-type': 'application/json' };
}

describe('The API', () => {
  for (const each of ENDPOINTS) {
    it(`answers ${each.operationId} in the shape of the contract`, async () => {
      await using app = await startApp();
      const reply = await app.client.send(addressOf(each), optionsFor(each, logIn(each)));
      expect(reply.status).withContext(reply.text).toBe(each.status);
      expect(reply.headers['cache-control']).toBe('no-store');
      const body = each.status === 204 ? null : reply.json();
      const parsed = each.response.safeParse(body);
      expect(parsed.error?.issues ?? []).toEqual([]);
      expect(parsed.data).withContext('members beyond the contract').toEqual(body);
    });

    it(`answers ${each.operationId} with 401 when no token comes along`, async () => {
      await using app = await startApp();
      const options = optionsFor(each, { 'content-type': 'application/json' });
      const reply = await app.client.send(addressOf(each), options);
      expect(reply.status).toBe(401);
      expect(problemSchema.parse(reply.json()).code).toBe('notAuthenticated');
    });
  }

  it('answers 202 with the address of the activity that was started', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/activities`, {
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify(START_BODY),
    });
    expect(reply.status).toBe(202);
    const address = new URL(reply.headers.location ?? '', `https://any${BASE}/activities`);
    expect(address.pathname).toBe(`${BASE}/activities/${sampleActivity.id}`);
  });

  it('hands the query of a list on, with its default', async () => {
    const asked: unknown[] = [];
    const activities = {
      list: (_user: unknown, query: unknown) => {
        asked.push(query);
        return Promise.resolve([]);
      },
    } as unknown as AppParts['activities'];
    await using app = await startApp({ activities });
    await app.client.send(`${BASE}/activities`, { headers: LOGGED_IN });
    await app.client.send(`${BASE}/activities?clusterId=domain-c8&limit=3`, { headers: LOGGED_IN });
    expect(asked).toEqual([{ limit: 50 }, { limit: 3, clusterId: 'domain-c8' }]);
  });

  it('serves an OpenAPI 3.1 document with every endpoint, whose references all lead somewhere', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${API_BASE}/openapi.json`);
    const document = reply.json() as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
      components: { schemas: Record<string, unknown> };
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { path, method } of ENDPOINTS) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
      expect(operation).withContext(`${method} ${path}`).toBeDefined();
    }
    const described = Object.keys(document.paths);
    const mounted = Object.values(routes).filter((route) => route !== routes.openapi);
    expect(described.sort()).toEqual(
      mounted.map((route) => route.replace(/:(\w+)/g, '{$1}')).sort(),
    );
    const names = [...reply.text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    const missing = names.filter((name = '') => !(name in document.components.schemas));
    expect(missing).toEqual([]);
  });
});
