import { randomUUID } from 'node:crypto';
import { DEMO_ADMINISTRATOR, DEMO_OPERATOR } from '../../e2e/vcenter/scenario/demo-roles.ts';
import { demoScenario } from '../../e2e/vcenter/scenario/demo-scenario.ts';
import type { HttpsClient, HttpsReply } from '../testing/https-client.ts';
import { PASSWORDS, startSimulatedVcenter } from '../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../testing/simulated-vcenter.ts';
import { prepareProduct } from '../testing/start-product.ts';
import type { Product } from '../testing/start-product.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { activitySchema } from './contract/activity.ts';
import { vmSummarySchema } from './contract/cluster.ts';
import { dynamicResponseSchema } from './contract/dynamic-extensions.ts';
import { planSchema } from './contract/plan.ts';
import { problemSchema } from './contract/problem.ts';
import { SESSION_HEADER } from './contract/routes.ts';
import { storagePolicyListSchema } from './contract/storage-policy.ts';
import { vmWorkListSchema } from './contract/virtual-machine.ts';

const LIMIT_MS = 60_000;
const ACCOUNTS = { ...PASSWORDS, [DEMO_OPERATOR]: randomUUID() };
type Headers = Record<string, string>;

describe('Storage policies over a simulated vCenter', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulated: SimulatedVcenter;
  let product: Product;
  let client: HttpsClient;

  beforeAll(async () => {
    folder = await temporaryFolder();
    simulated = await startSimulatedVcenter({ scenario: demoScenario(ACCOUNTS) });
    product = await prepareProduct(folder.path, simulated);
    client = await product.start();
  }, LIMIT_MS);
  afterAll(async () => {
    await product.server.stop();
    await simulated.close();
    await folder[Symbol.asyncDispose]();
  }, LIMIT_MS);

  function logIn(userName: keyof typeof ACCOUNTS): Headers {
    const token = simulated.vcenter.control.issueUiToken(userName, ACCOUNTS[userName]);
    return { [SESSION_HEADER]: token, 'content-type': 'application/json' };
  }
  const base = (): string => `/api/v1/vcenters/${simulated.vcenter.instanceUuid}`;
  const idOf = (name: string): string => simulated.named('VirtualMachine', name).value;
  const post = (path: string, headers: Headers, body: unknown): Promise<HttpsReply> =>
    client.send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const menuOf = async (headers: Headers, ...names: readonly string[]) => {
    const guid = simulated.vcenter.instanceUuid;
    const objectIds = names.map((name) => `urn:vmomi:VirtualMachine:${idOf(name)}:${guid}`);
    const reply = await post('/dynamic/vm-menu', headers, { objectIds });
    const { dynamicItems } = dynamicResponseSchema.parse(reply.json());
    return dynamicItems.filter(({ visible }) => visible).map(({ id }) => id);
  };

  it(
    'are assigned by an operator who may edit devices, one disk as well, and the card shows it',
    async () => {
      const operator = logIn(DEMO_OPERATOR);
      const vmId = idOf('fin-app-01');
      expect(await menuOf(operator, 'fin-app-01')).toEqual(['assign-io-filter-policy']);
      const wish = { vmId, desired: 'assigned', diskKeys: [2000] };
      const request = { clusters: [], policies: { virtualMachines: [wish] } };
      const planned = await post(`${base()}/plans`, operator, request);
      expect(planned.status).withContext(planned.text).toBe(200);
      const { hash } = planSchema.parse(planned.json());
      await using events = await client.events(`${base()}/activity-events`, operator);
      const start = { ...request, planHash: hash, idempotencyKey: randomUUID() };
      const started = await post(`${base()}/activities`, operator, start);
      expect(started.status).withContext(started.text).toBe(202);
      let last = activitySchema.parse(started.json());
      while (last.finishedAt === null) {
        const data = /^data: (.*)$/m.exec((await events.next()) ?? '')?.[1];
        if (data === undefined) break;
        last = activitySchema.parse(JSON.parse(data));
      }
      expect([last.kind, last.state])
        .withContext(JSON.stringify(last.clusters))
        .toEqual(['policies', 'succeeded']);
      const work = await client.send(`${base()}/activities/${last.id}/vms`, { headers: operator });
      expect(vmWorkListSchema.parse(work.json()).vms.map(({ vmName }) => vmName)).toEqual([
        'fin-app-01',
      ]);
      const card = await client.send(`${base()}/vms/${vmId}/summary`, { headers: operator });
      const { disks } = vmSummarySchema.parse(card.json());
      expect(disks.map((disk) => [disk.policyKind, disk.filterAttached])).toEqual([
        ['filter', true],
        ['default', false],
      ]);
      expect((await menuOf(operator, 'fin-app-01')).sort()).toEqual([
        'assign-io-filter-policy',
        'remove-io-filter-policy',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'are listed for an operator, who may not delete them',
    async () => {
      const operator = logIn(DEMO_OPERATOR);
      const list = await client.send(`${base()}/policies?check=true`, { headers: operator });
      const { policies } = storagePolicyListSchema.parse(list.json());
      const profileIds = policies.map(({ profileId }) => profileId);
      expect(profileIds.length).toBeGreaterThan(0);
      const refused = await post(`${base()}/policies/delete`, operator, { profileIds });
      expect(refused.status).toBe(403);
      expect(problemSchema.parse(refused.json()).detail).toContain('Update VM storage policies');
      expect(simulated.vcenter.control.calls('PbmDelete').length).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'are not offered for machines that cannot have them, which is explained',
    async () => {
      const administrator = logIn(DEMO_ADMINISTRATOR);
      expect(await menuOf(administrator, 'prod-template-app')).toEqual([
        'explain-io-filter-policy',
      ]);
      expect(await menuOf(administrator, 'prod-template-app', 'fin-app-02')).toEqual([
        'remove-io-filter-policy',
        'explain-io-filter-policy',
      ]);
    },
    LIMIT_MS,
  );

  it(
    'refuse requests that are none with 400, and callers without a session with 401',
    async () => {
      const administrator = logIn(DEMO_ADMINISTRATOR);
      const wrong = [
        ['/policies/delete', { profileIds: [] }],
        ['/policies/delete', { profileIds: ['../../etc'] }],
        ['/plans', { clusters: [], policies: { virtualMachines: [{ vmId: 'vm-1' }] } }],
        ['/plans', { clusters: [], policies: { restore: { activityId: 'x' } } }],
        ['/plans', { clusters: [], policies: { reapplyProfileId: "'; DROP TABLE" } }],
      ] as const;
      for (const [path, body] of wrong) {
        const reply = await post(base() + path, administrator, body);
        expect(reply.status)
          .withContext(path + JSON.stringify(body))
          .toBe(400);
      }
      const anonymous = { 'content-type': 'application/json' };
      for (const path of ['/policies', '/restore-points'])
        expect((await client.send(base() + path, { headers: anonymous })).status).toBe(401);
    },
    LIMIT_MS,
  );
});
