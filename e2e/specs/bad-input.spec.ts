import { randomUUID } from 'node:crypto';
import { problemSchema } from '../../plugin-server/src/contract/problem.ts';
import { idOf } from './support/inventory.ts';
import { askServer, vcenterPath, type RawRequest } from './support/server-api.ts';
import { useProduct } from './support/story.ts';
import { until } from './support/until.ts';
import { hosts, world } from './support/worlds.ts';

describe('a request that cannot be served', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 2) }]),
  }));
  const token = (): string => {
    const { simulation, administrator } = product();
    return simulation.control.issueUiToken(administrator.userName, administrator.password);
  };

  /** Status and code of the problem that answers a request. */
  async function problemOf(asked: RawRequest): Promise<readonly [number, string]> {
    const reply = await askServer(product(), asked);
    expect(reply.contentType).toContain('application/problem+json');
    const { status, code } = problemSchema.parse(reply.body);
    expect(status).toBe(reply.status);
    return [reply.status, code];
  }

  async function statusOfGoodRequest(): Promise<number> {
    const path = vcenterPath(product(), 'inventory');
    return (await askServer(product(), { path, token: token() })).status;
  }

  afterEach(async () => {
    expect(await statusOfGoodRequest())
      .withContext('the status of a good request afterwards')
      .toBe(200);
  });

  it('is answered 400 invalidRequest when its body is no JSON', async () => {
    const path = vcenterPath(product(), 'plans');

    expect(await problemOf({ path, token: token(), body: '{"clusters": [' })).toEqual([
      400,
      'invalidRequest',
    ]);
  });

  it('is answered 400 invalidRequest when its body has another shape', async () => {
    const path = vcenterPath(product(), 'plans');
    const body = JSON.stringify({ clusters: [{ clusterId: '../domain-c8', desired: 'gone' }] });

    expect(await problemOf({ path, token: token(), body })).toEqual([400, 'invalidRequest']);
  });

  it('is answered 415 unsupportedMediaType when its body is a form', async () => {
    const path = vcenterPath(product(), 'plans');
    const form = { body: 'clusters=1', contentType: 'application/x-www-form-urlencoded' };

    expect(await problemOf({ path, token: token(), ...form })).toEqual([
      415,
      'unsupportedMediaType',
    ]);
  });

  it('is answered 404 notFound for a cluster that vCenter does not have', async () => {
    const path = vcenterPath(product(), 'clusters/domain-c9999');

    expect(await problemOf({ path, token: token() })).toEqual([404, 'notFound']);
  });

  it('is answered 404 notFound when it starts something on such a cluster', async () => {
    const body = JSON.stringify({
      clusters: [{ clusterId: 'domain-c9999', desired: 'installed' }],
      planHash: 'a'.repeat(64),
      idempotencyKey: randomUUID(),
    });
    const path = vcenterPath(product(), 'activities');

    expect(await problemOf({ path, token: token(), body })).toEqual([404, 'notFound']);
  });

  it('is answered 404 unknownVcenter for a vCenter that nobody added', async () => {
    const path = `/vcenters/${randomUUID()}/inventory`;

    expect(await problemOf({ path, token: token() })).toEqual([404, 'unknownVcenter']);
  });

  it('is answered 409 planOutdated for a plan that nobody has seen', async () => {
    const clusterId = idOf(product(), 'ClusterComputeResource', 'Production');
    const body = JSON.stringify({
      clusters: [{ clusterId, desired: 'installed' }],
      planHash: 'a'.repeat(64),
      idempotencyKey: randomUUID(),
    });
    const path = vcenterPath(product(), 'activities');

    expect(await problemOf({ path, token: token(), body })).toEqual([409, 'planOutdated']);
  });

  it('is answered 401 notAuthenticated without a token', async () => {
    const path = vcenterPath(product(), 'inventory');

    expect(await problemOf({ path })).toEqual([401, 'notAuthenticated']);
  });

  it('is answered 401 notAuthenticated with a wrong token', async () => {
    const path = vcenterPath(product(), 'inventory');

    expect(await problemOf({ path, token: randomUUID() })).toEqual([401, 'notAuthenticated']);
  });

  it('is answered 401 cloneTicketRefused when the ticket has been used', async () => {
    const { sessions } = product().simulation.vcenter;
    const acquire = sessions.acquireCloneTicket.bind(sessions);
    spyOn(sessions, 'acquireCloneTicket').and.callFake((session) => {
      const ticket = acquire(session);
      sessions.clone(ticket, { ipAddress: '127.0.0.1', userAgent: 'somebody else' });
      return ticket;
    });
    const path = vcenterPath(product(), 'inventory');

    const answer = await problemOf({ path, token: token() });
    sessions.acquireCloneTicket = acquire;

    expect(answer).toEqual([401, 'cloneTicketRefused']);
  });

  it('is answered 503 vcenterUnavailable while vCenter is away, and served when it is back', async () => {
    const { control } = product().simulation;
    const path = vcenterPath(product(), 'inventory');
    const early = token();
    expect((await askServer(product(), { path, token: early })).status).toBe(200);

    const back = control.restart(3000);
    const problem = await until('the server has seen that vCenter is away', async () => {
      const reply = await askServer(product(), { path, token: early });
      return reply.status === 200 ? undefined : problemSchema.parse(reply.body);
    });
    await back;

    expect([problem.status, problem.code]).toEqual([503, 'vcenterUnavailable']);
  });
});
