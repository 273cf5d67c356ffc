import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brokenBundles } from '../../../e2e/bundles/broken-bundles.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { BUNDLE_REFUSALS } from '../domain/bundle.ts';
import { BundleError } from './bundle-error.ts';
import { xRay } from './x-ray.ts';

const MEBIBYTE = 1024 * 1024;
/** Largest bundle that the specs take; every broken bundle is smaller. */
const LIMIT = 32 * MEBIBYTE;

async function refusalOf(content: Buffer): Promise<unknown> {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'sample.zip');
  await writeFile(file, content);
  const error: unknown = await xRay({ file, flavor: 'vaio8', origin: 'folder', limit: LIMIT }).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(await readdir(folder.path)).toEqual(['sample.zip']);
  return error;
}

describe('The X-ray', () => {
  for (const { what, reason, build } of brokenBundles) {
    it(`refuses a bundle ${what} with the reason ${reason}`, async () => {
      const error = await refusalOf(await build());
      expect(error).toBeInstanceOf(BundleError);
      expect(error instanceof BundleError ? error.reason : error).toBe(reason);
    });
  }

  it('refuses a bundle that is larger than allowed', async () => {
    const error = await refusalOf(Buffer.alloc(LIMIT + 1));
    expect(error instanceof BundleError && error.reason).toBe('tooLarge');
  });

  it('has a broken bundle for every reason that there is', () => {
    const shown = new Set([...brokenBundles.map(({ reason }) => reason), 'tooLarge']);
    expect(BUNDLE_REFUSALS.filter((reason) => !shown.has(reason))).toEqual([]);
    expect(brokenBundles.length).toBeGreaterThanOrEqual(40);
  });
});
