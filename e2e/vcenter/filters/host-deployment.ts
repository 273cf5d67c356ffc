import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { hostFilterInfos, hostServices } from '../inventory/host-config.ts';
import type { HostFilter, HostVib, SimulatedHost, World } from '../inventory/world.ts';
import type { FilterContext } from './filter-context.ts';
import { postFilterEvent } from './filter-events.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import { checkConnection, checkHost } from './host-checks.ts';
import { inMaintenanceMode } from './maintenance.ts';

/**
 * Does on one host what the record's operation asks for: takes its time, makes the checks, then changes the host. A failure becomes the host's open
 * issue in the record, a success closes it.
 */
export async function applyToHost(
  context: FilterContext,
  record: FilterRecord,
  host: Ref,
  signal: AbortSignal,
): Promise<void> {
  const { world } = context;
  if (world.vcenter.registry.find(host) === undefined) return;
  try {
    if (!isSettled(world, record, host)) await steps[record.opType](context, record, host, signal);
    record.issues.delete(refKey(host));
  } catch (error) {
    // Anything but a failed check is a mistake of the simulator.
    if (!(error instanceof FilterIssue)) throw error;
    record.issues.set(refKey(host), { host, faults: [error.toFault()] });
  }
}

type Step = (
  context: FilterContext,
  record: FilterRecord,
  host: Ref,
  signal: AbortSignal,
) => Promise<void>;

const steps: Readonly<Record<FilterRecord['opType'], Step>> = {
  install: async (context, record, host, signal) => {
    const { world, injected } = context;
    await work(context, signal);
    // The host may have left, or got the filter on another way, in the meantime.
    if (isSettled(world, record, host)) return;
    checkHost(world, world.host(host), record);
    injected.meet(host, 'install');
    addFilter(world, host, record);
  },
  upgrade: async (context, record, host, signal) => {
    const { world, injected } = context;
    checkConnection(world, world.host(host));
    await inMaintenanceMode(context, host, async () => {
      checkHost(world, world.host(host), record);
      injected.meet(host, 'upgrade');
      removeFilter(world, host, record);
      await work(context, signal);
      if (!isSettled(world, record, host)) addFilter(world, host, record);
    });
  },
  uninstall: async (context, record, host, signal) => {
    const { world, injected } = context;
    checkConnection(world, world.host(host));
    await inMaintenanceMode(context, host, async () => {
      await work(context, signal);
      injected.meet(host, 'uninstall');
      record.issues.delete(refKey(host));
      if (!isSettled(world, record, host)) removeFilter(world, host, record);
    });
  },
};

function work({ world, millisecondsPerHost }: FilterContext, signal: AbortSignal): Promise<void> {
  return world.vcenter.clock.sleep(millisecondsPerHost, signal);
}

/** Whether nothing is left to do: the host is as the operation wants it, or no longer there. */
function isSettled(world: World, record: FilterRecord, host: Ref): boolean {
  if (world.vcenter.registry.find(host) === undefined) return true;
  return hasFilter(world.host(host), record.filter) === (record.opType !== 'uninstall');
}

/** Whether a host carries a filter. */
export function hasFilter(host: SimulatedHost, filter: HostFilter): boolean {
  return host.filters.some(({ id }) => id === filter.id);
}

function addFilter(world: World, hostRef: Ref, { filter, vib, issues }: FilterRecord): void {
  const host = world.host(hostRef);
  // Whoever sees the filter on the host must not find its old issue any more.
  issues.delete(refKey(hostRef));
  const filters = [...host.filters, filter];
  setHostSoftware(world, host, { filters, vibs: [...host.vibs, vib] });
  postFilterEvent(world.vcenter, 'HostVendorProviderRegistrationSuccessEvent', {
    entity: hostRef,
    message: `vCenter registered the I/O filter storage provider of the host ${host.facts.name}.`,
    data: { hostName: host.facts.name },
  });
}

/** Takes the filter of this name and vendor away, whatever its version. */
function removeFilter(world: World, hostRef: Ref, { filter }: FilterRecord): void {
  const host = world.host(hostRef);
  const isOther = ({ name, vendor }: { readonly name: string; readonly vendor: string }): boolean =>
    name !== filter.name || vendor !== filter.vendor;
  if (host.filters.every(isOther)) return;
  const filters = host.filters.filter(isOther);
  setHostSoftware(world, host, { filters, vibs: host.vibs.filter(isOther) });
  postFilterEvent(world.vcenter, 'HostVendorProviderUnregistrationSuccessEvent', {
    entity: hostRef,
    message: `vCenter unregistered the I/O filter storage provider of the host ${host.facts.name}.`,
    data: { hostName: host.facts.name },
  });
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
