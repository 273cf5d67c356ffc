import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startApp } from '../../testing/start-app.ts';
import type { RunningApp } from '../../testing/start-app.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { BundleFetch } from '../domain/bundle-fetch.ts';
import { openDatabase } from '../store/open-database.ts';
import { SqliteBundleFetchLog } from '../store/sqlite-bundle-fetch-log.ts';

const TOKEN = 'c'.repeat(64);
const ADDRESS = `/bundles/${TOKEN}/sample%20filter.zip`;
const CONTENT = Buffer.from('0123456789'.repeat(100));

describe('Bundle downloads', () => {
  let fetches: SqliteBundleFetchLog;

  beforeEach(() => {
    fetches = new SqliteBundleFetchLog(openDatabase(':memory:'));
  });

  async function startWithBundle(folder: string, content = CONTENT): Promise<RunningApp> {
    const file = path.join(folder, 'sample filter.zip');
    await writeFile(file, content);
    const bundles = {
      locate: (token: string, name: string) =>
        Promise.resolve(
          token === TOKEN && name === 'sample filter.zip'
            ? { bundleId: 'id-1', path: file, size: content.length }
            : null,
        ),
    };
    return startApp({ bundles, fetches });
  }

  it('need no login, go without redirect and compression, and tell their exact length', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    const reply = await app.client.send(ADDRESS, { headers: { 'accept-encoding': 'gzip' } });
    expect(reply.status).toBe(200);
    expect(reply.bytes.equals(CONTENT)).toBeTrue();
    expect(reply.headers['content-length']).toBe(String(CONTENT.length));
    expect(reply.headers['content-type']).toBe('application/zip');
    expect(reply.headers['content-encoding']).toBeUndefined();
  });

  it('answer HEAD with the same headers and no body', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    const reply = await app.client.send(ADDRESS, { method: 'HEAD' });
    expect([reply.status, reply.bytes.length]).toEqual([200, 0]);
    expect(reply.headers['content-length']).toBe(String(CONTENT.length));
  });

  it('answer a range with that part, and 416 beyond the end', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    const part = await app.client.send(ADDRESS, { headers: { range: 'bytes=10-14' } });
    expect([part.status, part.text]).toEqual([206, '01234']);
    expect(part.headers['content-range']).toBe(`bytes 10-14/${CONTENT.length}`);
    const beyond = await app.client.send(ADDRESS, { headers: { range: 'bytes=5000-' } });
    expect(beyond.status).toBe(416);
  });

  it('answer 404 for another token or name and 405 for another method', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    expect((await app.client.send(ADDRESS.replace('c/', 'd/'))).status).toBe(404);
    expect((await app.client.send(ADDRESS.replace('sample', 'other'))).status).toBe(404);
    expect((await app.client.send(`/bundles/${TOKEN}/..%2fsecret`)).status).toBe(404);
    expect((await app.client.send(ADDRESS, { method: 'PUT' })).status).toBe(405);
  });

  it('leave lines in the log with who fetched what, but never with the address', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    await app.client.send(ADDRESS, { headers: { 'user-agent': 'fetcher/1' } });
    const line = app.logged().find((each) => each['msg'] === 'bundle fetch begins');
    expect(line).toEqual(jasmine.objectContaining({ bundleId: 'id-1', userAgent: 'fetcher/1' }));
    expect(String(line?.['from'])).toContain('127.0.0.1');
    const isOver = (): boolean => app.logged().some((each) => each['msg'] === 'bundle fetched');
    while (!isOver()) await new Promise((resolve) => setImmediate(resolve));
    const over = app.logged().find((each) => each['msg'] === 'bundle fetched');
    expect(over).toEqual(jasmine.objectContaining({ status: 200, complete: true }));
    expect(JSON.stringify(app.logged())).not.toContain(TOKEN);
  });

  it('are recorded with their source, what was sent, and whether it arrived', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path);
    await app.client.send(ADDRESS, { method: 'HEAD' });
    await app.client.send(ADDRESS, { headers: { range: 'bytes=10-14' } });
    await app.client.send(ADDRESS);
    const recorded = (): readonly BundleFetch[] => fetches.list({ bundleIds: ['id-1'], limit: 10 });
    await until(() => recorded().every(({ outcome }) => outcome !== 'running'));
    const at = app.clock.now().toISOString();
    const facts = { bundleId: 'id-1', at, source: '127.0.0.1', scheme: 'https' } as const;
    const outcome = 'finished';

    expect(recorded()).toEqual([
      { ...facts, method: 'GET', status: 200, bytes: CONTENT.length, outcome },
      { ...facts, method: 'GET', status: 206, bytes: 5, outcome },
      { ...facts, method: 'HEAD', status: 200, bytes: 0, outcome },
    ]);
  });

  it('are recorded as aborted when the fetcher goes away in the middle', async () => {
    await using folder = await temporaryFolder();
    await using app = await startWithBundle(folder.path, Buffer.alloc(32 * 1024 * 1024));
    const asked = app.client.open(ADDRESS);
    const answered = Promise.withResolvers<undefined>();
    asked.on('error', () => undefined);
    asked.once('response', (message) => {
      message.on('error', () => undefined);
      message.once('data', () => answered.resolve(undefined));
    });
    asked.end();
    await answered.promise;
    asked.destroy();
    const last = (): BundleFetch | undefined => fetches.list({ bundleIds: ['id-1'], limit: 1 })[0];
    await until(() => last()?.outcome === 'aborted');

    expect(last()).toEqual(jasmine.objectContaining({ status: 200, outcome: 'aborted' }));
    expect(last()?.bytes).toBeLessThan(32 * 1024 * 1024);
  });
});

/** Waits for a fact. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
