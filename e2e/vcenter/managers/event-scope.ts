import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Registry } from '../core/registry.ts';

/** Which member of `Event` names an object of which kind, and the reference member inside it. vSphere API reference. */
const members: readonly (readonly [type: string, member: string, reference: string])[] = [
  ['Datacenter', 'datacenter', 'datacenter'],
  ['ComputeResource', 'computeResource', 'computeResource'],
  ['ClusterComputeResource', 'computeResource', 'computeResource'],
  ['HostSystem', 'host', 'host'],
  ['VirtualMachine', 'vm', 'vm'],
  ['Datastore', 'ds', 'datastore'],
  ['Network', 'net', 'network'],
];

/** The members of an event about an object: the object itself and what it lies in, as vCenter fills them. */
export function eventScope(registry: Registry, entity: Ref): DataObject {
  const scope: Record<string, unknown> = {};
  for (const reference of [...ancestors(registry, entity)].reverse()) {
    const found = members.find(([type]) => type === reference.type);
    const name = registry.find(reference)?.properties['name'];
    if (found !== undefined && typeof name === 'string') {
      scope[found[1]] = { name, [found[2]]: reference };
    }
  }
  return scope;
}

/** The objects that an event is about. */
export function eventEntities(event: DataObject): Ref[] {
  const named = members.flatMap(([, member, reference]) => {
    const argument = event[member] as DataObject | undefined;
    return argument === undefined ? [] : [argument[reference] as Ref];
  });
  const managedObject = event['managedObject'] as Ref | undefined;
  return managedObject === undefined ? named : [...named, managedObject];
}

/** An object and everything it lies in, nearest first; a machine's line goes over its host, not its folder. */
export function* ancestors(registry: Registry, entity: Ref): Generator<Ref> {
  let next: Ref | undefined = entity;
  while (next !== undefined) {
    yield next;
    next = container(registry, next);
  }
}

function container(registry: Registry, entity: Ref): Ref | undefined {
  const properties = registry.find(entity)?.properties;
  if (entity.type === 'VirtualMachine') {
    const runtime = properties?.['runtime'] as DataObject | undefined;
    return runtime?.['host'] as Ref | undefined;
  }
  return properties?.['parent'] as Ref | undefined;
}
