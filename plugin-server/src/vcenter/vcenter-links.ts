import { Problem } from '../domain/problem.ts';
import type { Observe } from './soap/traced.ts';
import { VcenterLink } from './vcenter-link.ts';
import type { VcenterAddress } from './vcenter-link.ts';

/** The links to the vCenters that an administrator added, each opened when it is first needed and then shared. */
export class VcenterLinks {
  readonly #addresses: ReadonlyMap<string, VcenterAddress>;
  readonly #observe: Observe;
  readonly #links = new Map<string, Promise<VcenterLink>>();
  readonly #cut = new AbortController();

  constructor(addresses: readonly VcenterAddress[], observe: Observe) {
    this.#addresses = new Map(addresses.map((each) => [each.vcGuid.toLowerCase(), each]));
    this.#observe = observe;
  }

  list(): readonly { readonly vcGuid: string; readonly name: string }[] {
    return [...this.#addresses.values()].map(({ vcGuid, name }) => ({ vcGuid, name }));
  }

  /** @throws Problem `unknownVcenter` or `vcenterUnavailable`, or VcenterUnreachable. */
  async link(vcGuid: string): Promise<VcenterLink> {
    const key = vcGuid.toLowerCase();
    const address = this.#addresses.get(key);
    if (!address) {
      throw new Problem(
        'unknownVcenter',
        'This vCenter has not been added to the plug-in server. Ask its administrator to add it.',
      );
    }
    const known = this.#links.get(key);
    if (known) return known;
    const opening = VcenterLink.open(address, this.#observe, this.#cut.signal);
    this.#links.set(key, opening);
    // A failure is told to all who waited for it, but not kept: the next caller tries again.
    opening.catch(() => this.#links.delete(key));
    return opening;
  }

  /** Cuts all calls that are under way, of links that are still being opened too; whoever waits for one is told that vCenter is unreachable. */
  cut(): void {
    this.#cut.abort(new Error('The server stops.'));
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    const links = await Promise.allSettled(this.#links.values());
    this.#links.clear();
    for (const link of links) if (link.status === 'fulfilled') link.value.close();
  }
}
