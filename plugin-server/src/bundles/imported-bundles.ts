import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import { Problem } from '../domain/problem.ts';
import type { BundleImports, ImportedBundle, IncomingBundle } from '../ports/bundle-imports.ts';
import { BundleError } from './bundle-error.ts';
import { FLAVOR_FOLDERS } from './bundle-folders.ts';
import type { FolderCatalog } from './folder-catalog.ts';
import { xRay } from './x-ray.ts';

/** For the owner of the server's process alone. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * The server's own folder of uploaded bundles, laid out as a bundle root, with a folder beside the kits' for what still comes in. A
 * bundle gets its place by one rename after it was looked through, so a crash can leave something only among what came in.
 */
export class ImportedBundles implements BundleImports {
  readonly limit: number;
  readonly #root: string;
  readonly #catalog: FolderCatalog;

  private constructor(root: string, limit: number, catalog: FolderCatalog) {
    this.#root = root;
    this.limit = limit;
    this.#catalog = catalog;
  }

  /** Makes the folders, and clears away what a crash left. */
  static async open(root: string, limit: number, catalog: FolderCatalog): Promise<ImportedBundles> {
    const incoming = path.join(root, 'incoming');
    await rm(incoming, { recursive: true, force: true });
    const folders = [
      incoming,
      ...Object.values(FLAVOR_FOLDERS).map((name) => path.join(root, name)),
    ];
    for (const folder of folders) await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    return new ImportedBundles(root, limit, catalog);
  }

  async receive({ flavor, content }: IncomingBundle): Promise<ImportedBundle> {
    const file = path.join(this.#root, 'incoming', `${randomUUID()}.part`);
    try {
      await store(file, content, this.limit);
      return await this.#takeIn(file, flavor);
    } catch (error) {
      throw toProblem(error, this.limit);
    } finally {
      // Gone already when it was taken in.
      await rm(file, { force: true });
    }
  }

  async remove(bundleId: string): Promise<boolean> {
    const file = await this.#catalog.importedFile(bundleId);
    if (file === null) return false;
    await rm(file, { force: true });
    return true;
  }

  async #takeIn(file: string, flavor: BundleFlavor): Promise<ImportedBundle> {
    const facts = { file, flavor, origin: 'imported', limit: this.limit } as const;
    const bundle = await xRay(facts);
    const present = await this.#catalog.find(bundle.id);
    if (present) return { bundle: present, isNew: false };
    const folder = path.join(this.#root, FLAVOR_FOLDERS[flavor]);
    await rename(file, path.join(folder, fileNameOf(bundle)));
    await syncFolder(folder);
    const found = await this.#catalog.find(bundle.id);
    if (!found) throw new Error('A bundle that was taken in vanished at once.');
    return { bundle: found, isNew: true };
  }
}

/** Made from what the X-ray found, never from what the browser sent; two builds of one version differ by their digests. */
function fileNameOf({ filter, id }: Bundle): string {
  return `${filter.name}-${filter.vibVersion}-${id.slice(0, 12)}.zip`;
}

/** Writes what comes in to a new file and brings it to the disk. */
async function store(
  file: string,
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<void> {
  await using target = await open(file, 'wx', PRIVATE_FILE);
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    await target.writeFile(part);
  }
  await target.sync();
}

/** So that the new name survives a power cut. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function toProblem(error: unknown, limit: number): unknown {
  if (error instanceof BundleError) {
    const { reason, message } = error;
    if (reason === 'tooLarge') return tooLarge(limit);
    const detail = `The file cannot be used as a bundle: ${message}.`;
    return new Problem('bundleInvalid', detail, { extensions: { reason }, cause: error });
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    const detail = 'The disk of the server is full. Make room in its data folder and try again.';
    return new Problem('storageFull', detail, { cause: error });
  }
  return error;
}

function tooLarge(limit: number): Problem {
  const mebibytes = Math.floor(limit / 1024 / 1024);
  return new Problem('requestTooLarge', `A bundle may have up to ${mebibytes} MiB.`);
}
