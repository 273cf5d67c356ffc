import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { joinCluster, leaveCluster } from './host-membership.ts';
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
  /** Removes a host without machines from its cluster and from the inventory. */
  removeHost(hostId: string): void;
  /** Moves a host without machines to another cluster: it loses the filters of the old one and gets those of the new one. */
  moveHost(hostId: string, clusterId: string): void;
  /** Restarts a host at once: VIBs that wait for it take effect, `rebootRequired` goes. */
  rebootHost(hostId: string): void;
  /** Makes the next filter operations on a host, or its way into maintenance mode, fail. */
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
    moveHost: (hostId, clusterId) => moveHost(context, hostId, clusterId),
    rebootHost: (hostId) => rebootHost(context, known(context, 'HostSystem', hostId)),
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
  joinCluster(context, self, cluster);
  events.post({ $type: 'HostAddedEvent', ...eventScope(registry, self) });
  reconcileHost(context, self);
  return self;
}

/** A host without machines: only such a one leaves its cluster. */
function emptyHost(context: FilterContext, hostId: string): Ref {
  const host = known(context, 'HostSystem', hostId);
  const { properties } = context.world.vcenter.registry.get(host);
  if ((properties['vm'] as readonly Ref[]).length === 0) return host;
  throw new Error(`${hostId} still has virtual machines.`);
}

function moveHost(context: FilterContext, hostId: string, clusterId: string): void {
  const { registry, events } = context.world.vcenter;
  const cluster = known(context, 'ClusterComputeResource', clusterId);
  const host = emptyHost(context, hostId);
  events.post({ $type: 'HostRemovedEvent', ...eventScope(registry, host) });
  leaveCluster(context, host, registry.get(host).properties['parent'] as Ref);
  context.world.host(host).computeResource = cluster;
  const { datastore, network } = registry.get(cluster).properties;
  registry.update(host, { parent: cluster, datastore, network });
  joinCluster(context, host, cluster);
  events.post({ $type: 'HostAddedEvent', ...eventScope(registry, host) });
  reconcileHost(context, host);
}

function rebootHost({ world }: FilterContext, host: Ref): void {
  const { registry, clock } = world.vcenter;
  world.host(host).restart();
  registry.update(host, { 'runtime.bootTime': clock.now() });
  registry.touch(host, ['summary']);
}

function removeHost(context: FilterContext, hostId: string): void {
  const { world } = context;
  const { registry, events } = world.vcenter;
  const host = emptyHost(context, hostId);
  const scope: DataObject = eventScope(registry, host);
  leaveCluster(context, host, registry.get(host).properties['parent'] as Ref);
  for (const manager of ['imageConfigManager', 'certificateManager']) {
    registry.remove(hostManager(host, manager));
  }
  registry.remove(host);
  world.removeHost(host);
  events.post({ $type: 'HostRemovedEvent', ...scope });
}
