import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { problemSchema } from '../../plugin-server/src/contract/problem.ts';
import type { ProblemDocument } from '../../plugin-server/src/contract/problem.ts';
import { API_BASE } from '../../plugin-server/src/contract/routes.ts';
import { pinnedAgent } from '../../plugin-server/src/vcenter/soap/pinned-agent.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { ExitStatus } from './exit-codes.ts';

/** The server is not there, or did not answer to the end. */
export class Unreachable extends CommandError {
  constructor(message: string) {
    super(EXIT.unreachable, message);
    this.name = 'Unreachable';
  }
}

export interface ApiAccess {
  readonly server: URL;
  readonly certificatePem: string | null;
  readonly vcGuid: string;
  readonly token: string;
}

const TIMEOUT_MS = 60_000;

/** Problems by what the caller can do about them; the rest counts as `unreachable`. */
const STATUS_OF: Readonly<Record<number, ExitStatus>> = {
  400: EXIT.badInput,
  401: EXIT.badInput,
  404: EXIT.badInput,
  405: EXIT.badInput,
  413: EXIT.badInput,
  415: EXIT.badInput,
  403: EXIT.refused,
  409: EXIT.refused,
  422: EXIT.refused,
};

/** A schema of the contract. */
interface Schema<T> {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: T | undefined };
}

/** The API of one vCenter. Every call throws CommandError: `Unreachable`, or a problem with its findings. */
export class ApiClient {
  readonly #access: ApiAccess;
  readonly #agent: Agent;

  constructor(access: ApiAccess) {
    this.#access = access;
    const { certificatePem } = access;
    this.#agent =
      certificatePem === null
        ? new Agent({ keepAlive: true, minVersion: 'TLSv1.2' })
        : pinnedAgent(certificatePem, 4);
  }

  /** @param path below the vCenter's part of the API, `/plans` */
  get<T>(path: string, schema: Schema<T>): Promise<T> {
    return this.#call({ method: 'GET', path }, schema);
  }

  post<T>(path: string, body: unknown, schema: Schema<T>): Promise<T> {
    return this.#call({ method: 'POST', path, body: JSON.stringify(body) }, schema);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #call<T>(
    call: { readonly method: string; readonly path: string; readonly body?: string },
    schema: Schema<T>,
  ): Promise<T> {
    const { status, body } = await this.#exchange(call);
    if (status < 200 || status > 299) throw problemError(status, body);
    const parsed = schema.safeParse(body);
    if (parsed.success && parsed.data !== undefined) return parsed.data;
    throw new CommandError(
      EXIT.unreachable,
      'The server answered something else than the API says; is it another version?',
    );
  }

  async #exchange(call: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
  }): Promise<{ readonly status: number; readonly body: unknown }> {
    const { server, vcGuid } = this.#access;
    const url = new URL(`${API_BASE}/vcenters/${encodeURIComponent(vcGuid)}${call.path}`, server);
    try {
      const answer = await this.#send(url, call.method, call.body);
      const content = await text(answer);
      return { status: answer.statusCode ?? 0, body: jsonOrNull(content) };
    } catch (error) {
      // Expected: no connection, a certificate that is not trusted, an answer that was cut off.
      const reason = error instanceof Error ? error.message : String(error);
      throw new Unreachable(`${server.origin} cannot be reached: ${reason}`);
    }
  }

  #send(url: URL, method: string, body: string | undefined): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = {
      authorization: `Bearer ${this.#access.token}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const options = { method, headers, agent: this.#agent, timeout: TIMEOUT_MS };
    const sent = request(url, options, resolve);
    sent.once('timeout', () => sent.destroy(new Error('no answer within a minute')));
    sent.once('error', reject);
    sent.end(body);
    return promise;
  }
}

function jsonOrNull(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Expected: a page of some proxy.
    return null;
  }
}

function problemError(status: number, body: unknown): CommandError {
  const parsed = problemSchema.safeParse(body);
  const exit = STATUS_OF[status] ?? EXIT.unreachable;
  if (!parsed.success) return new CommandError(exit, `The server answered ${status}.`);
  const problem: ProblemDocument = parsed.data;
  return new CommandError(exit, `${problem.title}. ${problem.detail}`, {
    code: problem.code,
    requestId: problem.requestId,
    ...(problem.findings !== undefined && { findings: problem.findings }),
    ...(problem.activityId !== undefined && { activityId: problem.activityId }),
  });
}
