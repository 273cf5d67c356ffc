import { isRef, refKey, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Vcenter } from '../core/vcenter.ts';

/** Properties that say where an object belongs; a write to one may change what a container view holds. */
export const placementProperties: ReadonlySet<string> = new Set([
  'parent',
  'resourcePool',
  'runtime',
]);

/** What a container view looks at. */
export interface ContainerScope {
  readonly container: Ref;
  /** Object types, base types included; empty for all. */
  readonly types: readonly string[];
  readonly recursive: boolean;
}

/**
 * The objects of the wanted types in or below the container, in the order in which they came into the inventory. A virtual machine is below its folder,
 * its resource pool and its host alike.
 */
export function containedObjects(vcenter: Vcenter, scope: ContainerScope): ManagedObject[] {
  const wanted = scope.types.length === 0 ? ['ManagedEntity'] : scope.types;
  const inside = new Map<string, boolean>();
  const containerKey = refKey(scope.container);
  const isBelow = (object: ManagedObject): boolean =>
    placesOf(object).some((place) => {
      const key = refKey(place);
      if (key === containerKey) return true;
      if (!scope.recursive) return false;
      let below = inside.get(key);
      if (below === undefined) {
        const parent = vcenter.registry.find(place);
        below = parent !== undefined && isBelow(parent);
        inside.set(key, below);
      }
      return below;
    });
  const candidates = new Set(wanted.flatMap((type) => vcenter.registry.ofType(type)));
  return [...candidates].filter(isBelow);
}

function placesOf({ ref, properties }: ManagedObject): Ref[] {
  const places = [properties['parent']];
  if (ref.type === 'VirtualMachine') {
    const runtime = properties['runtime'] as { host?: unknown } | undefined;
    places.push(properties['resourcePool'], runtime?.host);
  }
  return places.filter(isRef);
}
