import type { AcceptanceLevel } from './inventory-facts.ts';

/** The two VAIO kits a filter is built with: `vaio7` serves ESXi 7.0 - 8.0.3, `vaio8` serves 8.0 - 8.0.3. */
export type BundleFlavor = 'vaio7' | 'vaio8';

/** What the X-ray of an offline bundle tells. */
export interface Bundle {
  /** SHA-256 of the ZIP, lower-case hex; it is also the bundle's id. */
  readonly id: string;
  readonly flavor: BundleFlavor;
  readonly fileName: string;
  readonly size: number;
  readonly filter: {
    readonly name: string;
    readonly vendor: string;
    /** Whole VIB version, `1.2.0-1OEM.800.1.0.20613240`. */
    readonly vibVersion: string;
    /** The part before the first `-`: what "older" and "latest" compare. */
    readonly productVersion: string;
  };
  readonly acceptanceLevel: AcceptanceLevel;
  readonly maintenanceModeRequired: boolean;
  readonly rebootRequired: boolean;
}
