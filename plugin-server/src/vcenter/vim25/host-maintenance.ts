import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { EvacuationForecast, HostMaintenance } from '../../ports/host-maintenance.ts';
import { asReference, listOf, localizedFault, member, optionalText } from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { Send } from '../soap/send.ts';

// DRS works each answer out; a big cluster must not be asked for all of its hosts at one moment.
const AT_ONCE = 4;

/** Maintenance mode of `HostSystem` and the dry run of `ClusterComputeResource` (vSphere API reference). */
export class VimHostMaintenance implements HostMaintenance {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  async enter(
    host: ManagedObjectReference,
    { timeoutSeconds }: { readonly timeoutSeconds: number },
  ): Promise<ManagedObjectReference> {
    // Moving powered-off machines away would wait for an administrator wherever DRS does not do it.
    const args = { timeout: timeoutSeconds, evacuatePoweredOffVms: false };
    return asReference(await this.#call(host, 'EnterMaintenanceMode_Task', args));
  }

  async exit(host: ManagedObjectReference): Promise<ManagedObjectReference> {
    return asReference(await this.#call(host, 'ExitMaintenanceMode_Task', { timeout: 0 }));
  }

  async forecast(
    cluster: ManagedObjectReference,
    hosts: readonly ManagedObjectReference[],
  ): Promise<readonly EvacuationForecast[]> {
    const forecasts = new Map<ManagedObjectReference, EvacuationForecast>();
    const waiting = [...hosts];
    const worker = async (): Promise<void> => {
      for (let host = waiting.shift(); host; host = waiting.shift()) {
        // Asked for several at a time, DRS would look for room as if all of them left at once.
        const args = { host: [host] };
        const answer = await this.#call(cluster, 'ClusterEnterMaintenanceMode', args);
        forecasts.set(host, parseForecast(host, answer));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return hosts.flatMap((host) => forecasts.get(host) ?? []);
  }

  #call(target: ManagedObjectReference, operation: string, args: WireObject): Promise<unknown> {
    return this.#send({ target, operation, args });
  }
}

/** `ClusterEnterMaintenanceResult`: recommendations for what can leave, faults by machine for what cannot. */
function parseForecast(host: ManagedObjectReference, answer: unknown): EvacuationForecast {
  const fault = member(answer, 'fault');
  const recommendations = listOf(answer, 'recommendations').length;
  if (fault === undefined) return { host, canEvacuate: true, recommendations, faults: [] };
  const faults = listOf(fault, 'faultsByVm')
    .flatMap((entry) => listOf(entry, 'fault'))
    .map((each) => localizedFault(each).message);
  const reason = optionalText(fault, 'reason') ?? '';
  return {
    host,
    canEvacuate: false,
    recommendations,
    faults: faults.length > 0 || reason === '' ? [...new Set(faults)] : [reason],
  };
}
