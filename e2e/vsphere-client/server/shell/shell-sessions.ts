import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Session } from '../../../vcenter/core/session.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';

const cookieName = 'VSPHERE-UI-JSESSIONID';
/** The cookie stays out of plug-in pages' requests to `/plugins`. */
const cookieOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/ui' } as const;

/** A browser that has logged in. */
export interface ShellSession {
  readonly session: Session;
  /** Tokens handed to plug-ins, by instance id. */
  readonly pluginTokens: Map<string, string>;
}

/** Browser sessions of the client on top of the vCenter's own sessions: the browser never sees the vCenter's cookie. */
export class ShellSessions {
  readonly #vcenter: Vcenter;
  readonly #byCookie = new Map<string, ShellSession>();

  constructor(vcenter: Vcenter) {
    this.#vcenter = vcenter;
    vcenter.sessions.onEnd((ended) => {
      for (const [cookie, shell] of this.#byCookie) {
        if (shell.session.key === ended.key) this.#byCookie.delete(cookie);
      }
    });
  }

  /** Logs in at the vCenter and sets the cookie. Throws `VimFault` InvalidLogin. */
  login(request: Request, response: Response, login: { userName: string; password: string }): void {
    const session = this.#vcenter.sessions.login(login.userName, login.password, {
      ipAddress: request.socket.remoteAddress ?? '',
      userAgent: request.get('user-agent') ?? '',
    });
    const cookie = randomBytes(24).toString('base64url');
    this.#byCookie.set(cookie, { session, pluginTokens: new Map() });
    response.cookie(cookieName, cookie, cookieOptions);
  }

  /** The live session of a request; counts as activity of the user. */
  of(request: Request): ShellSession | undefined {
    const shell = this.#byCookie.get(cookieOf(request));
    return shell && this.#vcenter.sessions.byToken(shell.session.token) ? shell : undefined;
  }

  /** Ends the session of a request, here and at the vCenter. */
  logout(request: Request, response: Response): void {
    const shell = this.#byCookie.get(cookieOf(request));
    if (shell) this.#vcenter.sessions.end(shell.session);
    response.clearCookie(cookieName, cookieOptions);
  }
}

function cookieOf(request: Request): string {
  const cookies = (request.get('cookie') ?? '').split(/;\s*/);
  const found = cookies.find((entry) => entry.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) ?? '';
}
