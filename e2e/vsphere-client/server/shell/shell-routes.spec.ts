import { once } from 'node:events';
import { VimFault } from '../../../vcenter/core/vim-fault.ts';
import type { ClientPlugin } from '../../protocol/client-plugin.ts';
import type { InventoryItem, ObjectView, TablePage, TaskRow } from '../../protocol/shell-api.ts';
import { startExamplePluginServer } from '../../testing/example-plugin-server.ts';
import { startFixtureOrigin } from '../../testing/fixture-origin.ts';
import type { FixtureOrigin } from '../../testing/fixture-origin.ts';
import { exampleExtension } from '../../testing/fixture-vcenter.ts';
import { httpsFetch, httpsOpen } from '../../testing/https-fetch.ts';
import type { HttpsAnswer } from '../../testing/https-fetch.ts';
import type { TokenMode } from './plugin-api.ts';

/** A browser of one user. */
class Browser {
  readonly #origin: FixtureOrigin;
  cookie = '';

  constructor(origin: FixtureOrigin) {
    this.#origin = origin;
  }

  async login(userName: string, password = this.#origin.password): Promise<HttpsAnswer> {
    const answer = await this.post('/ui/api/login', { userName, password });
    this.cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    return answer;
  }

  get headers(): Record<string, string> {
    return { cookie: this.cookie, 'content-type': 'application/json' };
  }

