import type { Bundle, BundleFlavor } from '../domain/bundle.ts';

/** The offline bundles that the server holds and serves to vCenter. */
export interface BundleCatalog {
  list(): Promise<readonly Bundle[]>;
  /** The newest bundle of that kit, or null when the folder holds none. */
  latest(flavor: BundleFlavor): Promise<Bundle | null>;
  find(id: string): Promise<Bundle | null>;
  /** The address vCenter and its hosts fetch the bundle from; unguessable, stable for a bundle. */
  urlOf(bundle: Bundle): string;
  /** PEM of the certificate that this address is served with. */
  certificatePem(): string;
}
