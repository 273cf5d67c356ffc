import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HttpsClient, HttpsReply } from '../../../plugin-server/testing/https-client.ts';
import { startSimulatedVcenter } from '../../../plugin-server/testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../../plugin-server/testing/simulated-vcenter.ts';
import { prepareProduct } from '../../../plugin-server/testing/start-product.ts';
import type { Product } from '../../../plugin-server/testing/start-product.ts';
import { temporaryFolder } from '../../../plugin-server/testing/temporary-folder.ts';
import { runCli } from '../run-cli.ts';
import { runScript } from './run-script.ts';
import type { Run } from './run-script.ts';

export const ADMINISTRATOR = 'VSPHERE.LOCAL\\administrator';

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

/**
 * A server over a simulated vCenter with three tokens: `admin` operates as the administrator, `nobody` as a user without rights, `director`
 * keeps replication jobs.
 */
export class CliBed {
  readonly simulated: SimulatedVcenter;
  readonly configFile: string;
  readonly server: string;
  readonly #folder: Folder;
  readonly #product: Product;
  readonly #client: HttpsClient;

  static async start(): Promise<CliBed> {
    const folder = await temporaryFolder();
    const simulated = await startSimulatedVcenter();
    const product = await prepareProduct(folder.path, simulated);
    const client = await product.start();
    const { publicUrl } = await product.server.start();
    const server = publicUrl.replace('127.0.0.1', 'localhost');
    const bed = new CliBed({ folder, simulated, product }, client, server);
    await bed.createToken('admin', 'operate', '--user', ADMINISTRATOR);
    await bed.createToken('nobody', 'operate', '--user', 'VSPHERE.LOCAL\\nobody');
    await bed.createToken('director', 'replication-jobs');
    return bed;
  }

  constructor(
    parts: {
      readonly folder: Folder;
      readonly simulated: SimulatedVcenter;
      readonly product: Product;
    },
    client: HttpsClient,
    server: string,
  ) {
    this.#folder = parts.folder;
    this.#product = parts.product;
    this.#client = client;
    this.simulated = parts.simulated;
    this.configFile = parts.product.configFile;
    this.server = server;
  }

  get vcGuid(): string {
    return this.simulated.entry.vcGuid;
  }

  path(name: string): string {
    return join(this.#folder.path, name);
  }

  async createToken(name: string, scope: string, ...more: string[]): Promise<void> {
    const common = ['--config', this.configFile, '--name', name, '--scope', scope];
    const out = ['--out', this.path(`${name}.token`)];
    const made = await runScript('tokens.ts', 'create', ...common, ...out, ...more);
    if (made.status !== 0) throw new Error(made.err);
  }

  /** Options that lead to the server with that token. */
  accessOf(token: string): string[] {
    return [
      ...['--server', this.server, '--certificate', this.path('server.crt')],
      ...['--vcenter', this.vcGuid, '--token-file', this.path(`${token}.token`)],
    ];
  }

  /** Runs a command in this process; its pauses take no time. */
  async cli(token: string, ...args: string[]): Promise<Run> {
    const lines = { out: [] as string[], err: [] as string[] };
    const status = await runCli([...args, ...this.accessOf(token)], {
      out: (line) => lines.out.push(line),
      err: (line) => lines.err.push(line),
      pause: () => Promise.resolve(),
    });
    return { status, out: lines.out.join('\n'), err: lines.err.join('\n') };
  }

  /** Writes the declarative file. */
  async declare(...clusters: { name: string; filter: string }[]): Promise<string> {
    const file = this.path('clusters.json');
    await writeFile(file, JSON.stringify({ clusters }));
    return file;
  }

  /** Calls the API with that token. */
  async send(token: string, path: string, method = 'GET', body?: unknown): Promise<HttpsReply> {
    const secret = (await readFile(this.path(`${token}.token`), 'utf8')).trim();
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.#client.send(`/api/v1${path}`, { method, headers, ...content });
  }

  async close(): Promise<void> {
    await this.#product.server.stop();
    await this.simulated.close();
    await this.#folder[Symbol.asyncDispose]();
  }
}
