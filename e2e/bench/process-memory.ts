import { readFile } from 'node:fs/promises';

/** The resident memory of a process in MiB; 0 where the system does not tell in /proc. */
export async function memoryMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kib === undefined ? 0 : Number(kib) / 1024;
}
