import type { ProblemRecord } from '../domain/activity.ts';
import type { VmWork } from '../ports/vm-change-store.ts';

/** How many machines are named; the rest is counted, and the list of machines names all. */
const NAMED = 5;

/** Why a cluster has failed some of whose machines could not be changed. */
export function policiesNotChanged(rows: readonly VmWork[], total: number): ProblemRecord {
  const named = rows
    .slice(0, NAMED)
    .map(({ name, problem }) => `${name}: ${problem?.detail ?? ''}`.trim());
  const rest = rows.length - named.length;
  const more = rest === 0 ? '' : ` And ${rest} more.`;
  const first = rows.find(({ problem }) => problem !== null)?.problem ?? null;
  return {
    code: 'policiesNotChanged',
    title: `The storage policy of ${rows.length} of ${total} virtual machine(s) could not be changed`,
    detail: `${named.join(' ')}${more}`,
    remedy: first?.remedy ?? 'Look at the virtual machines that are named, then start again.',
    rawFault: first?.rawFault ?? null,
  };
}
