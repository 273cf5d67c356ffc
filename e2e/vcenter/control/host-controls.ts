import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { eventScope } from '../managers/event-scope.ts';
import { reconcileHost } from '../filters/reconcile-host.ts';
import type { FilterContext } from '../filters/filter-context.ts';
import type { IssueRule } from '../filters/injected-issues.ts';
import { hostManager } from '../inventory/host-content.ts';
import { putHost } from '../inventory/put-host.ts';
import { parseHost } from '../scenario/scenario-schema.ts';
import type { HostInput } from '../scenario/scenario-schema.ts';

/** What a test or the demo may do to hosts, as if it went to the data centre. Ids are reference values: `host-14`, `domain-c8`. */
export interface HostControls {
  /** Cuts the host's contact with vCenter. Throws when there is no such host. */
  disconnectHost(hostId: string): void;
  /** Brings the contact back; filters that the host missed are installed then. */
  reconnectHost(hostId: string): void;
  /** Adds a host to a cluster, which gets the cluster's filters; answers its reference. */
  addHost(clusterId: string, host?: Partial<HostInput>): Ref;
  /** Removes a host without machines from its cluster. */
  removeHost(hostId: string): void;
  /** Makes the next filter operations on a host fail. */
  addHostIssue(rule: Omit<IssueRule, 'host'> & { readonly host: string }): void;
  clearHostIssues(): void;
}

/** Binds the controls to a running simulated vCenter. */
export function createHostControls(context: FilterContext): HostControls {
  return {
    disconnectHost: (hostId) => setConnection(context, hostId, 'disconnected'),
    reconnectHost: (hostId) => setConnection(context, hostId, 'connected'),
    addHost: (clusterId, host = {}) => addHost(context, clusterId, host),
    removeHost: (hostId) => removeHost(context, hostId),
    addHostIssue: ({ host, ...rule }) => {
      context.injected.add({ ...rule, host: known(context, 'HostSystem', host) });
    },
    clearHostIssues: () => context.injected.clear(),
  };
}

function known({ world }: FilterContext, type: string, value: string): Ref {
  const reference = ref(type, value);
  if (world.vcenter.registry.find(reference) === undefined) {
    throw new Error(`There is no ${type} ${value}.`);
  }
  return reference;
}

function setConnection(
  context: FilterContext,
  hostId: string,
  state: 'connected' | 'disconnected',
): void {
  const { registry, events } = context.world.vcenter;
  const host = known(context, 'HostSystem', hostId);
  const connected = state === 'connected';
  registry.update(host, {
    'runtime.connectionState': state,
    'runtime.powerState': connected ? 'poweredOn' : 'unknown',
    overallStatus: connected ? 'green' : 'red',
  });
  registry.touch(host, ['config']);
  for (const vm of registry.get(host).properties['vm'] as readonly Ref[]) {
    registry.update(vm, { 'runtime.connectionState': state });
  }
  const scope = eventScope(registry, host);
  events.post(
    connected
      ? { $type: 'HostConnectedEvent', ...scope }
      : { $type: 'HostDisconnectedEvent', ...scope, reason: 'userRequest' },
  );
  if (connected) reconcileHost(context, host);
}

function addHost(context: FilterContext, clusterId: string, input: Partial<HostInput>): Ref {
  const { world } = context;
  const { registry, events } = world.vcenter;
  const cluster = known(context, 'ClusterComputeResource', clusterId);
  const { properties } = registry.get(cluster);
  const self = ref('HostSystem', world.ids.next('host-'));
  const name = input.name ?? `esx-${self.value.replace('host-', 'new-')}.example.com`;
  putHost(world, parseHost({ ...input, name }), {
    ref: self,
    computeResource: cluster,
    datastores: properties['datastore'] as readonly Ref[],
    networks: properties['network'] as readonly Ref[],
    vms: [],
  });
  registry.update(cluster, { host: [...(properties['host'] as readonly Ref[]), self] });
  for (const datastore of properties['datastore'] as readonly Ref[]) {
    const mounts = registry.get(datastore).properties['host'] as readonly DataObject[];
    const [mount] = mounts;
    if (mount !== undefined)
      registry.update(datastore, { host: [...mounts, { ...mount, key: self }] });
  }
  for (const network of properties['network'] as readonly Ref[]) {
    const members = registry.get(network).properties['host'] as readonly Ref[];
    registry.update(network, { host: [...members, self] });
  }
  events.post({ $type: 'HostAddedEvent', ...eventScope(registry, self) });
  reconcileHost(context, self);
  return self;
}

function removeHost(context: FilterContext, hostId: string): void {
  const { world, store } = context;
  const { registry, events } = world.vcenter;
  const host = known(context, 'HostSystem', hostId);
  const { properties } = registry.get(host);
  if ((properties['vm'] as readonly Ref[]).length > 0) {
    throw new Error(`${hostId} still has virtual machines.`);
  }
  const parent = properties['parent'] as Ref;
  const scope: DataObject = eventScope(registry, host);
  const siblings = registry.get(parent).properties['host'] as readonly Ref[];
  registry.update(parent, { host: siblings.filter((each) => refKey(each) !== refKey(host)) });
  for (const record of store.of(parent)) record.issues.delete(refKey(host));
  for (const manager of ['imageConfigManager', 'certificateManager']) {
    registry.remove(hostManager(host, manager));
  }
  registry.remove(host);
  world.removeHost(host);
  events.post({ $type: 'HostRemovedEvent', ...scope });
}
