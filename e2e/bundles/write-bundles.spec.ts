import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readBundle } from '../vcenter/filters/bundle-reader.ts';
import { writeAr } from './ar-archive.ts';
import { filterBuild } from './filter-release.ts';
import { buildBundle } from './offline-bundle.ts';
import { writeBundles } from './write-bundles.ts';

describe('generated bundles', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bundles-'));
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  it('lie in one folder for each kit', async () => {
    const written = await writeBundles(root, { version: '1.2.0' });

    expect(written.map(({ path }) => relative(root, path)).sort()).toEqual([
      join('iofilter-vaio7', 'rtrfilter-1.2.0-1OEM.700.1.0.15843807-offline-bundle.zip'),
      join('iofilter-vaio8', 'rtrfilter-1.2.0-1OEM.800.1.0.20613240-offline-bundle.zip'),
    ]);
  });

  it('have the same bytes on every run', async () => {
    const [first] = await writeBundles(root, { version: '1.2.0', flavors: ['vaio8'] });
    const again = await buildBundle(filterBuild('vaio8', '1.2.0'));
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

    expect(digest(await readFile(first?.path ?? ''))).toBe(digest(again));
  });

  it('hold a community VIB for the right ESXi versions that names its filter library', async () => {
    const vaio7 = await readBundle(await buildBundle(filterBuild('vaio7', '1.2.0')));
    const vaio8 = await readBundle(await buildBundle(filterBuild('vaio8', '1.2.0')));

    expect(vaio7).toEqual(
      jasmine.objectContaining({
        name: 'rtrfilter',
        vendor: 'RTR',
        version: '1.2.0-1OEM.700.1.0.15843807',
        acceptanceLevel: 'community',
        maintenanceMode: false,
        platforms: ['7.*', '8.*'],
      }),
    );
    expect(vaio8.platforms).toEqual(['8.*']);
    expect(vaio8.files).toContain('usr/lib64/vmware/plugin/libvmiof-disk-rtrfilter.so');
  });

  it('can be asked to need maintenance mode or another acceptance level', async () => {
    const changes = { maintenanceMode: true, acceptanceLevel: 'partner' } as const;
    const facts = await readBundle(await buildBundle(filterBuild('vaio8', '1.3.0', changes)));

    expect(facts.maintenanceMode).toBeTrue();
    expect(facts.acceptanceLevel).toBe('partner');
  });

  it('are refused when a byte of the VIB is wrong', async () => {
    const bundle = await buildBundle(filterBuild('vaio8', '1.2.0'));
    const at = bundle.indexOf('.vib') + 200;
    bundle.writeUInt8(bundle.readUInt8(at) ^ 0xff, at);

    await expectAsync(readBundle(bundle)).toBeRejected();
  });

  it('need a product version of three numbers', () => {
    expect(() => filterBuild('vaio8', '1.2')).toThrowError(/product version/);
  });
});

describe('ar archives', () => {
  it('pad members of odd length and keep the next one readable', () => {
    const archive = writeAr([
      { name: 'a', data: Buffer.from('odd') },
      { name: 'b', data: Buffer.from('even') },
    ]);

    expect(archive.length).toBe(8 + 60 + 4 + 60 + 4);
    expect(archive.toString('latin1', 72, 74)).toBe('b/');
  });

  it('refuse names that the format cannot hold', () => {
    expect(() => writeAr([{ name: 'a name with spaces', data: Buffer.alloc(0) }])).toThrowError(
      /not a possible member name/,
    );
  });
});
