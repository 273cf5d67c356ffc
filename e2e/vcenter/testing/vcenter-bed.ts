import type { Ref } from '../core/managed-object.ts';
import { startVcenter, type RunningVcenter, type VcenterOptions } from '../start-vcenter.ts';
import { SoapClient } from './soap-client.ts';
import { smallWorld } from './small-world.ts';

/** A simulated vCenter for the specs of one `describe`, and its clients; `close` ends them all. */
export class VcenterBed {
  readonly running: RunningVcenter;
  readonly #clients: SoapClient[] = [];

  private constructor(running: RunningVcenter) {
    this.running = running;
  }

  static async start(options: Partial<VcenterOptions> = {}): Promise<VcenterBed> {
    const running = await startVcenter({ scenario: smallWorld(), taskSpeed: 1000, ...options });
    return new VcenterBed(running);
  }

  /** A client that has not logged in. */
  client(version?: string): SoapClient {
    const client = new SoapClient(this.running, version);
    this.#clients.push(client);
    return client;
  }

  /** A client that has logged in, as an administrator unless told otherwise. */
  async login(userName?: string, version?: string): Promise<SoapClient> {
    return this.client(version).login(userName);
  }

  /** The reference of the inventory object with this name. Throws when there is none. */
  named(name: string): Ref {
    const found = this.running.vcenter.registry
      .ofType('ManagedEntity')
      .find(({ properties }) => properties['name'] === name);
    if (found === undefined) throw new Error(`There is no ${name}.`);
    return found.ref;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.running.close();
    const bugs = this.running.control.bugs();
    if (bugs.length > 0) throw new Error(`The simulator has mistakes:\n${bugs.join('\n')}`);
  }
}
