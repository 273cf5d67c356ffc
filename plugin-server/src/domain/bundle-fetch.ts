/** One request for a bundle by vCenter or one of its hosts: the best sign of how far an installation is. */
export interface BundleFetch {
  readonly bundleId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Address of whoever fetched. */
  readonly source: string;
  readonly method: string;
  readonly scheme: 'https' | 'http';
  /** HTTP status; null as long as nothing was answered. */
  readonly status: number | null;
  /** Bytes of the bundle that went out. */
  readonly bytes: number;
  /** `running` until the answer is out; `aborted` when the fetcher, or this server, went away before. */
  readonly outcome: 'running' | 'finished' | 'aborted';
}
