import type { ProblemRecord } from '../domain/activity.ts';
import type { VmWork } from '../ports/vm-change-store.ts';

/** How many machines are named; the rest is counted, and the list of machines names all. */
const NAMED = 5;

/** Machines by name with their reasons, the first few of them. */
export function namedReasons(rows: readonly VmWork[]): string {
  const named = rows
    .slice(0, NAMED)
    .map(({ name, problem }) => `${name}: ${problem?.detail ?? ''}`.trim());
  const rest = rows.length - named.length;
  return rest === 0 ? named.join(' ') : `${named.join(' ')} And ${rest} more.`;
}

/** Why a cluster has failed some of whose machines could not be changed. */
export function policiesNotChanged(rows: readonly VmWork[], total: number): ProblemRecord {
  const first = rows.find(({ problem }) => problem !== null)?.problem ?? null;
  return {
    code: 'policiesNotChanged',
    title: `The storage policy of ${rows.length} of ${total} virtual machine(s) could not be changed`,
    detail: namedReasons(rows),
    remedy: first?.remedy ?? 'Look at the virtual machines that are named, then start again.',
    rawFault: first?.rawFault ?? null,
  };
}