  post(path: string, body: unknown = {}): Promise<HttpsAnswer> {
    const options = { method: 'POST', headers: this.headers, body: JSON.stringify(body) };
    return httpsFetch(this.#origin.url + path, this.#origin.certificatePem, options);
  }

  get(path: string): Promise<HttpsAnswer> {
    const { url, certificatePem } = this.#origin;
    return httpsFetch(url + path, certificatePem, { headers: this.headers });
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse((await this.get(path)).body) as T;
  }
}

describe('the data routes of the client', () => {
  let origin: FixtureOrigin;
  let browser: Browser;

  async function start(tokenMode: TokenMode = 'stable'): Promise<void> {
    origin = await startFixtureOrigin({ tokenMode });
    browser = new Browser(origin);
    await browser.login('administrator@vsphere.local');
  }

  afterEach(() => origin.stop());

  it('log in with a cookie that scripts and plug-in pages cannot have', async () => {
    await start();
    const answer = await browser.login('administrator@vsphere.local');
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(answer.status).toBe(204);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/ui']) {
      expect(cookie).toContain(flag);
    }
  });

  it('refuse a wrong password and a body that is none', async () => {
    await start();
    expect((await browser.login('administrator@vsphere.local', 'wrong')).status).toBe(401);
    expect((await browser.post('/ui/api/login', { userName: 1 })).status).toBe(400);
  });

  it('answer nothing without a login', async () => {
    await start();
    browser.cookie = '';
    expect((await browser.get('/ui/api/session')).status).toBe(204);
    const paths = [
      'tasks',
      'plugins',
      'live',
      'children/Folder:group-d1',
      'objects/Folder:group-d1',
    ];
    const answers = await Promise.all(paths.map((path) => browser.get(`/ui/api/${path}`)));
    expect(answers.map((answer) => answer.status)).toEqual(paths.map(() => 401));
  });

  it('end with the session of the vCenter', async () => {
    await start();
    origin.vcenter.sessions.expire();
    expect((await browser.get('/ui/api/tasks')).status).toBe(401);
  });

  it('log out of the vCenter as well', async () => {
    await start();
    await browser.post('/ui/api/logout');
    expect(origin.vcenter.sessions.list()).toEqual([]);
  });

  it('nest the inventory as the client does', async () => {
    await start();
    const names = async (id: string) => {
      const items = await browser.json<InventoryItem[]>(`/ui/api/children/${id}`);
      return items.map((item) => item.name);
    };
    expect(await names('Folder:group-d1')).toEqual(['East']);
    expect(await names('Datacenter:datacenter-1')).toEqual(['Production', 'esx-03.example.com']);
    expect(await names('ClusterComputeResource:domain-c1')).toEqual([
      'esx-01.example.com',
      'esx-02.example.com',
      'app-1',
      'app-2',
      'app-3',
    ]);
  });

  it('show an object with its path and the states of what is below', async () => {
    await start();
    const view = await browser.json<ObjectView>('/ui/api/objects/VirtualMachine:vm-2');
    expect(view.path.map((item) => item.name)).toEqual([
      'vcenter.example.com',
      'East',
      'Production',
    ]);
    expect(view.item.state).toBe('poweredOn');
    expect(view.tabs).toEqual(['summary', 'monitor', 'configure']);
  });

  it("start the client's own actions, as far as vCenter allows them", async () => {
    await start();
    const started: string[] = [];
    origin.vcenter.methods.define('HostSystem', 'EnterMaintenanceMode_Task', ({ target }) => {
      if (started.includes(target.ref.value)) throw new VimFault('InvalidState', {}, 'No more.');
      started.push(target.ref.value);
    });
    const act = async (path: string) => (await browser.post(`/ui/api/objects/${path}`)).status;
    const host = 'HostSystem:host-1/actions';

    expect(await act(`${host}/enter-maintenance`)).toBe(202);
    expect(await act(`${host}/enter-maintenance`)).toBe(409);
    expect(await act(`${host}/power-on`)).toBe(400);
    expect(await act(`${host}/dance`)).toBe(400);
    expect(started).toEqual(['host-1']);
  });

  it('leave out what the user may not see', async () => {
    await start();
    origin.hidden.add('host-2');
    await browser.login('operator@vsphere.local');
    const items = await browser.json<InventoryItem[]>(
      '/ui/api/children/ClusterComputeResource:domain-c1',
    );
    expect(items.map((item) => item.id)).not.toContain('HostSystem:host-2');
    expect((await browser.get('/ui/api/objects/HostSystem:host-2')).status).toBe(404);
  });

  it('sort, filter and page tables', async () => {
    await start();
    const base = '/ui/api/objects/ClusterComputeResource:domain-c1/vms';
    const sorted = await browser.json<TablePage>(`${base}?sort=-name&limit=2`);
    expect(sorted.rows.map((row) => row.cells['name'])).toEqual(['app-3', 'app-2']);
    expect(sorted.total).toBe(3);
    const filtered = await browser.json<TablePage>(`${base}?filter=P-1`);
    expect(filtered.rows.map((row) => row.cells['state'])).toEqual(['Powered Off']);
    expect((await browser.get(`${base}?limit=0`)).status).toBe(400);
    expect((await browser.get(base.replace('vms', 'else'))).status).toBe(400);
  });

  it('tell an open browser what changed, whether trees show it, and when the session ended', async () => {
    await start();
    const { url, certificatePem, vcenter } = origin;
    const options = { headers: browser.headers };
    const stream = await httpsOpen(`${url}/ui/api/live`, certificatePem, options);
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(stream, 'data');
    vcenter.registry.update(
      { type: 'HostSystem', value: 'host-1' },
      { 'runtime.inMaintenanceMode': true },
    );
    while (!text.includes('HostSystem:host-1')) await once(stream, 'data');
    vcenter.registry.update(
      { type: 'VirtualMachine', value: 'vm-1' },
      { 'config.hardware.device': [{ key: 2000 }] },
    );
    while (!text.includes('VirtualMachine:vm-1')) await once(stream, 'data');
    vcenter.sessions.expire();
    await once(stream, 'end');
    expect(text).toContain('"kind":"logged-out"');
    expect(text).toContain('{"kind":"inventory","ids":["HostSystem:host-1"]}');
    expect(text).toContain('{"kind":"details","ids":["VirtualMachine:vm-1"]}');
  });

  it('end the stream of an open browser when the vCenter closes, and then its session', async () => {
    await start();
    const { url, certificatePem, vcenter } = origin;
    const options = { headers: browser.headers };
    const stream = await httpsOpen(`${url}/ui/api/live`, certificatePem, options);
    await once(stream, 'data');
    const ended = once(stream, 'end');
    origin.close();
    expect(() => vcenter.sessions.expire()).not.toThrow();
    await ended;
  });

  it('show the deployment of a plug-in as tasks of the vCenter', async () => {
    await start();
    const plugin = await startExamplePluginServer();
    origin.setExtensions([exampleExtension(plugin)]);
    await origin.client.deployer.settled();
    await plugin.close();
    const tasks = await browser.json<TaskRow[]>('/ui/api/tasks');
    expect(tasks.map((task) => [task.name, task.state, task.target]).sort()).toEqual([
      ['Deploy plug-in', 'success', 'vcenter.example.com'],
      ['Download plug-in', 'success', 'vcenter.example.com'],
    ]);
  });

  it('give plug-ins in the language of the browser, with addresses on the proxy', async () => {
    await start();
    const plugin = await startExamplePluginServer();
    origin.setExtensions([exampleExtension(plugin)]);
    await origin.client.deployer.settled();
    await plugin.close();
    const [german] = await browser.json<ClientPlugin[]>('/ui/api/plugins?locale=de-DE');
    const base = `/plugins/com.example.plugin~1.0.0~1/localhost-${plugin.port}`;
    expect(german?.name).toBe('Beispiel');
    expect(german?.globalView?.url).toBe(`${base}/page.html#/home`);
    const cluster = german?.objects['ClusterComputeResource'];
    expect(cluster?.menu?.dynamicUrl).toBe(`${base}/dynamic/menu`);
    expect(cluster?.configure?.dynamicUrl).toBe(`${base}/dynamic/configure`);
    expect(german?.servers).toContain({
      type: 'PLUGIN_SERVER',
      proxiedUrl: base,
      proxiedBaseUrl: base,
    });
  });

  for (const mode of ['stable', 'fresh'] as const) {
    it(`issue a ${mode} token that opens the vCenter for a plug-in`, async () => {
      await start(mode);
      const plugin = await startExamplePluginServer();
      origin.setExtensions([exampleExtension(plugin)]);
      await origin.client.deployer.settled();
      await plugin.close();
      const path = '/ui/api/plugins/com.example.plugin~1.0.0~1/session';
      const tokens = [await browser.post(path), await browser.post(path)].map(
        (answer) => JSON.parse(answer.body) as { sessionToken: string; nodeId: string },
      );
      const [first, second] = tokens;
      const session = origin.vcenter.sessions.byUiToken(second?.sessionToken ?? '');
      expect(session?.userName.toLowerCase()).toContain('administrator');
      expect(first?.nodeId).toBe(origin.vcenter.about.instanceUuid);
      expect(first?.sessionToken === second?.sessionToken).toBe(mode === 'stable');
    });
  }

  it('issue no token for a plug-in that is not there', async () => {
    await start();
    expect((await browser.post('/ui/api/plugins/com.other~1~1/session')).status).toBe(404);
  });
});

describe('the page of the client', () => {
  it('allows no foreign and no inline script', async () => {
    const origin = await startFixtureOrigin();
    const answer = await httpsFetch(`${origin.url}/ui/`, origin.certificatePem);
    const sdk = await httpsFetch(`${origin.url}/api/ui/htmlClientSdk.js`, origin.certificatePem);
    await origin.stop();
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    expect(sdk.headers['content-type']).toContain('javascript');
  });
});
