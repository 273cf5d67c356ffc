import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import type { VmActionOffers, VmActions } from './use-cases.ts';
import type { VmPageReader } from './vm-use-cases.ts';

/**
 * What the menu of virtual machines offers. It is asked each time a menu opens, so it looks at the list that is kept and reads no devices:
 * what only the disks tell is left to the plan.
 */
export class VmActionAvailability implements VmActionOffers {
  readonly #machines: Pick<VmPageReader, 'selection'>;

  constructor(machines: Pick<VmPageReader, 'selection'>) {
    this.#machines = machines;
  }

  async vmActions(
    user: AuthenticatedUser,
    vmIds: readonly string[],
  ): Promise<readonly VmActions[]> {
    try {
      return await this.#actions(user, vmIds);
    } catch (error) {
      // Expected: notPermitted, for who may not read storage policies.
      if (error instanceof Problem && error.code === 'notPermitted') return vmIds.map(nothing);
      throw error;
    }
  }

  async #actions(user: AuthenticatedUser, vmIds: readonly string[]): Promise<readonly VmActions[]> {
    const idsOf = async (desired: 'assigned' | 'unassigned'): Promise<ReadonlySet<string>> => {
      const wish = { filter: { vmIds, desired }, includeIneligible: false };
      const { vms } = await this.#machines.selection(user, wish);
      return new Set(vms.map(({ listing }) => listing.ref.value));
    };
    const { vms } = await this.#machines.selection(user, {
      filter: { vmIds },
      includeIneligible: true,
    });
    const [assignable, removable] = [await idsOf('assigned'), await idsOf('unassigned')];
    const states = new Map(vms.map((vm) => [vm.listing.ref.value, vm.policyState]));
    return vmIds.map((vmId) => {
      const state = states.get(vmId);
      if (state === undefined) return nothing(vmId);
      const lacks = state !== 'all';
      const has = state !== 'none';
      return {
        vmId,
        assign: lacks && assignable.has(vmId),
        remove: has && removable.has(vmId),
        blocked: (lacks && !assignable.has(vmId)) || (has && !removable.has(vmId)),
      };
    });
  }
}

function nothing(vmId: string): VmActions {
  return { vmId, assign: false, remove: false, blocked: true };
}
