import { FakeClock } from '../../testing/fake-clock.ts';
import { MemoryAuditLog } from '../../testing/memory-audit-log.ts';
import { SAMPLE_API_TOKENS } from '../../testing/sample-automation.ts';
import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import type { RunningApp } from '../../testing/start-app.ts';
import { problemSchema } from '../contract/problem.ts';
import { replicationJobListSchema, replicationJobSchema } from '../contract/replication-job.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import { ReplicationRegistry } from '../services/replication-registry.ts';
import { openDatabase } from '../store/open-database.ts';
import { SqliteReplicationJobs } from '../store/sqlite-replication-jobs.ts';

const JOBS = `/api/v1/replication/vcenters/${SAMPLE_VC_GUID}/jobs`;
const JOB = { name: 'Databases', kind: 'replication', vmIds: ['vm-1', 'vm-2'], encrypted: true };
const PRODUCT = {
  authorization: `Bearer ${SAMPLE_API_TOKENS['replication-jobs']}`,
  'content-type': 'application/json',
};

describe('The registry of replication jobs over HTTP', () => {
  let app: RunningApp;

  beforeEach(async () => {
    const jobs = new SqliteReplicationJobs(openDatabase(':memory:'));
    const parts = { jobs, audit: new MemoryAuditLog(), clock: new FakeClock() };
    app = await startApp({ registry: new ReplicationRegistry(parts) });
  });
  afterEach(() => app[Symbol.asyncDispose]());

  const send = (method: string, path: string, body?: unknown, headers = PRODUCT) =>
    app.client.send(`${JOBS}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('keeps, changes, lists and removes jobs', async () => {
    const put = await send('PUT', '/director:42', JOB);
    expect(put.status).withContext(put.text).toBe(200);
    const job = replicationJobSchema.parse(put.json());
    expect(job).toEqual(jasmine.objectContaining({ id: 'director:42', vcGuid: SAMPLE_VC_GUID }));
    expect((await send('PUT', '/director:42', JOB)).json()).toEqual(job);
    await send('PUT', '/director:7', { ...JOB, name: 'Archive', kind: 'failover' });
    const list = replicationJobListSchema.parse((await send('GET', '')).json());
    expect(list.jobs.map(({ name }) => name)).toEqual(['Archive', 'Databases']);
    const removed = await send('DELETE', '/director:42');
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await send('DELETE', '/director:42')).status).toBe(204);
    expect((await send('GET', '/director:42')).status).toBe(404);
  });

  const mistakes: Record<string, unknown> = {
    'no VM': { ...JOB, vmIds: [] },
    'something that is no VM': { ...JOB, vmIds: ['../x'] },
    'a kind that does not exist': { ...JOB, kind: 'backup' },
    'a name of two lines': { ...JOB, name: 'a\nb' },
    'a member too many': { ...JOB, owner: 'anna' },
    'a text for a truth': { ...JOB, encrypted: 'yes' },
    'no object': [],
  };
  for (const [name, body] of Object.entries(mistakes))
    it(`refuses ${name}`, async () => {
      const reply = await send('PUT', '/1', body);
      expect(reply.status).toBe(400);
      expect(replicationJobListSchema.parse((await send('GET', '')).json()).jobs).toEqual([]);
    });

  it('refuses an id with blanks or a slash, and methods that there are not', async () => {
    expect((await send('PUT', '/a%20b', JOB)).status).toBe(400);
    expect((await send('PUT', '/a%2Fb', JOB)).status).toBe(400);
    const reply = await send('POST', '/1', JOB);
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, PUT, DELETE']);
  });

  const strangers: Record<string, [Record<string, string>, number, string]> = {
    nobody: [{}, 401, 'notAuthenticated'],
    'an unknown token': [{ authorization: 'Bearer rtr_unknown' }, 401, 'notAuthenticated'],
    'a password': [{ authorization: 'Basic YTpi' }, 401, 'notAuthenticated'],
    'a vSphere user': [{ [SESSION_HEADER]: SAMPLE_TOKEN }, 401, 'notAuthenticated'],
    'a token that operates': [
      { authorization: `Bearer ${SAMPLE_API_TOKENS.operate}` },
      403,
      'notPermitted',
    ],
  };
  for (const [name, [login, status, code]] of Object.entries(strangers))
    it(`lets ${name} neither read nor write`, async () => {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const headers = { 'content-type': 'application/json', ...login };
        const body = method === 'PUT' ? { body: JSON.stringify(JOB) } : {};
        const reply = await app.client.send(`${JOBS}/1`, { method, headers, ...body });
        const problem = problemSchema.parse(reply.json());
        expect([reply.status, problem.code]).withContext(method).toEqual([status, code]);
      }
    });
});
