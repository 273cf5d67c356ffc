import type { BundleFetch } from '../domain/bundle-fetch.ts';

export interface BundleFetchQuery {
  readonly bundleIds: readonly string[];
  /** ISO 8601; only fetches that began at this time or later. */
  readonly since?: string;
  /** ISO 8601; only fetches that began at this time or earlier. */
  readonly until?: string;
  readonly limit: number;
}

/** Durable and bounded record of who fetched which bundle; the oldest ones make room. */
export interface BundleFetchLog {
  /** Records that a fetch began; the number names it for `end`. */
  begin(fetch: Pick<BundleFetch, 'bundleId' | 'at' | 'source' | 'method' | 'scheme'>): number;
  end(fetch: number, end: Pick<BundleFetch, 'status' | 'bytes' | 'outcome'>): void;
  /** Newest first. */
  list(query: BundleFetchQuery): readonly BundleFetch[];
}
