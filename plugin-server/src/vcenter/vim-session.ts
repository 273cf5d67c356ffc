import { isFault } from '../domain/vim-fault.ts';
import { textOf } from './decoded.ts';
import type { VcenterLink } from './vcenter-link.ts';
import { CookieJar } from './soap/cookie-jar.ts';
import type { Send } from './soap/send.ts';

/** `UserSession` as far as we need it. */
export interface SessionUser {
  /** What AuthorizationManager wants as session id; not the cookie. */
  readonly key: string;
  readonly userName: string;
  readonly fullName: string;
}

/** Opens a session with Login or CloneSession over a seam that carries no session yet. */
export type OpenSession = (send: Send) => Promise<SessionUser>;

/**
 * A session at a vCenter that opens itself again. When a call ends with NotAuthenticated, which means that vCenter did not act on
 * it, one new session is opened for all calls that failed so, and each is sent once more.
 */
export class VimSession {
  readonly send: Send;
  readonly #jar = new CookieJar();
  readonly #raw: Send;
  readonly #open: OpenSession;
  #user: SessionUser;
  #generation = 0;
  #renewal: Promise<void> | null = null;

  private constructor(link: VcenterLink, open: OpenSession) {
    this.#raw = link.sendWith(this.#jar);
    this.#open = open;
    this.#user = { key: '', userName: '', fullName: '' };
    this.send = this.#renewing(this.#raw);
  }

  /** @throws VimFault InvalidLogin when the credentials are refused, VcenterUnreachable. */
  static async open(link: VcenterLink, open: OpenSession): Promise<VimSession> {
    const session = new VimSession(link, open);
    await session.#renew();
    return session;
  }

  get user(): SessionUser {
    return this.#user;
  }

  /**
   * Runs work that leans on things which belong to the session (its key, a view, a paging token), and runs it once more when
   * the session was replaced on the way, because those things died with the old one.
   */
  async acrossRenewal<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#generation;
    try {
      const result = await work();
      if (this.#generation === before) return result;
    } catch (error) {
      // Expected after a renewal: ManagedObjectNotFound for the view, InvalidArgument for the token, and their like.
      if (this.#generation === before) throw error;
    }
    return work();
  }

  /** The seam to another service that works in this session, whose cookies it gets, and opens it again when that service finds it dead. */
  sendThrough(service: (jar: CookieJar) => Send): Send {
    return this.#renewing(service(this.#jar));
  }

  /** Logs out. A session that cannot be ended any more ends by itself, so failures are not reported. */
  async close(sessionManager: { readonly type: string; readonly value: string }): Promise<void> {
    try {
      await this.#raw({ target: sessionManager, operation: 'Logout', args: {}, timeoutMs: 5_000 });
    } catch {
      // Expected: the session is gone already, or vCenter is.
    }
    this.#jar.clear();
  }

  #renewing(raw: Send): Send {
    return async (call) => {
      const before = this.#generation;
      try {
        return await raw(call);
      } catch (error) {
        // Expected: NotAuthenticated after an idle time-out, an administrator's intervention or a restart of vCenter.
        if (!isFault(error, 'NotAuthenticated')) throw error;
        if (this.#generation === before) await this.#renewOnce();
        return raw(call);
      }
    };
  }

  #renewOnce(): Promise<void> {
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = null));
    return this.#renewal;
  }

  async #renew(): Promise<void> {
    // vCenter refuses Login on a session that it still takes for alive.
    this.#jar.clear();
    this.#user = await this.#open(this.#raw);
    this.#generation += 1;
  }
}

/** Login with a password that is asked for only when it is needed. */
export function loginWith(
  link: Pick<VcenterLink, 'content'>,
  userName: string,
  password: () => Promise<string> | string,
): OpenSession {
  return async (send) =>
    parseSessionUser(
      await send({
        target: link.content.sessionManager,
        operation: 'Login',
        args: { userName, password: await password() },
      }),
    );
}

export function parseSessionUser(value: unknown): SessionUser {
  return {
    key: textOf(value, 'key'),
    userName: textOf(value, 'userName'),
    fullName: textOf(value, 'fullName'),
  };
}
