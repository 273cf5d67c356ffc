import { Problem } from '../domain/problem.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';
import { parseServiceContent, SERVICE_INSTANCE } from './service-content.ts';
import type { ServiceContent } from './service-content.ts';
import { negotiateApiVersion, OLDEST_API_VERSION } from './soap/api-version.ts';
import { CookieJar } from './soap/cookie-jar.ts';
import { HttpsTransport } from './soap/https-transport.ts';
import type { HttpReply } from './soap/https-transport.ts';
import type { Send } from './soap/send.ts';
import { SoapEndpoint } from './soap/soap-endpoint.ts';
import { tracedSend } from './soap/traced.ts';
import type { Observe } from './soap/traced.ts';

/** A vCenter as an administrator added it. */
export interface VcenterAddress {
  /** `about.instanceUuid`. */
  readonly vcGuid: string;
  /** What users read. */
  readonly name: string;
  /** `https://host[:port]`; a path is not looked at. */
  readonly url: string;
  /** The certificate that the administrator accepted: vCenter's own or its authority's. */
  readonly certificatePem: string;
}

/** An address whose vCenter may still have to tell its GUID. */
export type LinkAddress = Omit<VcenterAddress, 'vcGuid'> & { readonly vcGuid: string | null };

// A page of a bulk read has well under 2 MiB; the limit only keeps a broken server from filling the memory.
const MAX_REPLY_BYTES = 64 * 1024 * 1024;
// One connection waits for property updates all the time; ten activities and the users share the others.
const MAX_SOCKETS = 16;
const VERSION_TIMEOUT_MS = 30_000;
const REST_TIMEOUT_MS = 30_000;
/**
 * PBM publishes no list of its versions to negotiate from. It is asked for one that every vCenter since 6.5 speaks and that has all
 * that we need, so that nothing depends on how its numbers follow those of vim25.
 */
const PBM_VERSION = '6.5';

/** A request to a REST endpoint of vCenter. */
export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What all sessions at one vCenter share: the pinned transport, the negotiated API version and the addresses of the managers.
 * It is not logged in.
 */
export class VcenterLink {
  readonly address: Pick<VcenterAddress, 'vcGuid' | 'name'>;
  readonly apiVersion: string;
  readonly content: ServiceContent;
  readonly #transport: HttpsTransport;
  readonly #endpoint: SoapEndpoint;
  readonly #observe: Observe;
  #pbm: Promise<SoapEndpoint> | null = null;

  private constructor(made: {
    readonly address: Pick<VcenterAddress, 'vcGuid' | 'name'>;
    readonly apiVersion: string;
    readonly content: ServiceContent;
    readonly transport: HttpsTransport;
    readonly endpoint: SoapEndpoint;
    readonly observe: Observe;
  }) {
    this.address = made.address;
    this.apiVersion = made.apiVersion;
    this.content = made.content;
    this.#transport = made.transport;
    this.#endpoint = made.endpoint;
    this.#observe = made.observe;
  }

  /**
   * Negotiates the API version and reads the service content.
   * @param cut cuts everything that is under way there, the opening too
   * @throws VcenterUnreachable; Problem `vcenterUnavailable` when the server is too old or is another vCenter than the one added.
   */
  static async open(
    address: LinkAddress,
    observe: Observe,
    cut?: AbortSignal,
  ): Promise<VcenterLink> {
    const transport = new HttpsTransport({
      origin: new URL(address.url).origin,
      certificatePem: address.certificatePem,
      maxReplyBytes: MAX_REPLY_BYTES,
      maxSockets: MAX_SOCKETS,
      cut,
    });
    try {
      const apiVersion = await negotiate(transport, address.name);
      const options = { transport, path: '/sdk', service: 'vim25', apiVersion } as const;
      const endpoint = await SoapEndpoint.open(options);
      const about = { vcGuid: address.vcGuid ?? address.name, observe };
      const send = tracedSend(endpoint, new CookieJar(), about);
      const content = parseServiceContent(
        await send({ target: SERVICE_INSTANCE, operation: 'RetrieveServiceContent', args: {} }),
      );
      const vcGuid = address.vcGuid ?? content.instanceUuid;
      if (content.instanceUuid.toLowerCase() !== vcGuid.toLowerCase()) {
        throw new Problem(
          'vcenterUnavailable',
          `The server at the address of vCenter ${address.name} is another vCenter than the one that was added.`,
        );
      }
      const named = { vcGuid, name: address.name };
      return new VcenterLink({ address: named, apiVersion, content, transport, endpoint, observe });
    } catch (error) {
      // Expected: everything that this function throws; the connections must not outlive it.
      transport.close();
      throw error;
    }
  }

  /** The seam for a session whose cookies the jar holds. */
  sendWith(jar: CookieJar): Send {
    const { vcGuid } = this.address;
    return tracedSend(this.#endpoint, jar, { vcGuid, observe: this.#observe });
  }

  /** The seam to the storage policy service, in the vim25 session whose cookies the jar holds. */
  pbmSendWith(jar: CookieJar): Send {
    const { vcGuid } = this.address;
    return async (call) => {
      this.#pbm ??= SoapEndpoint.open({
        transport: this.#transport,
        path: '/pbm',
        service: 'pbm',
        apiVersion: PBM_VERSION,
      });
      return tracedSend(await this.#pbm, jar, { vcGuid, observe: this.#observe })(call);
    };
  }

  /** A JSON request to one of vCenter's REST endpoints, over the same pinned connections. */
  sendJson({ method, path, body, headers }: JsonRequest): Promise<HttpReply> {
    const text = body === undefined ? null : JSON.stringify(body);
    return this.#transport.send({
      method,
      path,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(text === null ? {} : { 'content-type': 'application/json' }),
      },
      body: text,
      timeoutMs: REST_TIMEOUT_MS,
      repeatable: method === 'GET',
    });
  }

  close(): void {
    this.#transport.close();
  }
}

async function negotiate(transport: HttpsTransport, name: string): Promise<string> {
  const reply = await transport.send({
    method: 'GET',
    path: '/sdk/vimServiceVersions.xml',
    headers: {},
    body: null,
    timeoutMs: VERSION_TIMEOUT_MS,
    repeatable: true,
  });
  if (reply.status !== 200) {
    throw new VcenterUnreachable(
      `vCenter ${name} answered HTTP ${reply.status} to our first request`,
    );
  }
  const version = negotiateApiVersion(reply.text);
  if (version === null) {
    throw new Problem(
      'vcenterUnavailable',
      `vCenter ${name} does not speak vSphere API ${OLDEST_API_VERSION} or later. Upgrade it to vSphere 7.0 or later.`,
    );
  }
  return version;
}
