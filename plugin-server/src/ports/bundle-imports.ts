import type { Bundle, BundleFlavor } from '../domain/bundle.ts';

/** A bundle as it arrives. */
export interface IncomingBundle {
  readonly flavor: BundleFlavor;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface ImportedBundle {
  readonly bundle: Bundle;
  /** False when the server held the very same bundle already. */
  readonly isNew: boolean;
}

/** The server's own folder of bundles that were uploaded. */
export interface BundleImports {
  /** Largest bundle that is taken, in bytes. */
  readonly limit: number;
  /**
   * Takes a bundle in; it becomes visible only after it was looked through, and nothing of it stays on the disk otherwise.
   * Throws Problem `bundleInvalid` (with extension `reason`), `requestTooLarge` or `storageFull`, or what `content` throws.
   */
  receive(bundle: IncomingBundle): Promise<ImportedBundle>;
  /** Deletes an imported bundle; false when there is none of that id in the server's own folder. */
  remove(bundleId: string): Promise<boolean>;
}
