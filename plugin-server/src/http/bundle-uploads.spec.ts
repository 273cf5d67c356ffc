import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import { brokenBundles } from '../../../e2e/bundles/broken-bundles.ts';
import { openBundleWorld } from '../../testing/bundle-world.ts';
import type { BundleWorld } from '../../testing/bundle-world.ts';
import type { HttpsReply } from '../../testing/https-client.ts';
import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import type { RunningApp } from '../../testing/start-app.ts';
import { heldBundleSchema } from '../contract/bundle.ts';
import { problemSchema } from '../contract/problem.ts';
import { API_BASE, SESSION_HEADER } from '../contract/routes.ts';

const MEBIBYTE = 1024 * 1024;
const LIMIT = 32 * MEBIBYTE;
const BUNDLES = `${API_BASE}/vcenters/${SAMPLE_VC_GUID}/bundles`;
const LOGGED_IN = { [SESSION_HEADER]: SAMPLE_TOKEN };
const ZIP = { ...LOGGED_IN, 'content-type': 'application/zip' };

describe('Uploading a bundle', () => {
  let world: BundleWorld;
  let app: RunningApp;

  beforeEach(async () => {
    world = await openBundleWorld(LIMIT);
    world.vcenter.world.denials.set('sample-key', []);
    const { library, catalog, fetches } = world;
    app = await startApp({ library, bundles: catalog, fetches });
  });

  afterEach(async () => {
    await app[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  const upload = (body: Buffer, flavor = 'vaio8'): Promise<HttpsReply> =>
    app.client.send(`${BUNDLES}?flavor=${flavor}`, { method: 'POST', headers: ZIP, body });
  const codeOf = (reply: HttpsReply): string => problemSchema.parse(reply.json()).code;

  it('takes it in, tells what the X-ray found and lists it at once', async () => {
    const reply = await upload(await buildBundle(filterBuild('vaio8', '1.2.0')));
    const bundle = heldBundleSchema.parse(reply.json());

    expect(reply.status).toBe(201);
    expect(reply.headers.location).toBe(`bundles/${bundle.id}`);
    expect([bundle.filterName, bundle.version, bundle.origin]).toEqual([
      'rtrfilter',
      '1.2.0',
      'imported',
    ]);
    expect((await world.library.list()).bundles.map(({ id }) => id)).toEqual([bundle.id]);
    expect(await world.filesOnDisk()).toEqual([bundle.fileName]);
  });

  it('answers the same bundle a second time with the one that is there', async () => {
    const content = await buildBundle(filterBuild('vaio8', '1.2.0'));
    const first = heldBundleSchema.parse((await upload(content)).json());
    const second = await upload(content);

    expect(second.status).toBe(200);
    expect(heldBundleSchema.parse(second.json())).toEqual(first);
    expect((await world.filesOnDisk()).length).toBe(1);
  });

  it('refuses every broken bundle with its reason, leaves nothing on the disk and goes on', async () => {
    for (const { what, reason, build } of brokenBundles) {
      const reply = await upload(await build());
      const problem = problemSchema.parse(reply.json());
      expect([reply.status, problem.code, problem.reason])
        .withContext(what)
        .toEqual([422, 'bundleInvalid', reason]);
    }

    expect(await world.filesOnDisk()).toEqual([]);
    const sound = await upload(await buildBundle(filterBuild('vaio8', '1.2.0')));
    expect(sound.status).toBe(201);
  });

  it('keeps little in memory, whatever the bombs would unpack to', async () => {
    const bombs = brokenBundles.filter(({ reason }) => /bomb|TooLarge|overlapping/i.test(reason));
    let peak = 0;
    for (const { build } of bombs) {
      const content = await build();
      const before = process.memoryUsage().rss;
      await upload(content);
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }

    expect(bombs.length).toBeGreaterThan(4);
    expect(peak).toBeLessThan(128 * MEBIBYTE);
  });

  it('is refused before it begins when it announces more than the limit', async () => {
    const headers = { ...ZIP, 'content-length': String(LIMIT + 1) };
    const address = `${BUNDLES}?flavor=vaio8`;
    // Sends headers and nothing else: the answer must not wait for the body.
    const reply = await app.client.begin(address, { method: 'POST', headers });

    expect([reply.status, codeOf(reply)]).toEqual([413, 'requestTooLarge']);
    expect(await world.filesOnDisk()).toEqual([]);
  });

  it('is refused as soon as it turns out larger than the limit', async () => {
    const headers = { ...ZIP, 'transfer-encoding': 'chunked' };
    const options = { method: 'POST', headers, body: Buffer.alloc(LIMIT + 1) };
    const reply = await app.client.send(`${BUNDLES}?flavor=vaio8`, options);

    expect([reply.status, codeOf(reply)]).toEqual([413, 'requestTooLarge']);
    expect(await world.filesOnDisk()).toEqual([]);
  });

  it('leaves nothing behind when the sender goes away in the middle', async () => {
    const content = await buildBundle(filterBuild('vaio8', '1.2.0'));
    const headers = { ...ZIP, 'content-length': String(content.length) };
    const sender = app.client.open(`${BUNDLES}?flavor=vaio8`, { method: 'POST', headers });
    sender.on('error', () => undefined);
    sender.write(content.subarray(0, 1000));
    await until(async () => (await world.filesOnDisk()).length === 1);
    sender.destroy();
    await until(async () => (await world.filesOnDisk()).length === 0);

    expect((await world.library.list()).bundles).toEqual([]);
    expect((await upload(content)).status).toBe(201);
  });

  it('needs the privilege on the folder above everything, and is not read without', async () => {
    const denial = { objectId: 'group-d1', privilege: 'Host.Config.Patch' };
    world.vcenter.world.denials.set('sample-key', [denial]);
    const reply = await upload(await buildBundle(filterBuild('vaio8', '1.2.0')));

    expect([reply.status, codeOf(reply)]).toEqual([403, 'notPermitted']);
    expect(await world.filesOnDisk()).toEqual([]);
  });

  it('is refused without a kit, with an unknown one, and as another media type', async () => {
    const body = Buffer.from('x');
    const send = async (query: string, type: string): Promise<number> => {
      const headers = { ...LOGGED_IN, 'content-type': type };
      return (await app.client.send(BUNDLES + query, { method: 'POST', headers, body })).status;
    };

    expect(await send('', 'application/zip')).toBe(400);
    expect(await send('?flavor=vaio9', 'application/zip')).toBe(400);
    expect(await send('?flavor=vaio8', 'text/plain')).toBe(415);
  });

  it('is in the audit log, done or refused', async () => {
    await upload(await buildBundle(filterBuild('vaio8', '1.2.0')));
    await upload(Buffer.from('junk'));
    const entries = world.audited().map(({ action, outcome, who }) => [action, outcome, who]);

    expect(entries).toEqual([
      ['bundle.import', 'accepted', 'VSPHERE.LOCAL\\anna'],
      ['bundle.import', 'refused', 'VSPHERE.LOCAL\\anna'],
    ]);
  });
});

/** Waits for a fact. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
