import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClientAsync } from 'soap';
import type { Client, IHttpClient, SoapMethod } from 'soap';
import { VcenterUnreachable } from '../../domain/vim-fault.ts';
import type { CookieJar } from './cookie-jar.ts';
import { decodeReply } from './decode-reply.ts';
import { encodeRequest } from './encode-request.ts';
import type { HttpReply, HttpsTransport } from './https-transport.ts';
import type { SoapCall } from './send.ts';
import { WsdlSchema } from './wsdl-schema.ts';
import { XmlError } from './xml-reader.ts';

export interface EndpointOptions {
  readonly transport: HttpsTransport;
  /** `/sdk` or `/pbm`. */
  readonly path: string;
  /** The WSDL. Calls of `pbm` take the jar of a vim25 session and work in that session. */
  readonly service: 'vim25' | 'pbm';
  readonly apiVersion: string;
}

/** What one call hands through node-soap to our HTTP client, and gets back from it. */
interface Exchange {
  readonly jar: CookieJar;
  readonly call: SoapCall;
  reply: HttpReply | null;
}

/** vim25's cookie; its value, without quotes, is what PBM wants in the SOAP header to work in the same session. */
const SESSION_COOKIE = 'vmware_soap_session';
const TIMEOUT_MS = 120_000;
const TURNS_BETWEEN = 6;
/** Operations that change nothing, so that asking twice does no harm. */
const REPEATABLE = new Set([
  'RetrieveServiceContent',
  'RetrievePropertiesEx',
  'HasPrivilegeOnEntities',
  'QueryIoFilterInfo',
  'QueryIoFilterIssues',
  'QueryDisksUsingFilter',
  'ClusterEnterMaintenanceMode',
  'PbmRetrieveServiceContent',
  'PbmQueryAssociatedProfiles',
  'PbmQueryAssociatedEntities',
  'PbmFetchCapabilityMetadata',
  'PbmFetchComplianceResult',
  'PbmCheckCompliance',
  'PbmQueryProfile',
  'PbmRetrieveContent',
  'HostImageConfigGetAcceptance',
  'FindExtension',
  'WaitForUpdatesEx',
]);
const schemas = new Map<string, WsdlSchema>();

function wsdlPath(service: string): string {
  return fileURLToPath(new URL(`../wsdl/${service}.wsdl`, import.meta.url));
}

function schemaOf(service: string): WsdlSchema {
  const schema = schemas.get(service) ?? WsdlSchema.read(wsdlPath(service));
  schemas.set(service, schema);
  return schema;
}

/**
 * One SOAP service of one vCenter: the only code that knows node-soap, which loads our WSDL and writes the requests. The transport
 * and the reading of replies are ours. It holds no session: the cookies of one are passed with each call, so that many share it.
 */
export class SoapEndpoint {
  readonly #client: Client;
  readonly #schema: WsdlSchema;
  readonly #options: EndpointOptions;

  private constructor(client: Client, options: EndpointOptions) {
    this.#client = client;
    this.#options = options;
    this.#schema = schemaOf(options.service);
  }

  static async open(options: EndpointOptions): Promise<SoapEndpoint> {
    const client = await createClientAsync(wsdlPath(options.service), {
      endpoint: `${options.transport.origin}${options.path}`,
      httpClient: httpClient(options),
    });
    client.setSOAPAction(`urn:${options.service}/${options.apiVersion}`);
    return new SoapEndpoint(client, options);
  }

  /**
   * Sends one call. `operationId` goes into the SOAP header, where vCenter's own log shows it.
   * @throws VimFault, VcenterUnreachable, or the signal's reason when the caller aborted.
   */
  async send(call: SoapCall, jar: CookieJar, operationId: string = randomUUID()): Promise<unknown> {
    const context = { schema: this.#schema, apiVersion: this.#options.apiVersion };
    const args = encodeRequest(context, call.operation, call.target, call.args);
    const exchange: Exchange = { jar, call, reply: null };
    await this.#exchange(call.operation, args, exchange, operationId);
    const reply = exchange.reply;
    if (!reply || (reply.status !== 200 && reply.status !== 500)) {
      throw new VcenterUnreachable(
        `vCenter answered HTTP ${reply?.status ?? 0} to ${call.operation}`,
      );
    }
    if (call.early !== undefined) {
      call.early(reply.text);
      // Answering a request takes some turns of the event loop; with as many in between, it has to wait for one long reply only.
      for (let turn = 0; turn < TURNS_BETWEEN; turn += 1) await nextTurn();
    }
    try {
      return decodeReply(this.#schema, call.operation, reply.text);
    } catch (error) {
      // Expected: a reply that was cut off, or an HTML page of a proxy in front of a vCenter that is starting.
      if (!(error instanceof XmlError)) throw error;
      const message = `vCenter's answer to ${call.operation} could not be read: ${error.message}`;
      throw new VcenterUnreachable(message, { cause: error });
    }
  }

  #exchange(
    operation: string,
    args: Record<string, unknown>,
    exchange: Exchange,
    operationId: string,
  ): Promise<void> {
    const method = this.#client[operation] as SoapMethod;
    // node-soap keeps headers and the last request on the client. It writes the request before this function returns, so setting
    // and clearing them here is safe, and no password stays behind.
    this.#client.clearSoapHeaders();
    this.#client.addSoapHeader(`<operationID>${operationId}</operationID>`);
    const session = this.#options.service === 'pbm' ? exchange.jar.value(SESSION_COOKIE) : null;
    if (session !== null)
      this.#client.addSoapHeader(`<vcSessionCookie>${session}</vcSessionCookie>`);
    const done = new Promise<void>((resolve, reject) => {
      const finish = (error: unknown): void => {
        if (error instanceof Error) reject(error);
        else resolve();
      };
      method(args, finish, { exchange });
    });
    delete this.#client.lastRequest;
    delete this.#client.lastMessage;
    return done;
  }
}

/** What node-soap passes: address, request, callback, headers, and the options of the call. */
type RequestArguments = [
  string,
  string,
  (error: unknown, response?: unknown, body?: string) => void,
  Record<string, string>,
  { readonly exchange: Exchange },
];

/** Our transport in the shape node-soap calls. The reply goes into the exchange; node-soap gets an empty one and parses nothing. */
function httpClient(options: EndpointOptions): IHttpClient {
  const request = (...[, data, callback, headers, { exchange }]: RequestArguments) => {
    const { call, jar } = exchange;
    // PBM has a cookie of the same name that means another session, so there the jar is neither sent nor filled.
    const ownsJar = options.service === 'vim25';
    const cookie = ownsJar ? jar.header() : null;
    return options.transport
      .send({
        method: 'POST',
        path: options.path,
        headers: {
          ...headers,
          'content-length': String(Buffer.byteLength(data)),
          ...(cookie === null ? {} : { cookie }),
        },
        body: data,
        timeoutMs: call.timeoutMs ?? TIMEOUT_MS,
        signal: call.signal,
        repeatable: REPEATABLE.has(call.operation),
      })
      .then((reply) => {
        if (ownsJar) jar.store(reply.setCookie);
        exchange.reply = reply;
        callback(null, { status: 200, headers: {} }, '');
      }, callback);
  };
  return { request } as unknown as IHttpClient;
}
