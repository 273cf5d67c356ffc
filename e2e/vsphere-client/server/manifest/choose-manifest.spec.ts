import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { exampleManifest } from '../../testing/example-manifest.ts';
import { chooseManifest } from './choose-manifest.ts';
import type { ClientEnvironment } from './compatibility.ts';

const here: ClientEnvironment = {
  clientVersion: '8.0.3',
  vcenterVersion: '8.0.3',
  environment: 'onprem',
};
const types = ['PLUGIN_SERVER'];

async function zip(files: Record<string, unknown>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    archive.addBuffer(Buffer.from(JSON.stringify(content)), name);
  }
  archive.end();
  return buffer(archive.outputStream);
}

function manifestFor(range: string) {
  const manifest = exampleManifest();
  manifest.requirements['vcenter.server'].version = range;
  return manifest;
}

describe('choosing a manifest', () => {
  it('takes a bare plugin.json', async () => {
    const body = Buffer.from(JSON.stringify(exampleManifest()));
    expect(await chooseManifest(body, types, here)).toEqual(
      jasmine.objectContaining({ fileName: 'plugin.json' }),
    );
  });

  it('takes plugin.json out of a plain archive', async () => {
    const body = await zip({ 'plugin.json': exampleManifest() });
    expect(await chooseManifest(body, types, here)).toEqual(
      jasmine.objectContaining({ fileName: 'plugin.json' }),
    );
  });

  it('takes the first file of a multi-manifest that is valid and fits', async () => {
    const body = await zip({
      'plugin-multi-manifest.json': {
        manifests: ['new.json', 'late.json', 'fits.json', 'also.json'],
      },
      'new.json': { ...exampleManifest(), manifestVersion: '2.0.0' },
      'late.json': manifestFor('[9.0,)'),
      'fits.json': exampleManifest(),
      'also.json': exampleManifest(),
    });
    expect(await chooseManifest(body, types, here)).toEqual(
      jasmine.objectContaining({ fileName: 'fits.json' }),
    );
  });

  it('says Incompatible when a valid manifest wants another vCenter', async () => {
    const body = Buffer.from(JSON.stringify(manifestFor('[9.0,)')));
    expect(await chooseManifest(body, types, here)).toEqual({
      state: 'Incompatible',
      reason: jasmine.stringContaining(
        'needs vCenter Server [9.0,); this is 8.0.3',
      ) as unknown as string,
    });
  });

  it('says Incompatible when the environment is another one', async () => {
    const body = Buffer.from(JSON.stringify(exampleManifest()));
    const gateway = { ...here, environment: 'gateway' } as const;
    expect(await chooseManifest(body, types, gateway)).toEqual(
      jasmine.objectContaining({ state: 'Incompatible' }),
    );
  });

  it('says Failed, with every file and its mistakes, when none is valid', async () => {
    const body = await zip({
      'plugin-multi-manifest.json': { manifests: ['a.json', 'b.json'] },
      'a.json': {},
    });
    const choice = await chooseManifest(body, types, here);
    expect(choice).toEqual(jasmine.objectContaining({ state: 'Failed' }));
    expect(JSON.stringify(choice)).toMatch(/a\.json is not valid.*b\.json is missing/);
  });

  it('says Failed for an archive without a manifest', async () => {
    const choice = await chooseManifest(await zip({ 'other.json': {} }), types, here);
    expect(choice).toEqual({ state: 'Failed', reason: 'The archive holds no plugin.json.' });
  });

  it('throws for bytes that only look like an archive', async () => {
    await expectAsync(
      chooseManifest(Buffer.from('PK nonsense'), types, here),
    ).toBeRejectedWithError(/not a zip archive/);
  });
});
