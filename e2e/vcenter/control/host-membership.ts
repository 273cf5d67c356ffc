import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { FilterContext } from '../filters/filter-context.ts';
import { removeFilter } from '../filters/host-deployment.ts';
import { isSame } from '../inventory/vm-state.ts';

/** Enters a host into its cluster's list, datastores and networks. */
export function joinCluster({ world }: FilterContext, host: Ref, cluster: Ref): void {
  const { registry } = world.vcenter;
  const { properties } = registry.get(cluster);
  registry.update(cluster, { host: [...(properties['host'] as readonly Ref[]), host] });
  for (const datastore of properties['datastore'] as readonly Ref[]) {
    const mounts = registry.get(datastore).properties['host'] as readonly DataObject[];
    const [mount] = mounts;
    if (mount !== undefined) {
      registry.update(datastore, { host: [...mounts, { ...mount, key: host }] });
    }
  }
  for (const network of properties['network'] as readonly Ref[]) {
    const members = registry.get(network).properties['host'] as readonly Ref[];
    if (members.some((member) => isSame(member, host))) continue;
    registry.update(network, { host: [...members, host] });
  }
}

/** Takes a host out of its cluster's list and datastores, and the cluster's filters off the host (vSphere storage documentation). */
export function leaveCluster(context: FilterContext, host: Ref, cluster: Ref): void {
  const { world, store } = context;
  const { registry } = world.vcenter;
  const { properties } = registry.get(cluster);
  const others = (properties['host'] as readonly Ref[]).filter((each) => !isSame(each, host));
  registry.update(cluster, { host: others });
  for (const datastore of properties['datastore'] as readonly Ref[]) {
    const mounts = registry.get(datastore).properties['host'] as readonly DataObject[];
    const left = mounts.filter(({ key }) => !isSame(key as Ref, host));
    registry.update(datastore, { host: left });
  }
  for (const record of store.of(cluster)) {
    record.issues.delete(refKey(host));
    removeFilter(context, host, record);
  }
}
