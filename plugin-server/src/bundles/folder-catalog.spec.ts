import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeBundles } from '../../../e2e/bundles/write-bundles.ts';
import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { createLogger } from '../logging/create-logger.ts';
import { FolderCatalog } from './folder-catalog.ts';

describe('FolderCatalog', () => {
  function openCatalog(...roots: string[]): { catalog: FolderCatalog; lines: string[] } {
    const lines: string[] = [];
    const catalog = new FolderCatalog({
      roots,
      importRoot: path.join(roots[0] ?? '', 'imported'),
      limit: 1024 * 1024,
      publicUrl: () => 'https://plugin.example.com:8443',
      publicHttpUrl: () => null,
      certificatePem: 'PEM',
      tokenOf: (id) => `token-of-${id.slice(0, 8)}`,
      log: createLogger('info', { write: (line: string) => lines.push(line) }),
    });
    return { catalog, lines };
  }
  async function put(root: string, name: string, version: string): Promise<string> {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    const flavor = name.includes('vaio7') ? 'vaio7' : 'vaio8';
    await writeFile(file, await buildBundle(filterBuild(flavor, version)));
    return file;
  }

  it('finds bundles in both product folders of every root and takes the newest product version of a kit', async () => {
    await using folder = await temporaryFolder();
    const [one, two] = [path.join(folder.path, 'one'), path.join(folder.path, 'two')];
    await put(one, 'iofilter-vaio8/a.zip', '1.9.0');
    await put(two, 'iofilter-vaio8/b.zip', '1.10.0');
    await put(one, 'iofilter-vaio7/c.zip', '1.9.0');
    const { catalog } = openCatalog(one, two, path.join(folder.path, 'absent'));
    expect((await catalog.list()).length).toBe(3);
    expect((await catalog.latest('vaio8'))?.filter.productVersion).toBe('1.10.0');
    expect((await catalog.latest('vaio7'))?.fileName).toBe('c.zip');
  });

  it('reads the bundles that the simulated vCenter installs', async () => {
    await using folder = await temporaryFolder();
    const written = await writeBundles(folder.path, { version: '1.2.0' });
    const { catalog, lines } = openCatalog(folder.path);
    for (const { build, path: file } of written) {
      const bundle = await catalog.latest(build.flavor);
      expect(bundle?.fileName).withContext(lines.join('')).toBe(path.basename(file));
      expect([bundle?.filter.name, bundle?.filter.vibVersion]).toEqual([
        build.name,
        build.vibVersion,
      ]);
      expect(bundle?.acceptanceLevel).toBe('community');
    }
  });

  it('answers null where the folders hold nothing', async () => {
    await using folder = await temporaryFolder();
    const { catalog } = openCatalog(folder.path);
    expect(await catalog.latest('vaio8')).toBeNull();
    expect(await catalog.find('f'.repeat(64))).toBeNull();
  });

  it('leaves a broken bundle out and says once in the log why', async () => {
    await using folder = await temporaryFolder();
    await put(folder.path, 'iofilter-vaio8/good.zip', '1.0.0');
    await writeFile(path.join(folder.path, 'iofilter-vaio8/bad.zip'), 'junk');
    const { catalog, lines } = openCatalog(folder.path);
    await catalog.list();
    expect((await catalog.list()).map((bundle) => bundle.fileName)).toEqual(['good.zip']);
    expect(lines.filter((line) => line.includes('bundle cannot be used')).length).toBe(1);
  });

  it('notices a bundle that came, was exchanged, or went while it runs', async () => {
    await using folder = await temporaryFolder();
    const { catalog } = openCatalog(folder.path);
    expect(await catalog.list()).toEqual([]);
    const file = await put(folder.path, 'iofilter-vaio8/a.zip', '1.0.0');
    const first = await catalog.latest('vaio8');
    await put(folder.path, 'iofilter-vaio8/a.zip', '1.0.1');
    expect((await catalog.latest('vaio8'))?.filter.productVersion).toBe('1.0.1');
    expect(await catalog.find(first?.id ?? '')).toBeNull();
    await rm(file);
    expect(await catalog.list()).toEqual([]);
  });

  it('gives an address that leads back to the file, and to nothing when token or name differ', async () => {
    await using folder = await temporaryFolder();
    const file = await put(folder.path, 'iofilter-vaio8/with space.zip', '1.0.0');
    const { catalog } = openCatalog(folder.path);
    const bundle = await catalog.latest('vaio8');
    if (!bundle) throw new Error('The bundle was not found.');
    const token = `token-of-${bundle.id.slice(0, 8)}`;
    expect(catalog.urlOf(bundle)).toBe(
      `https://plugin.example.com:8443/bundles/${token}/with%20space.zip`,
    );
    expect(await catalog.locate(token, 'with space.zip')).toEqual({
      bundleId: bundle.id,
      path: file,
      size: bundle.size,
    });
    expect(await catalog.locate(`${token}0`, 'with space.zip')).toBeNull();
    expect(await catalog.locate(token, 'other.zip')).toBeNull();
  });

  it('knows its own addresses again, whatever host and port they had', async () => {
    await using folder = await temporaryFolder();
    await put(folder.path, 'iofilter-vaio8/a.zip', '1.0.0');
    const { catalog } = openCatalog(folder.path);
    const bundle = await catalog.latest('vaio8');
    if (!bundle) throw new Error('The bundle was not found.');
    const { pathname } = new URL(catalog.urlOf(bundle));

    expect(catalog.isAddressOf(bundle, `http://former.example.com:80${pathname}`)).toBeTrue();
    expect(catalog.isAddressOf(bundle, 'https://plugin.example.com/bundles/x/a.zip')).toBeFalse();
    expect(catalog.isAddressOf(bundle, 'no address')).toBeFalse();
    expect(catalog.offersHttp()).toBeFalse();
    expect(() => catalog.urlOf(bundle, 'http')).toThrowError(/not served over plain HTTP/);
  });

  it('tells the files that it refuses, as long as they lie there', async () => {
    await using folder = await temporaryFolder();
    await put(folder.path, 'iofilter-vaio8/good.zip', '1.0.0');
    const file = path.join(folder.path, 'iofilter-vaio8/bad.zip');
    await writeFile(file, 'junk');
    const { catalog } = openCatalog(folder.path);

    expect((await catalog.refused()).map(({ fileName, reason }) => [fileName, reason])).toEqual([
      ['bad.zip', 'notZip'],
    ]);
    await rm(file);
    expect(await catalog.refused()).toEqual([]);
  });
});
