import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildBundle } from '../../testing/build-bundle.ts';
import type { BundleRecipe } from '../../testing/build-bundle.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { Bundle } from '../domain/bundle.ts';
import { BundleError } from './bundle-error.ts';
import { xRay } from './x-ray.ts';

describe('xRay', () => {
  async function look(content: Buffer): Promise<Bundle> {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'sample.zip');
    await writeFile(file, content);
    return await xRay(file, 'vaio8');
  }

  it('tells identity, level and flags, and names the bundle by its SHA-256', async () => {
    const content = await buildBundle({ acceptanceLevel: 'accepted', maintenanceMode: true });
    expect(await look(content)).toEqual({
      id: createHash('sha256').update(content).digest('hex'),
      flavor: 'vaio8',
      fileName: 'sample.zip',
      size: content.length,
      filter: {
        name: 'samplefilter',
        vendor: 'SMP',
        vibVersion: '2.3.4-1OEM.800.1.0.1',
        productVersion: '2.3.4',
      },
      acceptanceLevel: 'vmware_accepted',
      maintenanceModeRequired: true,
      rebootRequired: false,
    });
  });

  it('takes a VIB that cannot be installed live for one that needs a reboot', async () => {
    expect((await look(await buildBundle({ liveInstall: false }))).rebootRequired).toBeTrue();
  });

  const swap = (from: string, to: string) => (text: string) => text.replace(from, to);
  const broken: readonly (readonly [string, BundleRecipe, RegExp])[] = [
    ['no index', { without: ['index.xml'] }, /index.xml is missing/],
    ['no metadata', { without: ['metadata.zip'] }, /metadata.zip is missing/],
    ['no VIB', { without: ['vib20/'] }, /holds no VIB/],
    ['two VIBs', { extra: { 'vib20/b/b.vib': 'x' } }, /more than one VIB/],
    ['an index that is no XML', { extra: { 'index.xml': '<a>' } }, /index.xml is no valid XML/],
    ['a VIB that is no ar archive', { editVib: () => Buffer.from('junk') }, /no ar archive/],
    [
      'a VIB that is cut short',
      { editVib: (vib) => vib.subarray(0, -40) },
      /lacks its payload|ends in/,
    ],
    [
      'a payload that was altered',
      { editVib: (vib) => Buffer.from(vib.toString('latin1').replace('payload of', 'PAYLOAD of')) },
      /does not match its checksum/,
    ],
    [
      'a document type in the descriptor',
      { editDescriptor: (text) => `<!DOCTYPE vib [<!ENTITY a "b">]>${text}` },
      /document type/,
    ],
    ['no name', { editDescriptor: swap('<name>samplefilter</name>', '') }, /has no <name>/],
    ['an unknown level', { acceptanceLevel: 'platinum' }, /unknown acceptance level "platinum"/],
    [
      'a flag that is neither true nor false',
      { editDescriptor: swap('>true<', '>maybe<') },
      /unusable <live-install/,
    ],
    ['no SHA-256', { editDescriptor: swap('sha-256', 'md5') }, /SHA-256 of payload "payload1"/],
  ];
  for (const [what, recipe, message] of broken) {
    it(`refuses a bundle with ${what} and says so`, async () => {
      const promise = buildBundle(recipe).then(look);
      await expectAsync(promise).toBeRejectedWithError(BundleError, message);
    });
  }

  it('refuses a file that is no ZIP', async () => {
    await expectAsync(look(Buffer.from('hello'))).toBeRejectedWithError(BundleError, /ZIP/);
  });
});
