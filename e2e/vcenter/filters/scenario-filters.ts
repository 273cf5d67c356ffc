import type { BuiltCluster } from '../inventory/build-inventory.ts';
import { clusterFilters, filterId } from '../inventory/build-inventory.ts';
import type { HostFilter, HostVib } from '../inventory/world.ts';
import type { FilterScenario } from '../scenario/scenario-schema.ts';
import { setHostSoftware } from './host-deployment.ts';
import type { FilterContext } from './filter-context.ts';

/** Installs the filters that a scenario starts with: recorded on the cluster and present on every one of its hosts. */
export function placeScenarioFilters(
  context: FilterContext,
  clusters: readonly BuiltCluster[],
): void {
  for (const cluster of clusters) {
    for (const filter of clusterFilters(cluster.scenario)) placeFilter(context, cluster, filter);
  }
}

function placeFilter(
  context: FilterContext,
  { ref: cluster, hosts }: BuiltCluster,
  scenario: FilterScenario,
): void {
  const filter = toHostFilter(scenario);
  const vib = toVib(scenario);
  const { vibUrl } = scenario;
  context.store.add({
    cluster,
    filter,
    vib,
    platforms: [],
    ...(vibUrl === undefined ? {} : { vibUrl }),
    opType: 'install',
    issues: new Map(),
    unfetched: new Set(),
  });
  for (const reference of hosts) {
    const host = context.world.host(reference);
    const filters = [...host.filters, filter];
    setHostSoftware(context.world, host, { filters, vibs: [...host.vibs, vib] });
  }
}

function toHostFilter(filter: FilterScenario): HostFilter {
  const { name, vendor, version, type, summary, releaseDate } = filter;
  return { id: filterId(filter), name, vendor, version, type, summary, releaseDate };
}

function toVib({ name, vendor, version, summary }: FilterScenario): HostVib {
  return {
    name,
    vendor,
    version,
    acceptanceLevel: 'community',
    summary,
    maintenanceMode: false,
    liveInstallAllowed: true,
    liveRemoveAllowed: true,
  };
}
