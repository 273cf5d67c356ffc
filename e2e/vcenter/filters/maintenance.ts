import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { eventScope } from '../managers/event-scope.ts';
import type { FilterContext } from './filter-context.ts';
import { clusterHosts } from './filter-context.ts';
import { FilterIssue } from './filter-issue.ts';

/**
 * Does work on a host in maintenance mode, which it enters before and leaves after, unless it was in it already. Running machines move to
 * the cluster's other hosts, which only happens by itself where DRS is fully automated (vSphere resource management documentation).
 * @throws FilterIssue when the host cannot be evacuated
 */
export async function inMaintenanceMode(
  context: FilterContext,
  host: Ref,
  work: () => Promise<void>,
): Promise<void> {
  const { registry, events } = context.world.vcenter;
  const runtime = registry.get(host).properties['runtime'] as DataObject;
  if (runtime['inMaintenanceMode'] === true) {
    await work();
    return;
  }
  const scope = eventScope(registry, host);
  events.post({ $type: 'EnteringMaintenanceModeEvent', ...scope });
  evacuate(context, host);
  registry.update(host, { 'runtime.inMaintenanceMode': true });
  events.post({ $type: 'EnteredMaintenanceModeEvent', ...scope });
  try {
    await work();
  } finally {
    registry.update(host, { 'runtime.inMaintenanceMode': false });
    events.post({ $type: 'ExitMaintenanceModeEvent', ...scope });
  }
}

function evacuate(context: FilterContext, host: Ref): void {
  const { registry } = context.world.vcenter;
  const { properties } = registry.get(host);
  const running = (properties['vm'] as readonly Ref[]).filter((vm) => {
    const runtime = registry.get(vm).properties['runtime'] as DataObject;
    return runtime['powerState'] === 'poweredOn';
  });
  if (running.length === 0) return;
  const cluster = properties['parent'] as Ref;
  const targets = clusterHosts(context, cluster).filter((other) => isTarget(context, host, other));
  if (!isFullyAutomated(context, cluster) || targets.length === 0) {
    throw cannotEnter(context, host, running);
  }
  running.forEach((vm, index) => {
    const target = targets[index % targets.length];
    if (target !== undefined) migrate(context, vm, host, target);
  });
}

function isTarget({ world }: FilterContext, host: Ref, other: Ref): boolean {
  const runtime = world.vcenter.registry.get(other).properties['runtime'] as DataObject;
  return (
    refKey(other) !== refKey(host) &&
    runtime['connectionState'] === 'connected' &&
    runtime['inMaintenanceMode'] === false
  );
}

function isFullyAutomated({ world }: FilterContext, cluster: Ref): boolean {
  const configuration = world.vcenter.registry.get(cluster).properties['configuration'];
  const { drsConfig } = configuration as { drsConfig: DataObject };
  return drsConfig['enabled'] === true && drsConfig['defaultVmBehavior'] === 'fullyAutomated';
}

function cannotEnter({ world }: FilterContext, host: Ref, running: readonly Ref[]): FilterIssue {
  const { registry } = world.vcenter;
  const names = running.map((vm) => String(registry.get(vm).properties['name'])).join(', ');
  const text = `The host ${world.host(host).facts.name} cannot enter maintenance mode: these virtual machines run on it and are not moved automatically: ${names}.`;
  return new FilterIssue('maintenanceModeRequired', text);
}

function migrate({ world }: FilterContext, vm: Ref, from: Ref, to: Ref): void {
  const { registry, events } = world.vcenter;
  const vmsOf = (host: Ref): readonly Ref[] =>
    registry.get(host).properties['vm'] as readonly Ref[];
  registry.update(from, { vm: vmsOf(from).filter((each) => refKey(each) !== refKey(vm)) });
  registry.update(to, { vm: [...vmsOf(to), vm] });
  registry.update(vm, { 'runtime.host': to });
  events.post({
    $type: 'VmMigratedEvent',
    ...eventScope(registry, vm),
    template: false,
    sourceHost: { name: world.host(from).facts.name, host: from },
  });
}
