import { exampleManifest } from '../../testing/example-manifest.ts';
import { startExamplePluginServer } from '../../testing/example-plugin-server.ts';
import type { ExamplePluginServer } from '../../testing/example-plugin-server.ts';
import { exampleExtension } from '../../testing/fixture-vcenter.ts';
import { makeTestCertificate } from '../../testing/test-certificate.ts';
import { PluginDeployer } from './plugin-deployer.ts';

describe('deploying plug-ins', () => {
  let plugin: ExamplePluginServer;
  let extensions: object[];
  let tasks: string[];
  let deployer: PluginDeployer;

  beforeEach(async () => {
    plugin = await startExamplePluginServer();
    extensions = [];
    tasks = [];
    deployer = new PluginDeployer({
      extensions: () => extensions,
      environment: { clientVersion: '8.0.3', vcenterVersion: '8.0.3', environment: 'onprem' },
      runTask: (name, work) => {
        tasks.push(name);
        return work(new AbortController().signal);
      },
    });
  });

  afterEach(async () => {
    deployer.close();
    await plugin.close();
  });

  async function deploy(...records: object[]): Promise<{ state: string; reason: string }> {
    extensions = records;
    deployer.reconcile();
    await deployer.settled();
    const [instance] = deployer.list();
    return { state: instance?.state ?? 'none', reason: instance?.reason ?? '' };
  }

  function withServers(
    change: (server: ReturnType<typeof exampleExtension>['server'][0]) => object,
  ) {
    const record = exampleExtension(plugin);
    return { ...record, server: record.server.map(change) };
  }

  it('deploys what trusts the registered certificate, in two tasks', async () => {
    expect((await deploy(exampleExtension(plugin))).state).toBe('Deployed');
    expect(tasks).toEqual(['Download plug-in', 'Deploy plug-in']);
    expect(deployer.list()[0]?.id).toBe('com.example.plugin~1.0.0~1');
  });

  it('deploys by SHA-256 thumbprint alone', async () => {
    const record = withServers((server) => ({ ...server, serverCertificate: undefined }));
    expect((await deploy(record)).state).toBe('Deployed');
  });

  it('deploys by SHA-1 thumbprint alone', async () => {
    const record = withServers((server) => ({
      ...server,
      serverCertificate: undefined,
      serverThumbprint: plugin.certificate.sha1,
    }));
    expect((await deploy(record)).state).toBe('Deployed');
  });

  it('fails for another thumbprint and sends not a byte', async () => {
    const record = withServers((server) => ({
      ...server,
      serverCertificate: undefined,
      serverThumbprint: makeTestCertificate().sha256,
    }));
    const result = await deploy(record);
    expect(result.state).toBe('Failed');
    expect(result.reason).toContain('not the registered one');
    expect(plugin.requests).toEqual([]);
  });

  it('fails for another certificate and sends not a byte', async () => {
    const { pem, sha256 } = makeTestCertificate();
    const record = withServers((server) => ({
      ...server,
      serverCertificate: pem,
      serverThumbprint: sha256,
    }));
    expect((await deploy(record)).state).toBe('Failed');
    expect(plugin.requests).toEqual([]);
  });

  it('fails when the certificate is for another host', async () => {
    await plugin.close();
    plugin = await startExamplePluginServer(makeTestCertificate('elsewhere.example.com'));
    const result = await deploy(exampleExtension(plugin));
    expect(result.state).toBe('Failed');
    expect(result.reason).toMatch(/altnames|does not match/i);
  });

  it('fails when certificate and thumbprint disagree', async () => {
    const record = withServers((server) => ({
      ...server,
      serverThumbprint: makeTestCertificate().sha256,
    }));
    expect((await deploy(record)).reason).toContain('do not match');
  });

  it('refuses thumbprints without colons', async () => {
    const record = withServers((server) => ({
      ...server,
      serverCertificate: undefined,
      serverThumbprint: plugin.certificate.sha256.replaceAll(':', ''),
    }));
    expect((await deploy(record)).state).toBe('Failed');
  });

  it('fails for a version that is no number', async () => {
    const result = await deploy(exampleExtension(plugin, '1.0.0-beta'));
    expect(result).toEqual({
      state: 'Failed',
      reason: jasmine.stringContaining('1.0.0-beta') as unknown as string,
    });
  });

  it('fails with advice when nobody answers', async () => {
    const record = exampleExtension(plugin);
    await plugin.close();
    const result = await deploy(record);
    expect(result.state).toBe('Failed');
    expect(result.reason).toContain('reachable');
  });

  it('fails for plain HTTP', async () => {
    const record = exampleExtension(plugin);
    const [client] = record.client;
    const http = { ...record, client: [{ ...client, url: 'http://localhost/plugin.json' }] };
    expect((await deploy(http)).reason).toContain('plain HTTP');
  });

  it('fails with the reasons of an invalid manifest', async () => {
    plugin.manifest = JSON.stringify({ ...exampleManifest(), comment: 'no' });
    const result = await deploy(exampleExtension(plugin));
    expect(result.state).toBe('Failed');
    expect(result.reason).toContain('comment');
  });

  it('says Incompatible for a manifest that wants another vCenter', async () => {
    const manifest = exampleManifest();
    manifest.requirements['vcenter.server'].version = '[9.0,)';
    plugin.manifest = JSON.stringify(manifest);
    expect((await deploy(exampleExtension(plugin))).state).toBe('Incompatible');
  });

  it('keeps a manifest as long as the version is the same', async () => {
    await deploy(exampleExtension(plugin));
    plugin.manifest = '{}';
    expect(
      (await deploy({ ...exampleExtension(plugin), lastHeartbeatTime: new Date() })).state,
    ).toBe('Deployed');
    expect(plugin.requests.length).toBe(1);
  });

  it('deploys again, under a new path, when the version changes', async () => {
    await deploy(exampleExtension(plugin));
    await deploy(exampleExtension(plugin, '1.0.1'));
    expect(deployer.list().map((instance) => instance.id)).toEqual(['com.example.plugin~1.0.1~2']);
  });

  it('tries a failed plug-in again when its registration changes', async () => {
    const bad = withServers((server) => ({
      ...server,
      serverThumbprint: makeTestCertificate().sha256,
    }));
    await deploy(bad);
    expect((await deploy(exampleExtension(plugin))).state).toBe('Deployed');
  });

  it('redeploys from the same record on demand', async () => {
    await deploy(exampleExtension(plugin));
    deployer.redeploy('com.example.plugin~1.0.0~1');
    await deployer.settled();
    expect(deployer.list()[0]?.id).toBe('com.example.plugin~1.0.0~2');
    expect(plugin.requests.length).toBe(2);
  });

  it('undeploys what is no longer registered', async () => {
    await deploy(exampleExtension(plugin));
    expect((await deploy()).state).toBe('none');
    expect(tasks.at(-1)).toBe('Undeploy plug-in');
  });

  it('leaves extensions without a user interface alone', async () => {
    expect((await deploy({ ...exampleExtension(plugin), client: [] })).state).toBe('none');
    expect(tasks).toEqual([]);
  });
});
