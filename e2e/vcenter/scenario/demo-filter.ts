import type { ClusterInput } from './scenario-schema.ts';

type FilterInput = NonNullable<ClusterInput['filter']>;

/** The filter that the generated bundles hold, as it was installed before the scenario begins. */
export function demoFilter(version: string): FilterInput {
  return { name: 'rtrfilter', vendor: 'RTR', version, summary: 'Real-Time Replication I/O Filter' };
}
