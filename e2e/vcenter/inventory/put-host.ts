import type { ManagedObject, Ref } from '../core/managed-object.ts';
import type { HostScenario } from '../scenario/scenario-schema.ts';
import { hostManager, hostObject } from './host-content.ts';
import { SimulatedHost } from './world.ts';
import type { World } from './world.ts';

/** Where a host is put. */
export interface HostPlace {
  readonly ref: Ref;
  readonly computeResource: Ref;
  readonly datastores: readonly Ref[];
  readonly networks: readonly Ref[];
  readonly vms: readonly Ref[];
}

/** Makes a host, its managed object and those of its managers that can be called. The compute resource's host list is the caller's. */
export function putHost(world: World, facts: HostScenario, place: HostPlace): SimulatedHost {
  const { registry, schema } = world.vcenter;
  const { datastores, networks, vms } = place;
  const address = world.nextAddress();
  const host = new SimulatedHost({ ...place, address }, facts, world.authority);
  world.addHost(host);
  registry.put(hostObject({ host, schema, datastores, networks, vms }));
  registry.put({
    ref: hostManager(host.ref, 'imageConfigManager'),
    properties: {},
    guardedBy: host.ref,
  });
  registry.put(certificateManager(host));
  return host;
}

function certificateManager(host: SimulatedHost): ManagedObject {
  return {
    ref: hostManager(host.ref, 'certificateManager'),
    properties: {},
    guardedBy: host.ref,
    computed: {
      certificateInfo: () => {
        const { issuer, subject, notBefore, notAfter } = host.certificate;
        return { issuer, notBefore, notAfter, subject, status: 'good' };
      },
    },
  };
}
