import { timingSafeEqual } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Bundle, BundleFlavor } from '../domain/bundle.ts';
import { compareProductVersions } from '../domain/version.ts';
import type { BundleCatalog } from '../ports/bundle-catalog.ts';
import type { BundleFile, BundleFiles } from '../ports/bundle-files.ts';
import type { Log } from '../ports/log.ts';
import { BundleError } from './bundle-error.ts';
import { xRay } from './x-ray.ts';

/** The product's folder for each kit, below a bundle root. */
export const FLAVOR_FOLDERS: Readonly<Record<BundleFlavor, string>> = {
  vaio7: 'iofilter-vaio7',
  vaio8: 'iofilter-vaio8',
};

export interface FolderCatalogOptions {
  readonly roots: readonly string[];
  /** Origin that vCenter reaches this server at, known once it listens. */
  readonly publicUrl: () => string;
  readonly certificatePem: string;
  /** Makes the unguessable part of a bundle's address; the same at every start. */
  readonly tokenOf: (bundleId: string) => string;
  readonly log: Log;
}

interface Looked {
  /** Size and time of the file when it was looked through; another value means another file. */
  readonly stamp: string;
  readonly bundle: Promise<Bundle | null>;
}

/**
 * The bundles in the product's folders. The folders are listed at every question, so that a bundle that was copied there is
 * found at once; a file is looked through once for each size and time of change. A broken file is logged and left out.
 */
export class FolderCatalog implements BundleCatalog, BundleFiles {
  readonly #options: FolderCatalogOptions;
  readonly #looked = new Map<string, Looked>();

  constructor(options: FolderCatalogOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly Bundle[]> {
    const found = await this.#held();
    return [...found.values()].map(({ bundle }) => bundle);
  }

  async latest(flavor: BundleFlavor): Promise<Bundle | null> {
    const bundles = (await this.list()).filter((bundle) => bundle.flavor === flavor);
    return bundles.sort(newestFirst)[0] ?? null;
  }

  async find(id: string): Promise<Bundle | null> {
    return (await this.#held()).get(id)?.bundle ?? null;
  }

  urlOf(bundle: Bundle): string {
    const token = this.#options.tokenOf(bundle.id);
    return `${this.#options.publicUrl()}/bundles/${token}/${encodeURIComponent(bundle.fileName)}`;
  }

  certificatePem(): string {
    return this.#options.certificatePem;
  }

  async locate(token: string, fileName: string): Promise<BundleFile | null> {
    for (const { bundle, file } of (await this.#held()).values()) {
      if (bundle.fileName === fileName && isSame(this.#options.tokenOf(bundle.id), token)) {
        return { bundleId: bundle.id, path: file, size: bundle.size };
      }
    }
    return null;
  }

  /** By bundle id; the same file in two roots counts once. */
  async #held(): Promise<ReadonlyMap<string, { readonly bundle: Bundle; readonly file: string }>> {
    const files = (await Promise.all(this.#folders().map(listZips))).flat();
    const held = new Map<string, { bundle: Bundle; file: string }>();
    for (const { file, flavor } of files) {
      const bundle = await this.#look(file, flavor);
      if (bundle && !held.has(bundle.id)) held.set(bundle.id, { bundle, file });
    }
    return held;
  }

  #folders(): { readonly folder: string; readonly flavor: BundleFlavor }[] {
    const flavors: readonly BundleFlavor[] = ['vaio7', 'vaio8'];
    return this.#options.roots.flatMap((root) =>
      flavors.map((flavor) => ({ folder: path.join(root, FLAVOR_FOLDERS[flavor]), flavor })),
    );
  }

  async #look(file: string, flavor: BundleFlavor): Promise<Bundle | null> {
    const facts = await stat(file).catch(() => null);
    if (!facts?.isFile()) return null;
    const stamp = `${facts.size} ${facts.mtimeMs} ${facts.ino}`;
    const known = this.#looked.get(file);
    if (known?.stamp === stamp) return known.bundle;
    const bundle = this.#xRay(file, flavor);
    this.#looked.set(file, { stamp, bundle });
    return bundle;
  }

  async #xRay(file: string, flavor: BundleFlavor): Promise<Bundle | null> {
    const { log } = this.#options;
    try {
      const bundle = await xRay(file, flavor);
      log.info({ file, bundleId: bundle.id, ...bundle.filter }, 'bundle found');
      return bundle;
    } catch (error) {
      // Expected: BundleError. Anything else (a disk error) is remembered no longer than this question.
      if (!(error instanceof BundleError)) this.#looked.delete(file);
      log.warn({ file, err: error }, 'bundle cannot be used');
      return null;
    }
  }
}

/** Compares without telling by its time how much of a guessed token was right. */
function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Newest product version first; equal versions in the order of their ids, so that the choice is stable. */
function newestFirst(a: Bundle, b: Bundle): number {
  const order = compareProductVersions(b.filter.vibVersion, a.filter.vibVersion);
  return order || (a.id < b.id ? -1 : 1);
}

async function listZips({
  folder,
  flavor,
}: {
  readonly folder: string;
  readonly flavor: BundleFlavor;
}): Promise<{ readonly file: string; readonly flavor: BundleFlavor }[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /^[^.].*\.zip$/i.test(name))
      .sort()
      .map((name) => ({ file: path.join(folder, name), flavor }));
  } catch (error) {
    // Expected: the folder does not exist; the product is not installed here, or has no bundle of that kit.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
