import type { ReplicationJobRequest } from '../../../plugin-server/src/contract/replication-job.ts';
import { runScript } from '../../../scripts/cli/testing/run-script.ts';
import type { RunningProduct } from '../../product/start-product.ts';
import { askServer } from './server-api.ts';

/** The replication product, which tells the plug-in server of its jobs by an API token that an administrator has made for it. */
export class ReplicationProduct {
  readonly #product: RunningProduct;
  readonly #apiToken: string;

  private constructor(product: RunningProduct, apiToken: string) {
    this.#product = product;
    this.#apiToken = apiToken;
  }

  /** Makes the token on the command line. @param name of the token; each one is given once */
  static async connect(product: RunningProduct, name: string): Promise<ReplicationProduct> {
    const common = ['--config', product.configFile, '--scope', 'replication-jobs', '--json'];
    const made = await runScript('tokens.ts', 'create', ...common, '--name', name);
    if (made.status !== 0) throw new Error(made.err);
    const { secret } = JSON.parse(made.out) as { readonly secret: string };
    return new ReplicationProduct(product, secret);
  }

  async putJob(id: string, job: ReplicationJobRequest): Promise<void> {
    await this.#send('PUT', id, JSON.stringify(job));
  }

  async deleteJob(id: string): Promise<void> {
    await this.#send('DELETE', id);
  }

  async #send(method: 'PUT' | 'DELETE', id: string, body?: string): Promise<void> {
    const path = `/replication/vcenters/${this.#product.simulation.instanceUuid}/jobs/${id}`;
    const asked = { method, path, apiToken: this.#apiToken };
    const reply = await askServer(this.#product, body === undefined ? asked : { ...asked, body });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`);
  }
}
