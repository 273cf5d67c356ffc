import { timingSafeEqual } from 'node:crypto';
import type { Bundle } from '../domain/bundle.ts';

export interface BundleAddressOptions {
  /** Origin that vCenter reaches this server at, known once it listens. */
  readonly publicUrl: () => string;
  /** The same for bundles over plain HTTP; null when they are not served so. */
  readonly publicHttpUrl: () => string | null;
  /** Makes the unguessable part of a bundle's address; the same at every start. */
  readonly tokenOf: (bundleId: string) => string;
}

/** Addresses of bundles: `<origin>/bundles/<token>/<file name>`. */
export class BundleAddresses {
  readonly #options: BundleAddressOptions;

  constructor(options: BundleAddressOptions) {
    this.#options = options;
  }

  /** Throws an Error when plain HTTP is asked for but not offered. */
  urlOf(bundle: Bundle, scheme: 'https' | 'http'): string {
    const { publicUrl, publicHttpUrl } = this.#options;
    const origin = scheme === 'https' ? publicUrl() : publicHttpUrl();
    if (origin === null) throw new Error('Bundles are not served over plain HTTP.');
    return `${origin}${this.#pathOf(bundle)}`;
  }

  offersHttp(): boolean {
    return this.#options.publicHttpUrl() !== null;
  }

  /** Whether this is the bundle's address by token and name; takes the same time whatever is right in it. */
  isMeant(bundle: Bundle, token: string, fileName: string): boolean {
    return isSame(this.#options.tokenOf(bundle.id), token) && bundle.fileName === fileName;
  }

  /** Whether the address has our token for that bundle, whatever origin and file name it has. */
  isAddressOf(bundle: Bundle, url: string): boolean {
    const [, place, token = ''] = URL.parse(url)?.pathname.split('/') ?? [];
    return place === 'bundles' && isSame(this.#options.tokenOf(bundle.id), token);
  }

  #pathOf(bundle: Bundle): string {
    return `/bundles/${this.#options.tokenOf(bundle.id)}/${encodeURIComponent(bundle.fileName)}`;
  }
}

/** Compares without telling by its time how much of a guessed token was right. */
function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
