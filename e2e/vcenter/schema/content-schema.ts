import { clusterTypes } from './cluster-types.ts';
import { deviceTypes } from './device-types.ts';
import { eventTypes } from './event-types.ts';
import { hostCapabilityTypes } from './host-capability-types.ts';
import { hostConfigTypes } from './host-config-types.ts';
import { hostImageTypes } from './host-image-types.ts';
import { hostTypes } from './host-types.ts';
import { inventoryObjects } from './inventory-objects.ts';
import { ioFilterTypes } from './io-filter-types.ts';
import { operationTypes } from './operation-types.ts';
import { pbmMethods } from './pbm-methods.ts';
import { pbmTypes } from './pbm-types.ts';
import { reconfigureTypes } from './reconfigure-types.ts';
import type { Schema } from './schema.ts';
import { vmConfigTypes } from './vm-config-types.ts';
import { vmStateTypes } from './vm-state-types.ts';

/** Adds everything that the inventory and its managers put on the wire to a schema that holds the core's types. */
export function defineContentSchema(schema: Schema): void {
  const texts = [
    inventoryObjects,
    clusterTypes,
    hostTypes,
    hostCapabilityTypes,
    hostConfigTypes,
    hostImageTypes,
    ioFilterTypes,
    vmConfigTypes,
    vmStateTypes,
    deviceTypes,
    eventTypes,
    operationTypes,
    reconfigureTypes,
  ];
  for (const text of texts) schema.define(text);
  schema.define(pbmTypes, 'pbm');
  schema.define(pbmMethods, 'pbm');
}
