import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeBundles } from '../bundles/write-bundles.ts';
import { freePort } from '../product/free-port.ts';
import { writeServerFiles } from '../product/server-files.ts';
import { ServerProcess } from '../product/server-process.ts';
import type { CallRecord } from '../vcenter/control/call-log.ts';
import { DEMO_ADMINISTRATOR, DEMO_SERVICE_ACCOUNT } from '../vcenter/scenario/demo-roles.ts';
import { BenchClient } from './bench-client.ts';

const MAIN = join(import.meta.dirname, '../vcenter/main.ts');

/** What the simulated vCenter prints when it serves. */
interface Facts {
  readonly url: string;
  readonly controlUrl: string;
  readonly instanceUuid: string;
  readonly passwords: Readonly<Record<string, string>>;
  readonly caPem: string;
}

/** A simulated vCenter in a process of its own, so that its work is not counted as the server's or the client's. */
export class BenchVcenter {
  readonly #child: ChildProcess;
  readonly #facts: Facts;

  private constructor(child: ChildProcess, facts: Facts) {
    this.#child = child;
    this.#facts = facts;
  }

  /** With 16 hosts in each cluster; the filter is on all of them. */
  static async start(size: {
    readonly clusters: number;
    readonly vms: number;
  }): Promise<BenchVcenter> {
    const { clusters, vms } = size;
    const words = ['--clusters', clusters, '--hosts', 16, '--vms', vms].map(String);
    const args = [MAIN, ...words, '--filtered', '--varied', '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new BenchVcenter(child, JSON.parse(line) as Facts);
  }

  get instanceUuid(): string {
    return this.#facts.instanceUuid;
  }

  /** A new server process on this vCenter that has never read anything. */
  async startServer(): Promise<BenchServer> {
    const { url, caPem, passwords } = this.#facts;
    const directory = await mkdtemp(join(tmpdir(), 'rtr-bench-'));
    const packages = join(directory, 'packages');
    await writeBundles(packages, { version: '1.2.0' });
    const account = {
      userName: DEMO_SERVICE_ACCOUNT,
      password: passwords[DEMO_SERVICE_ACCOUNT] ?? '',
    };
    const access = { url, certificatePem: caPem, ...account };
    const settings = { bundleRoots: [packages], logLevel: 'warn' };
    const files = await writeServerFiles(directory, await freePort(), access, settings);
    const process = new ServerProcess(files);
    await process.start();
    const token = await this.#issueToken();
    const client = new BenchClient(files.url, files.certificatePem, {
      token,
      vcGuid: this.instanceUuid,
    });
    const close = async (): Promise<void> => {
      client.close();
      await process.kill();
      await rm(directory, { recursive: true, force: true });
    };
    return { client, pid: process.pid, close };
  }

  async calls(): Promise<readonly CallRecord[]> {
    const answer = await fetch(`${this.#facts.controlUrl}/calls`);
    return (await answer.json()) as readonly CallRecord[];
  }

  async clearCalls(): Promise<void> {
    await fetch(`${this.#facts.controlUrl}/calls`, { method: 'DELETE' });
  }

  async close(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }

  /** Logs the administrator in at the simulated vSphere Client. */
  async #issueToken(): Promise<string> {
    const answer = await fetch(`${this.#facts.controlUrl}/ui-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        userName: DEMO_ADMINISTRATOR,
        password: this.#facts.passwords[DEMO_ADMINISTRATOR],
      }),
    });
    return ((await answer.json()) as { readonly token: string }).token;
  }
}

/** One life of a server process. */
export interface BenchServer {
  readonly client: BenchClient;
  readonly pid: number;
  close(): Promise<void>;
}
