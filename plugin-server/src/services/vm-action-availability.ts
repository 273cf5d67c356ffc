import { Problem } from '../domain/problem.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';
import type { VmActionOffers, VmActions } from './use-cases.ts';
import type { VmPageReader, VmPossibilities } from './vm-use-cases.ts';

/**
 * What the menu of virtual machines offers. It is asked each time a menu opens, so it looks at the list that is kept and reads no devices:
 * what only the disks tell is left to the plan.
 */
export class VmActionAvailability implements VmActionOffers {
  readonly #machines: Pick<VmPageReader, 'possibilities'>;

  constructor(machines: Pick<VmPageReader, 'possibilities'>) {
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
    const found = await this.#machines.possibilities(user, vmIds);
    const byId = new Map(found.map((row) => [row.vmId, row]));
    return vmIds.map((vmId) => {
      const row = byId.get(vmId);
      return row === undefined ? nothing(vmId) : actionsOf(row);
    });
  }
}

function actionsOf({ vmId, policyState, assignable, unassignable }: VmPossibilities): VmActions {
  const lacks = policyState !== 'all';
  const has = policyState !== 'none';
  return {
    vmId,
    assign: lacks && assignable,
    remove: has && unassignable,
    blocked: (lacks && !assignable) || (has && !unassignable),
  };
}

function nothing(vmId: string): VmActions {
  return { vmId, assign: false, remove: false, blocked: true };
}
