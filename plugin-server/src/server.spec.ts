import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { DEMO_ADMINISTRATOR } from '../../e2e/vcenter/scenario/demo-roles.ts';
import type { HttpsClient, HttpsReply } from '../testing/https-client.ts';
import { PASSWORDS, startSimulatedVcenter } from '../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../testing/simulated-vcenter.ts';
import { prepareProduct } from '../testing/start-product.ts';
import type { Product } from '../testing/start-product.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readConfig } from './config.ts';
import { activitySchema } from './contract/activity.ts';
import { inventorySchema } from './contract/cluster.ts';
import { planSchema } from './contract/plan.ts';
import { problemSchema } from './contract/problem.ts';
import { SESSION_HEADER } from './contract/routes.ts';
import { PluginServer } from './server.ts';

/** Each of these starts a whole vCenter, which takes its time on a busy machine. */
const LIMIT_MS = 60_000;

describe('PluginServer', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulated: SimulatedVcenter;
  let product: Product;

  beforeEach(async () => {
    folder = await temporaryFolder();
    simulated = await startSimulatedVcenter();
    product = await prepareProduct(folder.path, simulated);
  }, LIMIT_MS);
  afterEach(async () => {
    await product.server.stop();
    await simulated.close();
    await folder[Symbol.asyncDispose]();
  }, LIMIT_MS);

  function logIn(): Record<string, string> {
    const { control } = simulated.vcenter;
    const token = control.issueUiToken(DEMO_ADMINISTRATOR, PASSWORDS[DEMO_ADMINISTRATOR]);
    return { [SESSION_HEADER]: token, 'content-type': 'application/json' };
  }
  const base = (): string => `/api/v1/vcenters/${simulated.vcenter.instanceUuid}`;
  const codeOf = (reply: HttpsReply): string =>
    `${reply.status} ${problemSchema.parse(reply.json()).code}`;

  async function startInstall(client: HttpsClient, headers: Record<string, string>) {
    const clusterId = simulated.named('ClusterComputeResource', 'Production').value;
    const clusters = [{ clusterId, desired: 'installed' }];
    const post = (path: string, body: unknown) =>
      client.send(base() + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const { hash } = planSchema.parse((await post('/plans', { clusters })).json());
    const wanted = { clusters, planHash: hash, idempotencyKey: randomUUID() };
    return post('/activities', wanted);
  }

  it(
    'installs the filter on a cluster of a simulated vCenter and tells of it host by host',
    async () => {
      const client = await product.start();
      const headers = logIn();
      await using events = await client.events(`${base()}/activity-events`, headers);
      const started = await startInstall(client, headers);
      expect(started.status).withContext(started.text).toBe(202);
      const hostStates = new Set<string>();
      let last = activitySchema.parse(started.json());
      while (last.finishedAt === null) {
        const data = /^data: (.*)$/m.exec((await events.next()) ?? '')?.[1];
        if (data === undefined) break;
        last = activitySchema.parse(JSON.parse(data));
        for (const host of last.clusters[0]?.hosts ?? []) hostStates.add(host.state);
      }
      expect(last.state).withContext(JSON.stringify(last.clusters)).toBe('succeeded');
      expect([...hostStates]).toEqual(['waiting', 'installing', 'installed']);
      const inventory = await client.send(`${base()}/inventory`, { headers });
      const { clusters } = inventorySchema.parse(inventory.json());
      expect(clusters.find(({ name }) => name === 'Production')?.state).toEqual(
        jasmine.objectContaining({ kind: 'installed', installedHosts: 4, totalHosts: 4 }),
      );
      expect(simulated.vcenter.control.calls('InstallIoFilter_Task').length).toBe(1);
      const fetches = product.log.lines.filter(({ message }) => message === 'bundle fetch begins');
      expect(fetches.length).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );

  it(
    'answers a wrong token, an unknown vCenter and a vCenter that died, and goes on',
    async () => {
      const client = await product.start();
      const headers = logIn();
      const wrong = await client.send(`${base()}/session`, {
        headers: { [SESSION_HEADER]: 'wrong' },
      });
      expect(codeOf(wrong)).toBe('401 notAuthenticated');
      const unknown = `/api/v1/vcenters/${randomUUID()}/session`;
      expect(codeOf(await client.send(unknown, { headers }))).toBe('404 unknownVcenter');
      expect((await client.send(`${base()}/session`, { headers })).status).toBe(200);
      await simulated.vcenter.close();
      expect(codeOf(await client.send(`${base()}/inventory`, { headers }))).toBe(
        '503 vcenterUnavailable',
      );
      expect((await client.send('/health/ready')).status).toBe(503);
      expect((await client.send('/health/live')).status).toBe(200);
    },
    LIMIT_MS,
  );

  it(
    'leaves neither sessions at vCenter nor the port behind when it stops',
    async () => {
      const client = await product.start();
      const headers = logIn();
      await client.send(`${base()}/inventory`, { headers });
      const before = simulated.vcenter.control.state().sessions.length;
      await using events = await client.events(`${base()}/activity-events`, headers);
      await product.server.stop();
      expect(await events.next()).toBeNull();
      // What is left is the user's own session in the vSphere Client.
      expect(before).toBeGreaterThan(1);
      expect(simulated.vcenter.control.state().sessions.length).toBe(1);
      await expectAsync(client.send('/health/live')).toBeRejectedWithError(/ECONNREFUSED/);
    },
    LIMIT_MS,
  );

  it(
    'shares a start among its callers, and can be stopped twice and started again',
    async () => {
      const [one, two] = await Promise.all([product.server.start(), product.server.start()]);
      expect(one).toBe(two);
      await Promise.all([product.server.stop(), product.server.stop()]);
      await product.server.stop();
      const client = await product.start();
      expect((await client.send('/health/live')).status).toBe(200);
    },
    LIMIT_MS,
  );

  it(
    'undoes a start that failed half way',
    async () => {
      const blocker = createServer();
      const listening = Promise.withResolvers<undefined>();
      blocker.listen(0, '127.0.0.1', () => listening.resolve(undefined));
      await listening.promise;
      const { port } = blocker.address() as { port: number };
      const config = await readConfig(product.configFile, { RTR_LISTEN_PORT: String(port) });
      const server = new PluginServer(config, product.log);
      await expectAsync(server.start()).toBeRejectedWithError(/EADDRINUSE/);
      await server.stop();
      blocker.close();
      await expectAsync(server.start()).toBeResolved();
      await server.stop();
    },
    LIMIT_MS,
  );

  it(
    'writes neither password nor token nor bundle address into its log',
    async () => {
      const client = await product.start();
      const headers = logIn();
      await startInstall(client, headers);
      await product.server.stop();
      const text = JSON.stringify(product.log.lines);
      for (const secret of [...Object.values(PASSWORDS), headers[SESSION_HEADER] ?? '']) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toMatch(/\/bundles\/[0-9a-f]{64}/);
    },
    LIMIT_MS,
  );
});
