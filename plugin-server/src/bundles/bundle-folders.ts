import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';

/** The product's folder for each kit, below a bundle root. */
export const FLAVOR_FOLDERS: Readonly<Record<BundleFlavor, string>> = {
  vaio7: 'iofilter-vaio7',
  vaio8: 'iofilter-vaio8',
};
const FLAVORS: readonly BundleFlavor[] = ['vaio7', 'vaio8'];

/** A ZIP in one of the folders, not looked through yet. */
export interface FoundFile {
  readonly file: string;
  readonly flavor: BundleFlavor;
  readonly origin: Bundle['origin'];
}

/**
 * Every ZIP in the folders of both kits: those of our own folder first, then root by root.
 * @param roots folders that administrators fill
 * @param importRoot the server's own folder
 */
export async function findFiles(
  roots: readonly string[],
  importRoot: string,
): Promise<readonly FoundFile[]> {
  const places = [
    { root: importRoot, origin: 'imported' } as const,
    ...roots.map((root) => ({ root, origin: 'folder' }) as const),
  ];
  const folders = places.flatMap(({ root, origin }) =>
    FLAVORS.map((flavor) => ({ folder: path.join(root, FLAVOR_FOLDERS[flavor]), flavor, origin })),
  );
  return (await Promise.all(folders.map(listZips))).flat();
}

async function listZips({
  folder,
  flavor,
  origin,
}: {
  readonly folder: string;
  readonly flavor: BundleFlavor;
  readonly origin: Bundle['origin'];
}): Promise<readonly FoundFile[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /^[^.].*\.zip$/i.test(name))
      .sort()
      .map((name) => ({ file: path.join(folder, name), flavor, origin }));
  } catch (error) {
    // Expected: the folder does not exist; the product is not installed here, or has no bundle of that kit.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
