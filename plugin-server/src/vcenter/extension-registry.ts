import type { Clock } from '../ports/clock.ts';
import type { ExtensionRecord } from './extension-record.ts';
import type { Observe } from './soap/traced.ts';
import type { WireObject } from './soap/encode-request.ts';
import { VcenterLink } from './vcenter-link.ts';
import { extensionFromWire, extensionToWire } from './vim25/extension-wire.ts';
import { loginWith, VimSession } from './vim-session.ts';

export interface RegistryOptions {
  /** `https://host[:port]` of the vCenter. */
  readonly url: string;
  /** The certificate that the administrator accepted. */
  readonly certificatePem: string;
  /** An account with Extension.Register, Extension.Update and Extension.Unregister. */
  readonly userName: string;
  readonly password: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly observe?: Observe;
}

/** `ExtensionManager` of one vCenter, for the registration script; logged in as an administrator for as long as it is open. */
export class ExtensionRegistry {
  readonly #link: VcenterLink;
  readonly #session: VimSession;
  readonly #clock: Pick<Clock, 'now'>;

  private constructor(link: VcenterLink, session: VimSession, clock: Pick<Clock, 'now'>) {
    this.#link = link;
    this.#session = session;
    this.#clock = clock;
  }

  /** @throws VcenterUnreachable; VimFault InvalidLogin; Problem `vcenterUnavailable` when the vCenter is too old. */
  static async open(options: RegistryOptions): Promise<ExtensionRegistry> {
    const { url, certificatePem, userName, password, clock, observe = () => undefined } = options;
    const name = new URL(url).host;
    const link = await VcenterLink.open({ vcGuid: null, name, url, certificatePem }, observe);
    try {
      const session = await VimSession.open(
        link,
        loginWith(link, userName, () => password),
      );
      return new ExtensionRegistry(link, session, clock);
    } catch (error) {
      // Expected: wrong credentials, or vCenter went away; the connections must not outlive this.
      link.close();
      throw error;
    }
  }

  get apiVersion(): string {
    return this.#link.apiVersion;
  }

  /** `about.instanceUuid`: under this id users' requests name this vCenter. */
  get vcGuid(): string {
    return this.#link.content.instanceUuid;
  }

  /** FindExtension; null when the key is not registered. */
  async find(extensionKey: string): Promise<ExtensionRecord | null> {
    const found = await this.#call('FindExtension', { extensionKey });
    return found === undefined ? null : extensionFromWire(found);
  }

  /** RegisterExtension. @throws VimFault InvalidArgument when the key is registered already. */
  async register(extension: ExtensionRecord): Promise<void> {
    await this.#call('RegisterExtension', {
      extension: extensionToWire(extension, this.#clock.now()),
    });
  }

  /** UpdateExtension, which replaces the whole record. @throws VimFault NotFound when the key is not registered. */
  async update(extension: ExtensionRecord): Promise<void> {
    await this.#call('UpdateExtension', {
      extension: extensionToWire(extension, this.#clock.now()),
    });
  }

  /** UnregisterExtension. @throws VimFault NotFound when the key is not registered. */
  async unregister(extensionKey: string): Promise<void> {
    await this.#call('UnregisterExtension', { extensionKey });
  }

  /** Logs out and closes the connections. */
  async close(): Promise<void> {
    await this.#session.close(this.#link.content.sessionManager);
    this.#link.close();
  }

  #call(operation: string, args: WireObject): Promise<unknown> {
    return this.#session.send({ target: this.#link.content.extensionManager, operation, args });
  }
}
