import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { startApp } from '../../testing/start-app.ts';

describe('Files for the vSphere Client', () => {
  it('make up an archive of all manifests at its root, in the order of the list', async () => {
    await using app = await startApp();
    const reply = await app.client.send('/plugin.zip');
    expect(reply.headers['content-type']).toBe('application/zip');
    const zip = await fromBufferPromise(reply.bytes, { lazyEntries: true });
    const entries: Record<string, string> = {};
    for await (const entry of zip.eachEntry()) {
      entries[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString();
    }
    expect(Object.keys(entries)).toEqual(['plugin-multi-manifest.json', 'one.json', 'two.json']);
    expect(entries['two.json']).toBe('{"two": 2}');
  });

  it('are also served one by one, but nothing that the list does not name', async () => {
    await using app = await startApp();
    expect((await app.client.send('/one.json')).json()).toEqual({ one: 1 });
    expect((await app.client.send('/images/icon.svg')).headers['content-type']).toMatch(/svg/);
    expect((await app.client.send('/secret.json')).status).toBe(404);
    expect((await app.client.send('/images/%2e%2e/secret.json')).status).toBe(404);
  });
});

describe('The user interface', () => {
  it('is a page with a nonce of its own at each request, the one its policy allows', async () => {
    await using app = await startApp();
    const nonces: (string | undefined)[] = [];
    for (const path of ['/ui/', '/ui/index.html']) {
      const reply = await app.client.send(path);
      const nonce = /ngCspNonce="([^"]+)"/.exec(reply.text)?.[1];
      expect(reply.headers['content-security-policy']).toContain(`'nonce-${nonce ?? ''}'`);
      expect(reply.headers['cache-control']).toBe('no-store');
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain('CSP_NONCE');
  });

  it('is cached for long where the name holds a hash, else asked for again', async () => {
    await using app = await startApp();
    const hashed = await app.client.send('/ui/main-aB_d-234.js');
    expect(hashed.headers['cache-control']).toContain('immutable');
    expect((await app.client.send('/ui/plain.txt')).headers['cache-control']).toBe('no-cache');
    expect((await app.client.send('/ui/absent.js')).status).toBe(404);
  });

  it('says that it was not built when it is absent', async () => {
    await using app = await startApp({ uiRoot: '/nowhere' });
    const reply = await app.client.send('/ui/index.html');
    expect(reply.status).toBe(404);
    expect(reply.text).toContain('has not been built');
  });
});

describe('Every answer', () => {
  it('may be framed by its own origin only, names no product, allows no other origin', async () => {
    await using app = await startApp();
    for (const path of ['/ui/', '/nothing', '/health/live', '/plugin.zip']) {
      const { headers } = await app.client.send(path, { headers: { origin: 'https://evil' } });
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).withContext(path).toContain("frame-ancestors 'self'");
      expect(policy).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('leaves a line in the log with neither token nor query in it', async () => {
    await using app = await startApp();
    const headers = { 'vmware-api-session-id': 'token-1', cookie: 'cookie-1' };
    await app.client.send('/nothing?secret=query-1', { headers });
    const line = app.logged().find((each) => each['path'] === '/nothing');
    expect(line).toEqual(jasmine.objectContaining({ method: 'GET', status: 404 }));
    expect(JSON.stringify(app.logged())).not.toMatch(/token-1|cookie-1|query-1/);
  });
});
