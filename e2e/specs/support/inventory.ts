import type { RunningProduct } from '../../product/start-product.ts';

/** Reference value of an inventory object by its name, such as `domain-c8`. Throws when there is none. */
export function idOf(
  product: RunningProduct,
  type: 'ClusterComputeResource' | 'HostSystem' | 'VirtualMachine',
  name: string,
): string {
  const { registry } = product.simulation.vcenter;
  const found = registry.ofType(type).find(({ properties }) => properties['name'] === name);
  if (found === undefined) throw new Error(`There is no ${type} named ${name}.`);
  return found.ref.value;
}
