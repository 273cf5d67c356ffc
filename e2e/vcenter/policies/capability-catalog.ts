import type { DataObject } from '../core/managed-object.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { builtInFilters } from '../inventory/world.ts';
import type { HostFilter, World } from '../inventory/world.ts';
import { capabilityId, filterClass } from './filter-classes.ts';

/** Under this vendor all I/O filters publish their capabilities. vSphere storage policy samples. */
export const FILTER_VENDOR = 'com.vmware.iofilters';

/** A property of a capability, as its metadata tells about it. */
interface Property {
  readonly id: string;
  readonly typeName: 'XSD_STRING' | 'XSD_INT';
  readonly defaultValue?: unknown;
  readonly allowed?: readonly unknown[];
}

/** Properties of the built-in filters' capabilities. vSphere storage policy recordings. */
const builtInProperties: Readonly<Record<string, readonly Property[]>> = {
  vmwarevmcrypt: [
    {
      id: 'AllowCleartextFilters',
      typeName: 'XSD_STRING',
      defaultValue: 'False',
      allowed: ['True', 'False'],
    },
  ],
  spm: [
    { id: 'limit', typeName: 'XSD_INT', defaultValue: 100_000 },
    { id: 'reservation', typeName: 'XSD_INT', defaultValue: 0 },
    { id: 'shares', typeName: 'XSD_INT', defaultValue: 1000 },
  ],
};

/** Properties of a third party's filter; real ones are the vendor's own (simulation's choice: one with a default and one with only allowed values). */
const otherProperties: readonly Property[] = [
  { id: 'enabled', typeName: 'XSD_STRING', defaultValue: 'True', allowed: ['True', 'False'] },
  { id: 'ordering', typeName: 'XSD_STRING', allowed: ['Strict', 'Relaxed'] },
];

/**
 * The capabilities of the I/O filters that policies can be made of. A filter's appear some time after it came to its first host and
 * go some time after it left the last one.
 */
export class CapabilityCatalog {
  readonly #vcenter: Vcenter;
  readonly #world: World;
  readonly #delayMilliseconds: number;
  readonly #known = new Map<string, HostFilter>();

  constructor(world: World, delayMilliseconds: number) {
    this.#world = world;
    this.#vcenter = world.vcenter;
    this.#delayMilliseconds = delayMilliseconds;
    for (const filter of builtInFilters) this.#known.set(filter.name, filter);
  }

  /** The filters that policies know, by name. */
  filter(name: string): HostFilter | undefined {
    return this.#known.get(name);
  }

  filters(): readonly HostFilter[] {
    return [...this.#known.values()].filter(({ type }) => filterClass(type) !== undefined);
  }

  /** Takes over at once what is on the hosts. */
  catchUp(): void {
    for (const { filters } of this.#world.hosts()) {
      for (const filter of filters) this.#known.set(filter.name, filter);
    }
  }

  /** Is told that a filter came to a host or left it; looks again after the delay. */
  hostChanged(filter: HostFilter): void {
    const { clock, closing } = this.#vcenter;
    clock.sleep(this.#delayMilliseconds, closing).then(
      () => this.#look(filter),
      // The vCenter closes: nobody asks any more.
      () => undefined,
    );
  }

  #look({ name, vendor }: HostFilter): void {
    const present = this.#world
      .hosts()
      .flatMap((host) => host.filters)
      .find((each) => each.name === name && each.vendor === vendor);
    if (present === undefined) this.#known.delete(name);
    else this.#known.set(name, present);
  }
}

/** `PbmCapabilityMetadata` of a filter. */
export function capabilityMetadata({ name, type, summary }: HostFilter): DataObject {
  const className = filterClass(type) ?? '';
  const properties = builtInProperties[name] ?? otherProperties;
  const key = `com.vmware.iofilters.${name}`;
  return {
    id: { namespace: name, id: capabilityId(name, className) },
    summary: description(summary === '' ? name : summary, key),
    mandatory: false,
    propertyMetadata: properties.map((property) => propertyMetadata(property, key)),
  };
}

function propertyMetadata(property: Property, prefix: string): DataObject {
  const { id, typeName, defaultValue, allowed } = property;
  return {
    id,
    summary: description(id, `${prefix}.${id}`),
    mandatory: true,
    type: { $type: 'PbmCapabilityTypeInfo', typeName },
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(allowed === undefined
      ? {}
      : { allowedValue: { $type: 'PbmCapabilityDiscreteSet', values: allowed } }),
  };
}

/** The values with which a client that takes the metadata at its word fills a new policy: the default, or the first allowed one. */
export function defaultValues({ name }: HostFilter): Record<string, unknown> {
  const properties = builtInProperties[name] ?? otherProperties;
  return Object.fromEntries(
    properties.map(({ id, defaultValue, allowed }) => [id, defaultValue ?? allowed?.[0]]),
  );
}

/** `PbmExtendedElementDescription` of something by its name for people and its key in the message catalogue. */
export function description(label: string, key: string): DataObject {
  return { label, summary: label, key, messageCatalogKeyPrefix: key };
}
