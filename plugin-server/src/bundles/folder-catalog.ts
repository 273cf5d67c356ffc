import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Bundle, BundleFlavor, RefusedBundle } from '../domain/bundle.ts';
import { compareProductVersions } from '../domain/version.ts';
import type { BundleShelf } from '../ports/bundle-catalog.ts';
import type { BundleFile, BundleFiles } from '../ports/bundle-files.ts';
import type { Log } from '../ports/log.ts';
import { BundleAddresses } from './bundle-addresses.ts';
import type { BundleAddressOptions } from './bundle-addresses.ts';
import { BundleError } from './bundle-error.ts';
import { findFiles } from './bundle-folders.ts';
import type { FoundFile } from './bundle-folders.ts';
import { xRay } from './x-ray.ts';

export interface FolderCatalogOptions extends BundleAddressOptions {
  /** Folders that administrators fill. */
  readonly roots: readonly string[];
  /** The server's own folder, for bundles that were uploaded. */
  readonly importRoot: string;
  /** Bytes that a bundle may have. */
  readonly limit: number;
  readonly certificatePem: string;
  readonly log: Log;
}

type Outcome = { readonly bundle: Bundle } | { readonly refused: RefusedBundle };

interface Looked {
  /** Size and time of the file when it was looked through; another value means another file. */
  readonly stamp: string;
  readonly outcome: Promise<Outcome | null>;
}

/**
 * The bundles in the product's folders. The folders are listed at every question, so that a bundle that was copied there is
 * found at once; a file is looked through once for each size and time of change. A broken file is logged and told among the refused.
 */
export class FolderCatalog implements BundleShelf, BundleFiles {
  readonly #options: FolderCatalogOptions;
  readonly #addresses: BundleAddresses;
  readonly #looked = new Map<string, Looked>();

  constructor(options: FolderCatalogOptions) {
    this.#options = options;
    this.#addresses = new BundleAddresses(options);
  }

  async list(): Promise<readonly Bundle[]> {
    return [...(await this.#held()).values()].map(({ bundle }) => bundle);
  }

  async refused(): Promise<readonly RefusedBundle[]> {
    const seen = await this.#look();
    return seen.flatMap(({ outcome }) => ('refused' in outcome ? outcome.refused : []));
  }

  async latest(flavor: BundleFlavor): Promise<Bundle | null> {
    const bundles = (await this.list()).filter((bundle) => bundle.flavor === flavor);
    return bundles.sort(newestFirst)[0] ?? null;
  }

  async find(id: string): Promise<Bundle | null> {
    return (await this.#held()).get(id)?.bundle ?? null;
  }

  urlOf(bundle: Bundle, scheme: 'https' | 'http' = 'https'): string {
    return this.#addresses.urlOf(bundle, scheme);
  }

  offersHttp(): boolean {
    return this.#addresses.offersHttp();
  }

  isAddressOf(bundle: Bundle, url: string): boolean {
    return this.#addresses.isAddressOf(bundle, url);
  }

  certificatePem(): string {
    return this.#options.certificatePem;
  }

  async locate(token: string, fileName: string): Promise<BundleFile | null> {
    for (const { bundle, file } of (await this.#held()).values()) {
      if (this.#addresses.isMeant(bundle, token, fileName)) {
        return { bundleId: bundle.id, path: file, size: bundle.size };
      }
    }
    return null;
  }

  /** Where an imported bundle lies; null when there is none of that id in the server's own folder. */
  async importedFile(id: string): Promise<string | null> {
    const held = (await this.#held()).get(id);
    return held?.bundle.origin === 'imported' ? held.file : null;
  }

  /** By bundle id; the same file in two places counts once. */
  async #held(): Promise<ReadonlyMap<string, { readonly bundle: Bundle; readonly file: string }>> {
    const held = new Map<string, { bundle: Bundle; file: string }>();
    for (const { file, outcome } of await this.#look()) {
      if (!('bundle' in outcome) || held.has(outcome.bundle.id)) continue;
      held.set(outcome.bundle.id, { bundle: outcome.bundle, file });
    }
    return held;
  }

  async #look(): Promise<readonly { readonly file: string; readonly outcome: Outcome }[]> {
    const { roots, importRoot } = this.#options;
    const files = await findFiles(roots, importRoot);
    const present = new Set(files.map(({ file }) => file));
    for (const file of this.#looked.keys()) if (!present.has(file)) this.#looked.delete(file);
    const seen: { file: string; outcome: Outcome }[] = [];
    for (const found of files) {
      const outcome = await this.#lookAt(found);
      if (outcome) seen.push({ file: found.file, outcome });
    }
    return seen;
  }

  async #lookAt(found: FoundFile): Promise<Outcome | null> {
    const facts = await stat(found.file).catch(() => null);
    if (!facts?.isFile()) return null;
    const stamp = `${facts.size} ${facts.mtimeMs} ${facts.ino}`;
    const known = this.#looked.get(found.file);
    if (known?.stamp === stamp) return known.outcome;
    const outcome = this.#xRay(found);
    this.#looked.set(found.file, { stamp, outcome });
    return outcome;
  }

  async #xRay(found: FoundFile): Promise<Outcome | null> {
    const { log, limit } = this.#options;
    const { file, flavor } = found;
    try {
      const bundle = await xRay({ ...found, limit });
      log.info({ file, bundleId: bundle.id, ...bundle.filter }, 'bundle found');
      return { bundle };
    } catch (error) {
      log.warn({ file, err: error }, 'bundle cannot be used');
      // Expected: BundleError. Anything else (a disk error) is remembered no longer than this question.
      if (!(error instanceof BundleError)) {
        this.#looked.delete(file);
        return null;
      }
      const { reason, message } = error;
      return { refused: { fileName: path.basename(file), flavor, reason, detail: message } };
    }
  }
}

/** Newest product version first; equal versions in the order of their ids, so that the choice is stable. */
function newestFirst(a: Bundle, b: Bundle): number {
  const order = compareProductVersions(b.filter.vibVersion, a.filter.vibVersion);
  return order || (a.id < b.id ? -1 : 1);
}
