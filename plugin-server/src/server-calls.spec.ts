import { DEMO_ADMINISTRATOR } from '../../e2e/vcenter/scenario/demo-roles.ts';
import { sizedScenario } from '../../e2e/vcenter/scenario/sized-scenario.ts';
import type { HttpsClient } from '../testing/https-client.ts';
import { PASSWORDS, startSimulatedVcenter } from '../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../testing/simulated-vcenter.ts';
import { prepareProduct } from '../testing/start-product.ts';
import type { Product } from '../testing/start-product.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { SESSION_HEADER } from './contract/routes.ts';

/** Starting a whole vCenter takes its time on a busy machine. */
const LIMIT_MS = 60_000;
const SIZE = { clusters: 10, hosts: 10, vms: 100 };

/** Reading everything, whatever there is: a view, one bulk read, and the privileges of the user and of the service account. */
const BULK_READ = {
  CreateContainerView: 1,
  DestroyView: 1,
  RetrievePropertiesEx: 1,
  HasPrivilegeOnEntities: 2,
};

describe('Calls to a vCenter of 10 clusters with 100 hosts', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulated: SimulatedVcenter;
  let product: Product;
  let client: HttpsClient;
  let headers: Record<string, string>;

  beforeEach(async () => {
    folder = await temporaryFolder();
    simulated = await startSimulatedVcenter({ scenario: sizedScenario(SIZE, PASSWORDS) });
    product = await prepareProduct(folder.path, simulated);
    client = await product.start();
    const { control } = simulated.vcenter;
    const token = control.issueUiToken(DEMO_ADMINISTRATOR, PASSWORDS[DEMO_ADMINISTRATOR]);
    headers = { [SESSION_HEADER]: token, 'content-type': 'application/json' };
    await ask('/session');
  }, LIMIT_MS);
  afterEach(async () => {
    await product.server.stop();
    await simulated.close();
    await folder[Symbol.asyncDispose]();
  }, LIMIT_MS);

  async function ask(path: string, body?: unknown): Promise<void> {
    const address = `/api/v1/vcenters/${simulated.vcenter.instanceUuid}${path}`;
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const reply = await client.send(address, { headers, ...sent });
    expect(reply.status).withContext(reply.text).toBe(200);
  }

  /** How often each method is called while something is asked of the server. */
  async function callsFor(asking: () => Promise<unknown>): Promise<Record<string, number>> {
    simulated.vcenter.control.clearCalls();
    await asking();
    const counts: Record<string, number> = {};
    for (const { method } of simulated.vcenter.control.calls())
      counts[method] = (counts[method] ?? 0) + 1;
    return counts;
  }

  function planFor(count: number, desired: 'installed' | 'absent'): unknown {
    const clusters = simulated.vcenter.vcenter.registry.ofType('ClusterComputeResource');
    return {
      clusters: clusters.slice(0, count).map(({ ref }) => ({ clusterId: ref.value, desired })),
    };
  }

  it(
    'do not grow with the hosts, apart from acceptance levels, which are kept',
    async () => {
      await ask('/inventory');
      const whole = { ...BULK_READ, QueryIoFilterInfo: 10 };
      expect(await callsFor(() => ask('/inventory'))).toEqual(whole);
      expect(await callsFor(() => ask('/daemons'))).toEqual(whole);
      const plan = (count: number, desired: 'installed' | 'absent') => () =>
        ask('/plans', planFor(count, desired));
      const planned = { ...BULK_READ, CurrentTime: 1 };
      expect(await callsFor(plan(1, 'installed'))).toEqual({ ...planned, QueryIoFilterInfo: 1 });
      expect(await callsFor(plan(10, 'installed'))).toEqual({ ...planned, QueryIoFilterInfo: 10 });
      expect(await callsFor(plan(10, 'absent'))).toEqual({ ...planned, QueryIoFilterInfo: 10 });
    },
    LIMIT_MS,
  );

  it(
    'are few for what cards and panels show',
    async () => {
      const cluster = simulated.named('ClusterComputeResource', 'Cluster 01').value;
      const host = simulated.named('HostSystem', 'esx-01-01.example.com').value;
      const [vm] = simulated.vcenter.vcenter.registry.ofType('VirtualMachine');
      await ask(`/clusters/${cluster}`);
      const one = { RetrievePropertiesEx: 1, HasPrivilegeOnEntities: 1, QueryIoFilterInfo: 1 };
      expect(await callsFor(() => ask(`/clusters/${cluster}/summary`))).toEqual(one);
      expect(await callsFor(() => ask(`/clusters/${cluster}`))).toEqual({
        ...one,
        HasPrivilegeOnEntities: 2,
      });
      expect(await callsFor(() => ask(`/hosts/${host}/summary`))).toEqual({
        ...one,
        RetrievePropertiesEx: 2,
      });
      const card = () => ask(`/vms/${vm?.ref.value ?? ''}/summary`);
      await card();
      expect(await callsFor(card)).toEqual({
        RetrievePropertiesEx: 3,
        HasPrivilegeOnEntities: 2,
        PbmQueryProfile: 2,
        PbmRetrieveContent: 1,
        PbmQueryAssociatedProfiles: 1,
        PbmFetchComplianceResult: 1,
      });
    },
    LIMIT_MS,
  );

  it(
    'for acceptance levels are shared by pages that open at the same time',
    async () => {
      const counts = await callsFor(() =>
        Promise.all([ask('/inventory'), ask('/daemons'), ask('/plans', planFor(10, 'installed'))]),
      );
      expect(counts['HostImageConfigGetAcceptance']).toBe(100);
    },
    LIMIT_MS,
  );
});
