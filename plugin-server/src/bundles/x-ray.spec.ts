import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editedBundle, editMetadata } from '../../../e2e/bundles/broken/bundle-kit.ts';
import { filterBuild } from '../../../e2e/bundles/filter-release.ts';
import type { BuildChanges } from '../../../e2e/bundles/filter-release.ts';
import { buildBundle } from '../../../e2e/bundles/offline-bundle.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import { xRay } from './x-ray.ts';

const LIMIT = 1024 * 1024;

async function look(content: Buffer, flavor: BundleFlavor = 'vaio8'): Promise<Bundle> {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'sample.zip');
  await writeFile(file, content);
  const bundle = await xRay({ file, flavor, origin: 'imported', limit: LIMIT });
  expect(bundle.addedAt).toBe((await stat(file)).mtime.toISOString());
  return bundle;
}

async function sample(changes: BuildChanges = {}): Promise<Bundle> {
  return look(await buildBundle(filterBuild('vaio8', '2.3.4', changes)));
}

describe('The X-ray of a sound bundle', () => {
  it('tells identity, level, flags and platforms, and names the bundle by its SHA-256', async () => {
    const changes = { name: 'samplefilter', vendor: 'SMP', acceptanceLevel: 'accepted' } as const;
    const build = filterBuild('vaio8', '2.3.4', { ...changes, maintenanceMode: true });
    const content = await buildBundle(build);
    const { addedAt, ...facts } = await look(content);

    expect(addedAt).toMatch(/^\d{4}-/);
    expect(facts).toEqual({
      id: createHash('sha256').update(content).digest('hex'),
      flavor: 'vaio8',
      fileName: 'sample.zip',
      size: content.length,
      filter: {
        name: 'samplefilter',
        vendor: 'SMP',
        vibVersion: build.vibVersion,
        productVersion: '2.3.4',
      },
      acceptanceLevel: 'vmware_accepted',
      maintenanceModeRequired: true,
      rebootRequired: false,
      liveInstall: true,
      liveRemove: true,
      signed: false,
      platforms: { patterns: ['8.*'], from: '8.0.0', below: '9.0.0' },
      origin: 'imported',
    });
  });

  it('takes a VIB that cannot be installed or removed live for one that needs a reboot', async () => {
    expect(await sample({ liveInstall: false })).toEqual(
      jasmine.objectContaining({ rebootRequired: true, liveInstall: false, liveRemove: false }),
    );
  });

  it('tells a VIB that carries a signature', async () => {
    const signed = await editedBundle({
      members: (members) =>
        members.map((member) =>
          member.name === 'sig.pkcs7' ? { ...member, data: Buffer.from('signature') } : member,
        ),
    });
    expect((await look(signed)).signed).toBeTrue();
  });

  it('takes a missing maintenance flag for "needed"', async () => {
    const silent = await editedBundle({
      descriptor: (text) => text.replace(/<maintenance-mode>.*<\/maintenance-mode>/, ''),
    });
    expect((await look(silent)).maintenanceModeRequired).toBeTrue();
  });

  it('takes the platforms from the bulletin when the VIB names none', async () => {
    const bulletin = '<softwarePlatform locale="" version="8.0*" productLineID="embeddedEsx"/>';
    const silent = await editedBundle({
      descriptor: (text) => text.replace(/<softwarePlatform [^>]*\/>/, ''),
      depot: editMetadata('vmware.xml', (text) =>
        text.replace(/<softwarePlatform [^>]*\/>/, bulletin),
      ),
    });
    expect((await look(silent)).platforms.patterns).toEqual(['8.0*']);
  });

  it('accepts a payload that names no digest of what is in it', async () => {
    const plain = await editedBundle({
      descriptor: (text) => text.replace(/<checksum [^>]*gunzip[^>]*>.*<\/checksum>/g, ''),
    });
    expect((await look(plain)).filter.name).toBe('rtrfilter');
  });

  it('accepts the bundle of the other kit as what it is', async () => {
    const bundle = await look(await buildBundle(filterBuild('vaio7', '1.2.0')), 'vaio7');
    expect(bundle.platforms.patterns).toEqual(['7.*', '8.*']);
  });
});
