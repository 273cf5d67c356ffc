import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { openBundleWorld } from '../../testing/bundle-world.ts';
import type { BundleWorld } from '../../testing/bundle-world.ts';
import { aClusterFilter } from '../../testing/inventory-builders.ts';
import { sampleActivity } from '../../testing/sample-world.ts';
import type { ClusterActivity } from '../domain/activity.ts';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import { Problem } from '../domain/problem.ts';
import type { SessionUser } from '../ports/vcenter.ts';

const LIMIT = 1024 * 1024;

describe('The library of bundles', () => {
  let world: BundleWorld;
  let anna: SessionUser;

  beforeEach(async () => {
    world = await openBundleWorld(LIMIT);
    anna = world.vcenter.user('anna');
  });

  afterEach(() => world[Symbol.asyncDispose]());

  async function take(version = '1.2.0', flavor: BundleFlavor = 'vaio8'): Promise<Bundle> {
    const content = await buildBundle(filterBuild(flavor, version));
    const { bundle } = await world.library.import(anna, { flavor, content: pieces(content) });
    return bundle;
  }

  async function put(name: string, content: Buffer): Promise<void> {
    const folder = path.join(world.root, 'iofilter-vaio8');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), content);
  }

  async function problemOf(promise: Promise<unknown>): Promise<Problem> {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    if (error instanceof Problem) return error;
    throw new Error(`This is no problem: ${String(error)}`);
  }

  function installOn(clusterId: string, vibUrl: string): void {
    const filter = aClusterFilter({ vibUrl });
    world.vcenter.world.records.set(clusterId, [{ filter, issues: [] }]);
  }

  function workWith(bundleId: string, state: ClusterActivity['state']): void {
    const clusters = sampleActivity.clusters.map((each) => ({ ...each, bundleId, state }));
    world.store.save({ ...sampleActivity, clusters });
  }

  it('takes a kit of each release, and offers the newest', async () => {
    await take('1.2.0');
    await take('1.10.0');
    await take('1.2.0', 'vaio7');

    expect((await world.library.list()).bundles.length).toBe(3);
    expect((await world.catalog.latest('vaio8'))?.filter.productVersion).toBe('1.10.0');
  });

  it('lists the files of a folder that it refuses, with the reason', async () => {
    await put('broken.zip', Buffer.from('junk'));

    expect((await world.library.list()).refused).toEqual([
      { fileName: 'broken.zip', flavor: 'vaio8', reason: 'notZip', detail: 'it is no ZIP file' },
    ]);
  });

  it('refuses a third upload while two are under way', async () => {
    const gate = Promise.withResolvers<undefined>();
    const slow = { flavor: 'vaio8' as const, content: waitFor(gate.promise) };
    const running = [world.library.import(anna, slow), world.library.import(anna, slow)];
    const third = await problemOf(
      world.library.import(anna, { flavor: 'vaio8', content: pieces(Buffer.alloc(0)) }),
    );
    gate.resolve(undefined);
    await Promise.allSettled(running);

    expect(third.code).toBe('tooManyRequests');
  });

  it('deletes an imported bundle that nobody uses', async () => {
    const bundle = await take();
    await world.library.remove(anna, bundle.id);

    expect((await world.library.list()).bundles).toEqual([]);
    expect(await world.filesOnDisk()).toEqual([]);
    expect(world.audited().map(({ action }) => action)).toEqual(['bundle.import', 'bundle.delete']);
  });

  it('keeps a bundle as long as vCenter has its address for a cluster, under whatever name', async () => {
    const bundle = await take();
    const { pathname } = new URL(world.catalog.urlOf(bundle));
    installOn('domain-c1', `http://former-name.example.com:8080${pathname}`);
    const problem = await problemOf(world.library.remove(anna, bundle.id));

    expect(problem.code).toBe('bundleInUse');
    expect(problem.message).toContain('Cluster 1');
    expect((await world.filesOnDisk()).length).toBe(1);
  });

  it('is not kept by an address of another bundle or another server', async () => {
    const bundle = await take('1.2.0');
    const other = await take('1.3.0');
    installOn('domain-c1', world.catalog.urlOf(other));
    installOn('domain-c2', 'https://elsewhere.example.com/bundles/guess/sample.zip');
    await world.library.remove(anna, bundle.id);

    expect((await world.library.list()).bundles.map(({ id }) => id)).toEqual([other.id]);
  });

  it('names only clusters that the user may see', async () => {
    const bundle = await take();
    installOn('domain-c1', world.catalog.urlOf(bundle));
    installOn('domain-c2', world.catalog.urlOf(bundle));
    const otto = world.vcenter.user('otto', { objectId: 'domain-c2', privilege: 'System.Read' });
    const problem = await problemOf(world.library.remove(otto, bundle.id));

    expect(problem.message).toContain('Cluster 1, 1 other cluster');
    expect(problem.message).not.toContain('Cluster 2');
  });

  it('keeps a bundle that an unfinished activity works with, but not one of a finished part', async () => {
    const bundle = await take();
    workWith(bundle.id, 'queued');
    const problem = await problemOf(world.library.remove(anna, bundle.id));
    expect(problem.code).toBe('bundleInUse');

    workWith(bundle.id, 'succeeded');
    await world.library.remove(anna, bundle.id);
    expect((await world.library.list()).bundles).toEqual([]);
  });

  it('deletes nothing that was put into a folder, nothing unknown, and nothing without the privilege', async () => {
    await put('found.zip', await buildBundle(filterBuild('vaio8', '1.2.0')));
    const [found] = (await world.library.list()).bundles;
    const denial = { objectId: 'group-d1', privilege: 'Host.Config.Patch' };
    const otto = world.vcenter.user('otto', denial);
    const remove = (user: SessionUser, id: string) => problemOf(world.library.remove(user, id));

    expect((await remove(anna, found?.id ?? '')).code).toBe('notPermitted');
    expect((await remove(anna, 'f'.repeat(64))).code).toBe('notFound');
    expect((await remove(otto, found?.id ?? '')).message).toContain('Query patch');
  });

  it('tells who fetched a bundle only to who may read everything', async () => {
    const blind = world.vcenter.user('otto', { objectId: 'group-d1', privilege: 'System.Read' });
    const fetch = { source: '192.0.2.7', method: 'GET', scheme: 'https' } as const;
    world.fetches.begin({ ...fetch, bundleId: 'one', at: '2025-03-01T10:00:00.000Z' });

    expect((await world.library.fetches(anna, 'one', 10)).length).toBe(1);
    expect((await problemOf(world.library.fetches(blind, 'one', 10))).code).toBe('notPermitted');
  });

  it('tells of an activity the fetches of its bundles while it ran', async () => {
    const at = (minute: number) => `2025-03-01T10:0${minute}:00.000Z`;
    for (const minute of [1, 2, 3, 4]) {
      const fetch = { source: `host ${minute}`, method: 'GET', scheme: 'https' } as const;
      world.fetches.begin({ ...fetch, bundleId: 'one', at: at(minute) });
      world.fetches.begin({ ...fetch, bundleId: 'another', at: at(minute) });
    }
    const clusters = sampleActivity.clusters.map((each) => ({ ...each, bundleId: 'one' }));
    const times = { startedAt: at(2), finishedAt: at(3) };
    world.store.save({ ...sampleActivity, ...times, clusters });
    const found = await world.library.fetchesOfActivity(anna, sampleActivity.id, 10);

    expect(found.map(({ bundleId, source }) => [bundleId, source])).toEqual([
      ['one', 'host 3'],
      ['one', 'host 2'],
    ]);
  });
});

async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 700) {
    yield await Promise.resolve(content.subarray(at, at + 700));
  }
}

async function* waitFor(gate: Promise<undefined>): AsyncGenerator<Uint8Array> {
  await gate;
  yield Buffer.from('junk');
}
