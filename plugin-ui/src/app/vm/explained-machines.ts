import type { VmFilter, VmPage, VmQuery, VmRow } from '@contract/virtual-machine';

/** Machines for which one action is greyed, and how many there are in all. */
export interface ExplainedMachines {
  readonly rows: readonly VmRow[];
  readonly total: number;
}

/** Why the actions on storage policies of the selected machines are greyed. */
export interface Explanation {
  readonly notAssignable: ExplainedMachines;
  readonly notRemovable: ExplainedMachines;
}

/** Asks what stands against the selected machines, at most so many of each kind. `ask` rejects with an `ApiProblem`. */
export async function explainMachines(
  vmIds: readonly string[],
  limit: number,
  ask: (query: VmQuery) => Promise<VmPage>,
): Promise<Explanation> {
  const question = (filter: VmFilter) =>
    ask({ filter: { vmIds: [...vmIds], eligibility: 'ineligible', ...filter }, limit });
  const [none, some, holders] = await Promise.all([
    question({ desired: 'assigned', policyState: 'none' }),
    question({ desired: 'assigned', policyState: 'some' }),
    question({ desired: 'unassigned', policyState: 'someOrAll' }),
  ]);
  return {
    notAssignable: {
      rows: [...none.rows, ...some.rows].slice(0, limit),
      total: none.matching + some.matching,
    },
    notRemovable: { rows: holders.rows, total: holders.matching },
  };
}
