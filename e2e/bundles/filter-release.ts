/** The two kits that a filter is built with; the folder of the bundle is named after it. */
export type Flavor = 'vaio7' | 'vaio8';

/** One build of the filter, everything that its bundle says about it. */
export interface FilterBuild {
  readonly flavor: Flavor;
  readonly name: string;
  readonly vendor: string;
  /** Product version, `1.2.0`. */
  readonly productVersion: string;
  /** Whole VIB version, `1.2.0-1OEM.800.1.0.20613240`. */
  readonly vibVersion: string;
  readonly acceptanceLevel: 'certified' | 'accepted' | 'partner' | 'community';
  /** ESXi versions that the bundle is for, as patterns of the product line. */
  readonly platforms: readonly string[];
  /** First and first no longer supported ESXi version. */
  readonly esxRange: readonly [string, string];
  readonly maintenanceMode: boolean;
  readonly liveInstall: boolean;
  readonly releaseDate: string;
}

/** Versions of the kits in the release field of a VIB version. */
const kits: Readonly<Record<Flavor, string>> = {
  vaio7: '1OEM.700.1.0.15843807',
  vaio8: '1OEM.800.1.0.20613240',
};

/** What may differ from the ordinary build, for bundles that shall be refused or need maintenance mode. */
export type BuildChanges = Partial<Omit<FilterBuild, 'flavor' | 'vibVersion'>>;

/**
 * The build of the filter for one kit.
 * @param productVersion three numbers, such as 1.2.0
 */
export function filterBuild(
  flavor: Flavor,
  productVersion: string,
  changes: BuildChanges = {},
): FilterBuild {
  if (!/^\d+\.\d+\.\d+$/.test(productVersion)) {
    throw new Error(`"${productVersion}" is not a product version like 1.2.0`);
  }
  return {
    flavor,
    name: 'rtrfilter',
    vendor: 'RTR',
    productVersion,
    vibVersion: `${productVersion}-${kits[flavor]}`,
    acceptanceLevel: 'community',
    platforms: flavor === 'vaio7' ? ['7.*', '8.*'] : ['8.*'],
    esxRange: [flavor === 'vaio7' ? '7.0.0' : '8.0.0', '9.0.0'],
    maintenanceMode: false,
    liveInstall: true,
    releaseDate: '2026-01-15T00:00:00.000000+00:00',
    ...changes,
  };
}

/** `RTR_bootbank_rtrfilter_1.2.0-…`, the id under which a depot knows the VIB. */
export function vibId(build: FilterBuild): string {
  return `${build.vendor}_bootbank_${build.name}_${build.vibVersion}`;
}
