import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { hostFilterInfos, hostServices } from '../inventory/host-config.ts';
import type { HostFilter, HostVib, SimulatedHost, World } from '../inventory/world.ts';
import type { FilterContext } from './filter-context.ts';
import { postFilterEvent } from './filter-events.ts';
import { FilterIssue } from './filter-issue.ts';
import type { FilterRecord } from './filter-store.ts';
import { checkBundle } from './check-bundle.ts';
import { checkConnection, checkHost, checkSuitable } from './host-checks.ts';
import { movesByItself } from '../maintenance/evacuation.ts';
import { inMaintenanceMode } from './maintenance.ts';

/** How a host is worked on. */
export interface HostRun {
  /** Stops an evacuation that waits; work that has begun on a host is finished (simulation's choice). */
  readonly signal: AbortSignal;
  readonly resolving?: boolean;
}

/**
 * Does on one host what the record's operation asks for: takes its time, makes the checks, then changes the host. A failure becomes the host's open
 * issue in the record, a success closes it.
 */
export async function applyToHost(
  context: FilterContext,
  record: FilterRecord,
  host: Ref,
  run: HostRun,
): Promise<void> {
  const { world, injected } = context;
  if (world.vcenter.registry.find(host) === undefined) return;
  try {
    if (!isSettled(world, record, host)) {
      if (run.resolving === true) {
        injected.meet(host, 'resolve');
        if (record.unfetched.has(refKey(host))) await checkBundle(context, record, host);
      }
      await steps[record.opType](context, record, host, run.signal);
    }
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
    const { world } = context;
    checkSuitable(world, world.host(host), record);
    const put = (): Promise<void> => putOnHost(context, record, host);
    const evacuates = record.vib.maintenanceMode && movesByItself(world, host);
    if (evacuates) await inMaintenanceMode(context, host, { signal, work: put });
    else await put();
  },
  upgrade: async (context, record, host, signal) => {
    const { world, injected } = context;
    checkConnection(world, world.host(host));
    const work = async (): Promise<void> => {
      checkHost(world, world.host(host), record);
      injected.meet(host, 'upgrade');
      removeFilter(context, host, record);
      await takeTime(context);
      if (!isSettled(world, record, host)) addFilter(context, host, record);
    };
    await inMaintenanceMode(context, host, { signal, work });
  },
  uninstall: async (context, record, host, signal) => {
    const { world, injected } = context;
    checkConnection(world, world.host(host));
    const work = async (): Promise<void> => {
      await takeTime(context);
      injected.meet(host, 'uninstall');
      record.issues.delete(refKey(host));
      if (!isSettled(world, record, host)) removeFilter(context, host, record);
    };
    await inMaintenanceMode(context, host, { signal, work });
  },
};

async function putOnHost(context: FilterContext, record: FilterRecord, host: Ref): Promise<void> {
  const { world, injected } = context;
  await takeTime(context);
  // The host may have left, or got the filter on another way, in the meantime.
  if (isSettled(world, record, host)) return;
  checkHost(world, world.host(host), record);
  injected.meet(host, 'install');
  addFilter(context, host, record);
}

/** The time that the work on one host takes; only the end of the vCenter cuts it short. */
async function takeTime({ world, millisecondsPerHost }: FilterContext): Promise<void> {
  const { clock, closing } = world.vcenter;
  try {
    await clock.sleep(millisecondsPerHost, closing);
  } catch {
    // The wait ends early only when the vCenter closes.
    throw new VimFault('RequestCanceled');
  }
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

function addFilter(
  { world, hostChanged }: FilterContext,
  hostRef: Ref,
  { filter, vib, issues }: FilterRecord,
): void {
  const host = world.host(hostRef);
  // Whoever sees the filter on the host must not find its old issue any more.
  issues.delete(refKey(hostRef));
  const filters = [...host.filters, filter];
  setHostSoftware(world, host, { filters, vibs: [...host.vibs, vib] });
  hostChanged(filter);
  postFilterEvent(world.vcenter, 'HostVendorProviderRegistrationSuccessEvent', {
    entity: hostRef,
    message: `vCenter registered the I/O filter storage provider of the host ${host.facts.name}.`,
    data: { hostName: host.facts.name },
  });
}

/** Takes the filter of this name and vendor away, whatever its version. */
export function removeFilter(
  { world, hostChanged }: FilterContext,
  hostRef: Ref,
  { filter }: FilterRecord,
): void {
  const host = world.host(hostRef);
  const isOther = ({ name, vendor }: { readonly name: string; readonly vendor: string }): boolean =>
    name !== filter.name || vendor !== filter.vendor;
  if (host.filters.every(isOther)) return;
  const filters = host.filters.filter(isOther);
  setHostSoftware(world, host, { filters, vibs: host.vibs.filter(isOther) });
  hostChanged(filter);
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
