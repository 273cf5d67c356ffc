import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filterBuild } from './filter-release.ts';
import type { BuildChanges, FilterBuild, Flavor } from './filter-release.ts';
import { buildBundle } from './offline-bundle.ts';

/** What shall be written. */
export interface BundleOptions {
  /** Product version, three numbers. */
  readonly version: string;
  readonly flavors?: readonly Flavor[];
  readonly changes?: BuildChanges;
}

/** A bundle on disk. */
export interface WrittenBundle {
  readonly build: FilterBuild;
  readonly path: string;
}

/**
 * Writes offline bundles of the filter in the folder layout of the product: `<root>/iofilter-vaio7/*.zip`, `<root>/iofilter-vaio8/*.zip`.
 * The same version gives the same bytes on every run.
 */
export async function writeBundles(root: string, options: BundleOptions): Promise<WrittenBundle[]> {
  const flavors = options.flavors ?? ['vaio7', 'vaio8'];
  return Promise.all(
    flavors.map(async (flavor) => {
      const build = filterBuild(flavor, options.version, options.changes);
      const folder = join(root, `iofilter-${flavor}`);
      const path = join(folder, `${build.name}-${build.vibVersion}-offline-bundle.zip`);
      await mkdir(folder, { recursive: true });
      await writeFile(path, await buildBundle(build));
      return { build, path };
    }),
  );
}
