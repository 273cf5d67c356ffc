import type { ProblemRecord } from '../domain/activity.ts';
import { counted } from '../domain/counted.ts';
import type { VmWork } from '../ports/vm-change-store.ts';

/** So many kinds of reasons are told; the rest is counted. */
const KINDS = 3;

/** Where users find the names: there, each sees those only that vCenter lets them see. */
export const NAMES_ELSEWHERE = 'The list of the virtual machines names each.';

/** `1 virtual machine`, `2,000 virtual machines`. */
export function machines(count: number): string {
  return counted(count, 'virtual machine');
}

/**
 * Reasons with the number of machines that have each, the most frequent first. No machine is named: who sees an activity may see its clusters
 * only. So the reasons are the catalogue's words, because what vCenter itself says names machines and their files.
 */
export function countedReasons(reasons: readonly string[]): readonly string[] {
  const groups = [...Map.groupBy(reasons, (reason) => reason)]
    .map(([reason, { length }]) => ({ reason, length }))
    .sort((one, other) => other.length - one.length || (one.reason < other.reason ? -1 : 1));
  const rest = groups.slice(KINDS).reduce((sum, { length }) => sum + length, 0);
  const told = groups
    .slice(0, KINDS)
    .map(({ reason, length }) => `${reason} (${formatted(length)})`);
  return rest === 0 ? told : [...told, `Other reasons (${formatted(rest)})`];
}

/** The reasons of machines that could not be changed. */
export function reasonsOf(rows: readonly VmWork[]): readonly string[] {
  return countedReasons(rows.flatMap(({ problem }) => problem?.title ?? []));
}

/** Why a cluster has failed some of whose machines could not be changed. */
export function policiesNotChanged(rows: readonly VmWork[], total: number): ProblemRecord {
  const failed = formatted(rows.length);
  const remedies = new Set(rows.flatMap(({ problem }) => problem?.remedy ?? []));
  const [first] = remedies;
  return {
    code: 'policiesNotChanged',
    title: `The storage policy of ${failed} of ${machines(total)} could not be changed`,
    detail: [...reasonsOf(rows).map((reason) => `${reason}.`), NAMES_ELSEWHERE].join(' '),
    remedy:
      remedies.size === 1 && first !== undefined
        ? first
        : 'Look at the list of the virtual machines: it says for each what helps. Then start again.',
    rawFault: null,
  };
}

function formatted(count: number): string {
  return count.toLocaleString('en-US');
}
