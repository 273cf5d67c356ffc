import type { Ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { nameOf } from '../inventory/vm-state.ts';
import { machinesToLeave, movesByItself, planEvacuation } from '../maintenance/evacuation.ts';
import type { FilterContext } from './filter-context.ts';
import { FilterIssue } from './filter-issue.ts';

/**
 * Does work on a host in maintenance mode, which it enters before and leaves after, unless it was in it already. Running machines move to
 * the cluster's other hosts, which only happens by itself where DRS is fully automated (vSphere resource management documentation). Where machines would stay,
 * the host fails at once with an issue instead of waiting for somebody to move them; resolving goes on from there (simulation's choice).
 * @throws FilterIssue when the host cannot be evacuated
 */
export async function inMaintenanceMode(
  context: FilterContext,
  host: Ref,
  { signal, work }: { readonly signal: AbortSignal; readonly work: () => Promise<void> },
): Promise<void> {
  const { maintenance } = context;
  if (maintenance.isIn(host)) {
    await work();
    return;
  }
  refuseStuckMachines(context, host);
  await enter(context, host, signal);
  try {
    await work();
  } finally {
    if (maintenance.isIn(host)) maintenance.exit(host);
  }
}

async function enter({ maintenance, world }: FilterContext, host: Ref, signal: AbortSignal) {
  try {
    await maintenance.enter(host, { signal });
  } catch (error) {
    // Somebody else is taking the host there, or it was made to fail; a cancelled task ends as such.
    if (!(error instanceof VimFault) || signal.aborted) throw error;
    const text = `The host ${world.host(host).facts.name} cannot enter maintenance mode: ${error.message}`;
    throw new FilterIssue('maintenanceModeRequired', text);
  }
}

function refuseStuckMachines({ world }: FilterContext, host: Ref): void {
  const running = machinesToLeave(world, host);
  const stuck = movesByItself(world, host)
    ? planEvacuation(world, running, [host]).blockers.map(({ vm }) => vm)
    : running;
  if (stuck.length === 0) return;
  const names = stuck.map((vm) => nameOf(world.vcenter.registry, vm)).join(', ');
  const text = `The host ${world.host(host).facts.name} cannot enter maintenance mode: these virtual machines run on it and are not moved automatically: ${names}.`;
  throw new FilterIssue('maintenanceModeRequired', text);
}
