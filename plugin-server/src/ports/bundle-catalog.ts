import type { Bundle, BundleFlavor, RefusedBundle } from '../domain/bundle.ts';

/** The offline bundles that the server holds and serves to vCenter. */
export interface BundleCatalog {
  list(): Promise<readonly Bundle[]>;
  /** The newest bundle of that kit, or null when the folder holds none. */
  latest(flavor: BundleFlavor): Promise<Bundle | null>;
  find(id: string): Promise<Bundle | null>;
  /**
   * The address vCenter and its hosts fetch the bundle from; unguessable, stable for a bundle. Plain HTTP must only be asked for when
   * `offersHttp` says so.
   */
  urlOf(bundle: Bundle, scheme?: 'https' | 'http'): string;
  /** Whether bundles are served over plain HTTP too. */
  offersHttp(): boolean;
  /** PEM of the certificate that this address is served with. */
  certificatePem(): string;
}

/** The same, for those who look after the bundles. */
export interface BundleShelf extends BundleCatalog {
  /** Files in the folders that cannot be used, and why. */
  refused(): Promise<readonly RefusedBundle[]>;
  /** Whether an address leads, or once led, to that bundle here, whatever name and port the server had then. */
  isAddressOf(bundle: Bundle, url: string): boolean;
}
