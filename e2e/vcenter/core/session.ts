/** A login at the simulated vCenter. `key` is `UserSession.key`; `token` is the cookie's value and a secret. */
export interface Session {
  readonly key: string;
  readonly token: string;
  /** As vCenter writes it: `VSPHERE.LOCAL\Administrator`. */
  readonly userName: string;
  readonly fullName: string;
  readonly locale: string;
  readonly loginTime: Date;
  lastActiveTime: Date;
  callCount: number;
  readonly ipAddress: string;
  readonly userAgent: string;
}

/** The connection behind a call. */
export interface Caller {
  /** The session of the cookie that came with the call, if it is alive. */
  readonly session?: Session;
  readonly ipAddress: string;
  readonly userAgent: string;
  /** Makes the reply set the session cookie. */
  readonly startSession: (session: Session) => void;
}

/** Where a login comes from, as `UserSession` shows it. */
export type Origin = Pick<Caller, 'ipAddress' | 'userAgent'> & { readonly locale?: string };

/** The sessions, clone tickets and vSphere Client tokens of the simulated vCenter. */
export interface Sessions {
  /** Checks the password and starts a session; accepts `user@domain` and `DOMAIN\user`. Throws `InvalidLogin`. */
  login(userName: string, password: string, origin: Origin): Session;
  /** The live session with this cookie value; idle ones end here. Counts as activity. */
  byToken(token: string): Session | undefined;
  byKey(key: string): Session | undefined;
  list(): readonly Session[];
  /** A one-time ticket for `clone`; it dies with the session that asked for it. */
  acquireCloneTicket(session: Session): string;
  /** Starts a session of the same user. Throws `InvalidLogin` for an unknown or used ticket. */
  clone(ticket: string, origin: Origin): Session;
  end(session: Session): void;
  /** Ends the sessions and client tokens of one user (or of all) as an idle timeout would; answers how many sessions it were. */
  expire(userName?: string): number;
  /** A token as the vSphere Client hands it to a plug-in's UI; it lives as long as the session. */
  issueUiToken(session: Session): string;
  byUiToken(token: string): Session | undefined;
  /** Calls the listener for each session that ends; answers the function that stops it. */
  onEnd(listener: (session: Session) => void): () => void;
}
