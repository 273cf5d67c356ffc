import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../plugin-server/src/main.ts');
const START_LIMIT_MS = 30_000;

export interface ServerProcessOptions {
  readonly configFile: string;
  /** Origin under which the server answers, `https://localhost:9444`. */
  readonly url: string;
  /** PEM that the server's certificate is verified with. */
  readonly certificatePem: string;
  /** Where standard output and error go; lines are appended. */
  readonly logFile: string;
}

/** The plug-in server as an operating system process, so that it can be killed like one. */
export class ServerProcess {
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | null = null;

  constructor(options: ServerProcessOptions) {
    this.#options = options;
  }

  /** The operating system's number of the process. Throws an Error when it does not run. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The plug-in server does not run.');
    return pid;
  }

  /** Starts the process and resolves when it answers. Throws when it ends before that, naming the log. */
  async start(): Promise<void> {
    // With the options of Node that this process was started with, as the product is.
    const words = [...process.execArgv, MAIN, '--config', this.#options.configFile];
    const child = spawn(process.execPath, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(this.#options.logFile, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('close', () => log.end());
    this.#child = child;
    await this.#answers(child);
  }

  /** Ends the process at once, as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks the process to stop cleanly and waits for it; resolves to the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Whether the process answers a request within that time; a process that is busy in one long piece of work does not. */
  async answersWithin(ms: number): Promise<boolean> {
    const limit = new AbortController();
    const late = sleep(ms, false, { signal: limit.signal }).catch(() => false);
    try {
      return await Promise.race([this.#isLive(limit.signal), late]);
    } finally {
      limit.abort();
    }
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
    return child.exitCode;
  }

  async #answers(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) break;
      if (await this.#isLive()) return;
      await sleep(50);
    }
    await this.#end('SIGKILL');
    const log = (await readFile(this.#options.logFile, 'utf8')).trim().split('\n').slice(-5);
    throw new Error(`The plug-in server did not start:\n${log.join('\n')}`);
  }

  #isLive(signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const asked = request(
        `${this.#options.url}/health/live`,
        { ca: this.#options.certificatePem, agent: false, ...(signal && { signal }) },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode === 200);
        },
      );
      asked.once('error', () => {
        resolve(false);
      });
      asked.end();
    });
  }
}
