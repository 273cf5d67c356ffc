import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How a command ended, and what it said. */
export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one of the project's scripts as a process of its own, as an administrator does. */
export async function runScript(script: string, ...args: string[]): Promise<Run> {
  const file = join(import.meta.dirname, '../..', script);
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('exit', resolve);
  const [status, out, err] = await Promise.all([promise, text(child.stdout), text(child.stderr)]);
  return { status, out, err };
}
