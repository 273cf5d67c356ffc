import { readFile } from 'node:fs/promises';

/** Of the times in /proc (Linux: USER_HZ). */
const TICKS_PER_SECOND = 100;

/** Processor time of a process, all its threads, in seconds; 0 where the system does not tell in /proc. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program comes before, in parentheses, and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}
