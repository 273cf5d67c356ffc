import { startSimulation } from './start-simulation.ts';
import type { RunningSimulation } from './start-simulation.ts';
import { parseScenario } from './vcenter/scenario/scenario-schema.ts';
import { startExamplePluginServer } from './vsphere-client/testing/example-plugin-server.ts';
import type { ExamplePluginServer } from './vsphere-client/testing/example-plugin-server.ts';
import { exampleExtension } from './vsphere-client/testing/fixture-vcenter.ts';
import { httpsFetch } from './vsphere-client/testing/https-fetch.ts';

const userName = 'administrator@vsphere.local';
const password = 'only-for-this-spec';
const json = { 'content-type': 'application/json' };

describe('the simulated vCenter with its vSphere Client', () => {
  let simulation: RunningSimulation;
  let plugin: ExamplePluginServer;
  let cookie: string;

  beforeEach(async () => {
    const permissions = [{ role: 'Administrator' }];
    simulation = await startSimulation({
      scenario: parseScenario({
        name: 'small',
        users: [{ name: userName, password, permissions }],
        datacenters: [
          { name: 'East', clusters: [{ name: 'Production', hosts: [{ name: 'esx' }] }] },
        ],
      }),
    });
    plugin = await startExamplePluginServer();
    const body = JSON.stringify({ userName, password });
    const answer = await post('/ui/api/login', json, body);
    cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  });

  afterEach(async () => {
    await simulation.close();
    await plugin.close();
  });

  function post(path: string, headers: Record<string, string>, body: string) {
    const options = { method: 'POST', headers, body };
    return httpsFetch(simulation.url + path, simulation.caPem, options);
  }

  async function register(): Promise<void> {
    const { vcenter, client } = simulation;
    const extension = { ...exampleExtension(plugin), lastHeartbeatTime: new Date() };
    const handler = vcenter.methods.find('ExtensionManager', 'RegisterExtension');
    await handler?.({ vcenter, args: { extension } } as unknown as Parameters<typeof handler>[0]);
    await client.deployer.settled();
  }

  async function token(): Promise<string> {
    const [instance] = simulation.client.deployer.list();
    const path = `/ui/api/plugins/${instance?.id ?? ''}/session`;
    const answer = await post(path, { ...json, cookie }, '{}');
    return (JSON.parse(answer.body) as { sessionToken: string }).sessionToken;
  }

  it('deploys a plug-in as soon as it is registered', async () => {
    await register();
    expect(simulation.client.deployer.list().map(({ state }) => state)).toEqual(['Deployed']);
    expect(simulation.control.bugs()).toEqual([]);
  });

  it('lets a plug-in turn its token into a ticket and the ticket into one session', async () => {
    await register();
    const headers = { ...json, 'vmware-api-session-id': await token() };
    const body = JSON.stringify({ vc_guid: simulation.instanceUuid });
    const answer = await post('/api/ui/vcenter/session/clone-ticket', headers, body);
    expect(answer.status).toBe(200);
    const ticket = (JSON.parse(answer.body) as { session_clone_ticket: string })
      .session_clone_ticket;
    const { sessions } = simulation.vcenter;
    const origin = { ipAddress: '127.0.0.1', userAgent: 'spec' };
    expect(sessions.clone(ticket, origin).userName.toLowerCase()).toContain('administrator');
    expect(() => sessions.clone(ticket, origin)).toThrowError();
  });

  it('gives no ticket for the token of a user who logged out', async () => {
    await register();
    const headers = { ...json, 'vmware-api-session-id': await token() };
    await post('/ui/api/logout', { ...json, cookie }, '{}');
    const body = JSON.stringify({ vc_guid: simulation.instanceUuid });
    const answer = await post('/api/ui/vcenter/session/clone-ticket', headers, body);
    expect(answer.status).toBe(401);
  });
});
