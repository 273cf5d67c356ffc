import { SAMPLE_VC_GUID, sampleFinding } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { problemSchema } from '../contract/problem.ts';
import type { ProblemDocument } from '../contract/problem.ts';
import { API_BASE, SESSION_HEADER } from '../contract/routes.ts';
import { Problem } from '../domain/problem.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';
import type { HttpsReply } from '../../testing/https-client.ts';
import type { AppParts } from './create-app.ts';

const LOGGED_IN = { [SESSION_HEADER]: SAMPLE_TOKEN };
const JSON_BODY = { ...LOGGED_IN, 'content-type': 'application/json' };
const BASE = `${API_BASE}/vcenters/${SAMPLE_VC_GUID}`;

/** An inventory whose reading fails with this error. */
function failing(error: Error): Partial<AppParts> {
  const inventory = { inventory: () => Promise.reject(error) };
  return { inventory: inventory as unknown as AppParts['inventory'] };
}

function problemOf(reply: HttpsReply): ProblemDocument {
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  return problemSchema.parse(reply.json());
}

describe('Problem documents', () => {
  const table: readonly (readonly [Problem, number])[] = [
    [new Problem('notPermitted', 'No.', { findings: [sampleFinding] }), 403],
    [new Problem('notFound', 'No cluster domain-c9.'), 404],
    [new Problem('clusterBusy', 'Busy.', { extensions: { activityId: 'abc' } }), 409],
    [new Problem('planOutdated', 'The world has moved.'), 409],
    [new Problem('planRefused', 'No.', { findings: [sampleFinding] }), 422],
  ];
  for (const [problem, status] of table) {
    it(`answer ${problem.code} with ${status}, its findings and its own members`, async () => {
      await using app = await startApp(failing(problem));
      const reply = await app.client.send(`${BASE}/inventory`, { headers: LOGGED_IN });
      const document = problemOf(reply);
      expect([reply.status, document.status, document.code]).toEqual([
        status,
        status,
        problem.code,
      ]);
      expect(document.detail).toBe(problem.message);
      expect(document.findings?.length ?? 0).toBe(problem.findings.length);
      expect<unknown>(document.activityId).toEqual(problem.extensions['activityId']);
      expect(document.requestId).toBe(reply.headers['x-request-id'] as string);
    });
  }

  it('answer a vCenter that is away with 503 and when to come again', async () => {
    await using app = await startApp(failing(new VcenterUnreachable('connect ECONNREFUSED')));
    const reply = await app.client.send(`${BASE}/inventory`, { headers: LOGGED_IN });
    expect([reply.status, problemOf(reply).code]).toEqual([503, 'vcenterUnavailable']);
    expect(reply.headers['retry-after']).toBe('10');
    expect(reply.text).not.toContain('ECONNREFUSED');
  });

  it('answer a fault of vCenter with 502 and its type', async () => {
    await using app = await startApp(failing(new VimFault('InvalidState', 'Not now.')));
    const reply = await app.client.send(`${BASE}/inventory`, { headers: LOGGED_IN });
    expect([reply.status, problemOf(reply).code]).toEqual([502, 'vcenterFault']);
    expect(reply.text).toContain('InvalidState');
  });

  it('tell nothing of an unforeseen error but its request id, which the log has too', async () => {
    await using app = await startApp(failing(new TypeError('secret internals')));
    const reply = await app.client.send(`${BASE}/inventory`, { headers: LOGGED_IN });
    const document = problemOf(reply);
    expect([reply.status, document.code]).toEqual([500, 'internal']);
    expect(reply.text).not.toContain('secret internals');
    const line = app.logged().find((each) => each['level'] === 'error');
    expect(line?.['requestId']).toBe(document.requestId);
  });

  it('name every wrong member of a request at once', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/activities`, {
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify({ clusters: [], planHash: 'x', idempotencyKey: 'y', extra: 1 }),
    });
    expect(reply.status).toBe(400);
    const paths = problemOf(reply).errors?.map(({ path }) => path) ?? [];
    expect(paths.sort()).toEqual(['body', 'body.clusters', 'body.idempotencyKey', 'body.planHash']);
  });

  it('answer a malformed body with 400 and go on serving', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/plans`, {
      method: 'POST',
      headers: JSON_BODY,
      body: '{"clusters": [',
    });
    expect([reply.status, problemOf(reply).code]).toEqual([400, 'invalidRequest']);
    expect((await app.client.send('/health/live')).status).toBe(200);
  });

  it('answer an absent body with 400, another media type with 415, a body that is too large with 413', async () => {
    await using app = await startApp();
    const post = async (
      contentType: string,
      body: string,
      path = '/policies/delete',
    ): Promise<number> => {
      const headers = { ...LOGGED_IN, 'content-type': contentType };
      const reply = await app.client.send(`${BASE}${path}`, { method: 'POST', headers, body });
      return problemOf(reply).status;
    };
    const large = (size: number): string => JSON.stringify('x'.repeat(size));
    expect(await post('application/json', '')).toBe(400);
    expect(await post('text/plain', '{}')).toBe(415);
    expect(await post('application/json', large(300_000))).toBe(413);
    expect(await post('application/json', large(300_000), '/plans')).toBe(400);
    expect(await post('application/json', large(4_200_000), '/plans')).toBe(413);
  });

  it('take a plan of 20,000 machines', async () => {
    await using app = await startApp();
    const virtualMachines = Array.from({ length: 20_000 }, (_, index) => ({
      vmId: `vm-${index}`,
      desired: 'assigned',
      diskKeys: [2000, 2001, 2002],
    }));
    const body = JSON.stringify({ clusters: [], policies: { virtualMachines } });
    const reply = await app.client.send(`${BASE}/plans`, {
      method: 'POST',
      headers: { ...LOGGED_IN, 'content-type': 'application/json' },
      body,
    });
    expect(reply.status).withContext(reply.text.slice(0, 200)).toBe(200);
  });

  it('answer a wrong token with 401, an unknown vCenter with 404, ids that are none with 400', async () => {
    await using app = await startApp();
    const codeOf = async (path: string, token: string): Promise<string> => {
      const reply = await app.client.send(path, { headers: { [SESSION_HEADER]: token } });
      return `${reply.status} ${problemOf(reply).code}`;
    };
    expect(await codeOf(`${BASE}/inventory`, 'wrong')).toBe('401 notAuthenticated');
    const other = `${API_BASE}/vcenters/99999999-0000-0000-0000-000000000000/inventory`;
    expect(await codeOf(other, SAMPLE_TOKEN)).toBe('404 unknownVcenter');
    expect(await codeOf(`${API_BASE}/vcenters/no_guid/inventory`, SAMPLE_TOKEN)).toBe(
      '400 invalidRequest',
    );
    expect(await codeOf(`${BASE}/clusters/a%20b`, SAMPLE_TOKEN)).toBe('400 invalidRequest');
    expect(await codeOf(`${BASE}/clusters/%ff`, SAMPLE_TOKEN)).toBe('400 invalidRequest');
    expect(await codeOf(`${BASE}/activities/none`, SAMPLE_TOKEN)).toBe('400 invalidRequest');
  });

  it('answer unknown addresses with 404 and other methods with 405', async () => {
    await using app = await startApp();
    expect(problemOf(await app.client.send(`${API_BASE}/nothing`)).code).toBe('notFound');
    expect(problemOf(await app.client.send('/nothing')).code).toBe('notFound');
    const reply = await app.client.send(`${BASE}/inventory`, { method: 'DELETE' });
    expect([problemOf(reply).code, reply.headers.allow]).toEqual(['methodNotAllowed', 'GET']);
  });

  it('answer 429 once a session asks too much, without hindering another one', async () => {
    await using app = await startApp({ rateLimits: { perSession: 2, refusedPerAddress: 100 } });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await app.client.send(`${BASE}/session`, { headers: LOGGED_IN })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    const other = { [SESSION_HEADER]: 'another' };
    expect((await app.client.send(`${BASE}/session`, { headers: other })).status).toBe(401);
  });

  it('answer 429 to an address that keeps guessing tokens', async () => {
    await using app = await startApp({ rateLimits: { perSession: 100, refusedPerAddress: 2 } });
    const statuses: number[] = [];
    for (const guess of ['a', 'b', 'c']) {
      const headers = { [SESSION_HEADER]: guess };
      statuses.push((await app.client.send(`${BASE}/session`, { headers })).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });
});
