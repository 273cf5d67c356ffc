/** One offline bundle on disk, as it is served. */
export interface BundleFile {
  readonly bundleId: string;
  /** Absolute path. */
  readonly path: string;
  readonly size: number;
}

/** Finds the file behind an address that was given to vCenter. */
export interface BundleFiles {
  /** Null unless token and file name both belong to one bundle that is still there, unchanged. */
  locate(token: string, fileName: string): Promise<BundleFile | null>;
}
