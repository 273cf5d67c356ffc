import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { hostFilterInfos, hostServices } from '../inventory/host-config.ts';
import type { HostFilter, HostVib, SimulatedHost, World } from '../inventory/world.ts';
import { postFilterEvent } from './filter-events.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import { checkHost } from './host-checks.ts';
import type { InjectedIssues } from './injected-issues.ts';

/** What putting filters on hosts needs. */
export interface Deployment {
  readonly world: World;
  readonly injected: InjectedIssues;
  /** Simulated time that one host takes. */
  readonly millisecondsPerHost: number;
}

/**
 * Puts a filter on one host: takes its time, makes the checks, then changes the host. A failure becomes the host's open issue in the record, a success
 * closes it.
 */
export async function deployToHost(
  deployment: Deployment,
  record: FilterRecord,
  hostRef: Ref,
  signal: AbortSignal,
): Promise<void> {
  const { world, injected } = deployment;
  if (isSettled(world, record, hostRef)) return;
  await world.vcenter.clock.sleep(deployment.millisecondsPerHost, signal);
  // The host may have left, or got the filter on another way, in the meantime.
  if (isSettled(world, record, hostRef)) return;
  const host = world.host(hostRef);
  try {
    checkHost(world, host, record);
    injected.meet(hostRef, 'install');
  } catch (error) {
    // Anything but a failed check is a mistake of the simulator.
    if (!(error instanceof FilterIssue)) throw error;
    record.issues.set(refKey(hostRef), { host: hostRef, faults: [error.toFault()] });
    return;
  }
  setHostSoftware(world, host, {
    filters: [...host.filters, record.filter],
    vibs: [...host.vibs, record.vib],
  });
  record.issues.delete(refKey(hostRef));
  postFilterEvent(world.vcenter, 'HostVendorProviderRegistrationSuccessEvent', {
    entity: hostRef,
    message: `vCenter registered the I/O filter storage provider of the host ${host.facts.name}.`,
    data: { hostName: host.facts.name },
  });
}

/** Whether nothing is left to do: the host has the filter, or is no longer there. */
function isSettled(world: World, record: FilterRecord, host: Ref): boolean {
  if (world.vcenter.registry.find(host) === undefined) return true;
  return hasFilter(world.host(host), record.filter);
}

/** Whether a host carries a filter. */
export function hasFilter(host: SimulatedHost, filter: HostFilter): boolean {
  return host.filters.some(({ id }) => id === filter.id);
}

/** Replaces what a host has installed and shows it in the host's configuration. */
export function setHostSoftware(
  world: World,
  host: SimulatedHost,
  software: { readonly filters: readonly HostFilter[]; readonly vibs: readonly HostVib[] },
): void {
  const { registry } = world.vcenter;
  // Looked at before the change: a configuration that is only made now would already hold it, and nobody would hear of it.
  const shown = registry.get(host.ref).properties['config'] !== undefined;
  host.filters = software.filters;
  host.vibs = software.vibs;
  if (!shown) return;
  registry.update(host.ref, {
    'config.ioFilterInfo': hostFilterInfos(host.filters),
    'config.service': hostServices(host.filters),
  });
}
