import type { BundleUrlState } from '../domain/bundle-url.ts';
import type { Bundle } from '../domain/bundle.ts';

/** Fetches a bundle's own address the way vCenter would: HEAD, no login, no redirect, the certificate verified. */
export interface BundleUrlCheck {
  /** Never rejects; answers within some seconds, from memory when it was asked shortly before. */
  check(bundle: Bundle, scheme: 'https' | 'http'): Promise<BundleUrlState>;
}
