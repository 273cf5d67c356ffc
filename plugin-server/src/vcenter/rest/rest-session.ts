import type { Clock } from '../../ports/clock.ts';
import type { ServiceAccount } from '../cautious-login.ts';
import type { HttpReply } from '../soap/https-transport.ts';
import type { VcenterLink } from '../vcenter-link.ts';

const SESSION = '/api/session';
const HEADER = 'vmware-api-session-id';
// A refused password counts towards the account's lock, and what REST is for here can wait.
const HOLD_OFF_MS = 10 * 60_000;

/** A REST request under the service account. */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** A session at vCenter's REST endpoint under the service account, opened when it is first needed and once more when it has ended. */
export class RestSession {
  readonly #link: VcenterLink;
  readonly #account: ServiceAccount;
  readonly #clock: Pick<Clock, 'now'>;
  #token: Promise<string | null> | null = null;
  #refusedUntil = 0;

  constructor(link: VcenterLink, account: ServiceAccount, clock: Pick<Clock, 'now'>) {
    this.#link = link;
    this.#account = account;
    this.#clock = clock;
  }

  /** Null while vCenter gives the account no session. @throws VcenterUnreachable */
  async send(request: RestRequest): Promise<HttpReply | null> {
    const first = this.#open();
    const token = await first;
    if (token === null) return null;
    const reply = await this.#send(request, token);
    if (reply.status !== 401) return reply;
    if (this.#token === first) this.#token = null;
    const renewed = await this.#open();
    return renewed === null ? null : this.#send(request, renewed);
  }

  /** Ends the session; one that cannot be ended ends by itself. */
  async close(): Promise<void> {
    try {
      const token = await this.#token;
      this.#token = null;
      if (token === null) return;
      const headers = { [HEADER]: token };
      await this.#link.sendJson({ method: 'DELETE', path: SESSION, headers });
    } catch {
      // Expected: vCenter is away.
    }
  }

  #open(): Promise<string | null> {
    if (this.#token === null) {
      const opening = this.#logIn();
      this.#token = opening;
      const forget = (): void => {
        if (this.#token === opening) this.#token = null;
      };
      // Neither a refusal nor a failure of the network is kept.
      opening.then((token) => token === null && forget(), forget);
    }
    return this.#token;
  }

  async #logIn(): Promise<string | null> {
    if (this.#clock.now().getTime() < this.#refusedUntil) return null;
    const { userName, password } = this.#account;
    const pair = Buffer.from(`${userName}:${await password()}`).toString('base64');
    const headers = { authorization: `Basic ${pair}` };
    const reply = await this.#link.sendJson({ method: 'POST', path: SESSION, headers });
    const token = reply.status === 201 || reply.status === 200 ? tokenIn(reply.text) : null;
    if (token === null) this.#refusedUntil = this.#clock.now().getTime() + HOLD_OFF_MS;
    return token;
  }

  #send({ method, path, body }: RestRequest, token: string): Promise<HttpReply> {
    return this.#link.sendJson({ method, path, body, headers: { [HEADER]: token } });
  }
}

// The token becomes a header, so nothing but visible ASCII is let through.
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

function tokenIn(text: string): string | null {
  try {
    const token: unknown = JSON.parse(text);
    return typeof token === 'string' && TOKEN.test(token) ? token : null;
  } catch {
    // Expected: the page of a proxy instead of JSON.
    return null;
  }
}
