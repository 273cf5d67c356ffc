import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Origin, Session, Sessions } from '../core/session.ts';
import { canonicalUserName, userKey } from '../core/user-name.ts';
import { VimFault } from '../core/vim-fault.ts';

/** A user who may log in. */
export interface User {
  readonly userName: string;
  readonly password: string;
  readonly fullName?: string;
}

/** vCenter's default idle timeout. */
const IDLE_MS = 30 * 60_000;

/** The sessions of the simulated vCenter, in memory: a restart ends them all, as vCenter's does. */
export class SessionStore implements Sessions {
  readonly #clock: Clock;
  readonly #users: ReadonlyMap<string, User>;
  readonly #byToken = new Map<string, Session>();
  readonly #tickets = new Map<string, Session>();
  readonly #uiTokens = new Map<string, Session>();
  readonly #listeners = new Set<(session: Session) => void>();

  constructor(clock: Clock, users: readonly User[]) {
    this.#clock = clock;
    this.#users = new Map(users.map((user) => [userKey(user.userName), user]));
  }

  login(userName: string, password: string, origin: Origin): Session {
    const user = this.#users.get(userKey(userName));
    if (user === undefined || !isSame(user.password, password)) throw new VimFault('InvalidLogin');
    return this.#start(user.userName, user.fullName, origin);
  }

  byToken(token: string): Session | undefined {
    const session = this.#byToken.get(token);
    if (session === undefined) return undefined;
    const now = this.#clock.now();
    if (now.getTime() - session.lastActiveTime.getTime() > IDLE_MS) {
      this.end(session);
      return undefined;
    }
    session.lastActiveTime = now;
    return session;
  }

  byKey(key: string): Session | undefined {
    return this.list().find((session) => session.key === key);
  }

  list(): readonly Session[] {
    return [...this.#byToken.values()];
  }

  acquireCloneTicket(session: Session): string {
    const ticket = `cst-VCT-${randomUUID()}`;
    this.#tickets.set(ticket, session);
    return ticket;
  }

  clone(ticket: string, origin: Origin): Session {
    const source = this.#tickets.get(ticket);
    if (source === undefined) throw new VimFault('InvalidLogin');
    this.#tickets.delete(ticket);
    return this.#start(source.userName, source.fullName, origin);
  }

  end(session: Session): void {
    if (!this.#byToken.delete(session.token)) return;
    for (const table of [this.#tickets, this.#uiTokens]) {
      for (const [key, owner] of table) if (owner === session) table.delete(key);
    }
    for (const listener of this.#listeners) listener(session);
  }

  expire(userName?: string): number {
    const key = userName === undefined ? undefined : userKey(userName);
    const ended = this.list().filter((each) => key === undefined || userKey(each.userName) === key);
    for (const session of ended) this.end(session);
    return ended.length;
  }

  issueUiToken(session: Session): string {
    const token = randomBytes(24).toString('hex');
    this.#uiTokens.set(token, session);
    return token;
  }

  byUiToken(token: string): Session | undefined {
    const session = this.#uiTokens.get(token);
    return session === undefined ? undefined : this.byToken(session.token);
  }

  onEnd(listener: (session: Session) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #start(userName: string, fullName: string | undefined, origin: Origin): Session {
    const now = this.#clock.now();
    const session: Session = {
      key: randomUUID(),
      token: randomBytes(20).toString('hex'),
      userName: canonicalUserName(userName),
      fullName: fullName === undefined || fullName === '' ? userName : fullName,
      locale: origin.locale ?? 'en',
      loginTime: now,
      lastActiveTime: now,
      callCount: 0,
      ipAddress: origin.ipAddress,
      userAgent: origin.userAgent,
    };
    this.#byToken.set(session.token, session);
    return session;
  }
}

function isSame(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
