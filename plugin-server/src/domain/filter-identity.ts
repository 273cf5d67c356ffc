import type { Bundle, BundleFlavor } from './bundle.ts';
import type { ClusterFilter, HostFilter } from './inventory-facts.ts';

/** What makes a filter ours: the name and vendor that our bundles carry. Ids are never built or compared, only handed back. */
export interface FilterIdentity {
  readonly name: string;
  readonly vendor: string;
}

/** The bundles that count, and the identities they give. */
export interface BundleSet {
  readonly latest: Readonly<Record<BundleFlavor, Bundle | null>>;
  readonly identities: readonly FilterIdentity[];
}

/** Makes the set from the newest bundle of each kit and from all bundles that are held. */
export function bundleSet(latest: BundleSet['latest'], all: readonly Bundle[]): BundleSet {
  const identities = new Map<string, FilterIdentity>();
  for (const { filter } of all)
    identities.set(JSON.stringify([filter.name, filter.vendor]), {
      name: filter.name,
      vendor: filter.vendor,
    });
  return { latest, identities: [...identities.values()] };
}

/** The name of the filter that the newest bundle holds, or else of any; null without a bundle. */
export function currentFilterName({ latest, identities }: BundleSet): string | null {
  return (latest.vaio8 ?? latest.vaio7)?.filter.name ?? identities[0]?.name ?? null;
}

export function isOurs(filter: FilterIdentity, identities: readonly FilterIdentity[]): boolean {
  return identities.some(({ name, vendor }) => filter.name === name && filter.vendor === vendor);
}

/** Our filter among those of a host; null when there is none or the host could not tell. */
export function ourHostFilter(
  filters: readonly HostFilter[] | null,
  identities: readonly FilterIdentity[],
): HostFilter | null {
  return filters?.find((filter) => isOurs(filter, identities)) ?? null;
}

/** Our filter among those that vCenter records for a cluster. */
export function ourClusterFilter(
  filters: readonly ClusterFilter[],
  identities: readonly FilterIdentity[],
): ClusterFilter | null {
  return filters.find((filter) => isOurs(filter, identities)) ?? null;
}
