import { createHash } from 'node:crypto';
import { Problem } from '../domain/problem.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionUser, UserSessions } from '../ports/vcenter.ts';
import { fetchCloneTicket } from './rest/clone-ticket.ts';
import { CookieJar } from './soap/cookie-jar.ts';
import type { Send } from './soap/send.ts';
import type { VcenterLink } from './vcenter-link.ts';
import type { VcenterLinks } from './vcenter-links.ts';
import { parseRetrieved } from './vim25/object-properties.ts';
import { objectSpec } from './vim25/inventory-spec.ts';
import { parseSessionUser } from './vim-session.ts';

const MAX_SESSIONS = 100;
const IDLE_MS = 10 * 60_000;
/** The clone outlives a logout in the vSphere Client; after this time the token must show again that it is good. */
const MAX_AGE_MS = 30 * 60_000;
/** A session may be ended at vCenter at any time; older knowledge than this is not relied on. */
const TRUST_MS = 30_000;

interface Clone {
  readonly user: SessionUser;
  readonly link: VcenterLink;
  readonly send: Send;
  checkedAt: number;
}

interface Entry {
  readonly cloning: Promise<Clone>;
  readonly startedAt: number;
  usedAt: number;
}

/**
 * The sessions of logged-in vSphere Client users, cloned from the token that the client gave the plug-in's page. A clone is kept for
 * the next requests of the same user, because a ticket and a login for each would be slow and fill vCenter's session list.
 */
export class ClonedSessions implements UserSessions {
  readonly #links: VcenterLinks;
  readonly #clock: Clock;
  /** In the order of use, oldest first. Keys hold a hash, so that no token stays in memory. */
  readonly #entries = new Map<string, Entry>();

  constructor(links: VcenterLinks, clock: Clock) {
    this.#links = links;
    this.#clock = clock;
  }

  async authenticate(sessionToken: string, vcGuid: string): Promise<SessionUser> {
    this.#evictOld();
    const hash = createHash('sha256').update(sessionToken).digest('base64');
    const key = `${vcGuid.toLowerCase()} ${hash}`;
    const known = this.#use(key);
    if (known) {
      const clone = await known.cloning;
      if (await this.#isAlive(clone)) return clone.user;
      if (this.#entries.get(key) === known) this.#entries.delete(key);
    }
    // Somebody else may have begun to clone anew while we found out that the old clone is dead.
    const entry = this.#use(key) ?? this.#begin(key, sessionToken, vcGuid);
    return (await entry.cloning).user;
  }

  /** Logs all clones out. */
  async stop(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(logOut));
  }

  /** Marks the entry as the one used last. */
  #use(key: string): Entry | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    entry.usedAt = this.#clock.now().getTime();
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  #begin(key: string, sessionToken: string, vcGuid: string): Entry {
    const cloning = this.#clone(sessionToken, vcGuid);
    const now = this.#clock.now().getTime();
    const entry = { cloning, startedAt: now, usedAt: now };
    this.#entries.set(key, entry);
    cloning.catch(() => {
      // Expected: cloning failed, which the callers are told. The next request tries again.
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    this.#evictSurplus();
    return entry;
  }

  async #clone(sessionToken: string, vcGuid: string): Promise<Clone> {
    const link = await this.#links.link(vcGuid);
    const cloneTicket = await fetchCloneTicket(link, sessionToken);
    const send = link.sendWith(new CookieJar());
    try {
      const target = link.content.sessionManager;
      const session = await send({ target, operation: 'CloneSession', args: { cloneTicket } });
      const { key, userName, fullName } = parseSessionUser(session);
      const user = { userName, fullName, sessionKey: key, vcGuid: link.address.vcGuid };
      return { user, link, send, checkedAt: this.#clock.now().getTime() };
    } catch (error) {
      // Expected: the ticket was used up, or its session ended between the two calls.
      if (!isFault(error, 'InvalidLogin')) throw error;
      const detail = `vCenter ${link.address.name} did not accept the ticket for your session. Refresh the page.`;
      throw new Problem('cloneTicketRefused', detail, { cause: error });
    }
  }

  /** `SessionManager.currentSession` is readable by everybody and unset without a session (vSphere API reference). */
  async #isAlive(clone: Clone): Promise<boolean> {
    const now = this.#clock.now().getTime();
    if (now - clone.checkedAt < TRUST_MS) return true;
    const { sessionManager, propertyCollector } = clone.link.content;
    try {
      const specSet = [objectSpec(sessionManager, ['currentSession'])];
      const result = await clone.send({
        target: propertyCollector,
        operation: 'RetrievePropertiesEx',
        args: { specSet, options: {} },
      });
      if (parseRetrieved(result)[0]?.value('currentSession') === undefined) return false;
    } catch (error) {
      // Expected: servers differ in whether they answer or refuse this question without a session.
      if (!isFault(error, 'NotAuthenticated')) throw error;
      return false;
    }
    clone.checkedAt = now;
    return true;
  }

  #evictOld(): void {
    const now = this.#clock.now().getTime();
    for (const [key, entry] of this.#entries) {
      const isOld = now - entry.usedAt >= IDLE_MS || now - entry.startedAt >= MAX_AGE_MS;
      if (isOld) this.#evict(key, entry);
    }
  }

  #evictSurplus(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= MAX_SESSIONS) return;
      this.#evict(key, entry);
    }
  }

  #evict(key: string, entry: Entry): void {
    this.#entries.delete(key);
    void logOut(entry);
  }
}

async function logOut(entry: Entry): Promise<void> {
  try {
    const { link, send } = await entry.cloning;
    const target = link.content.sessionManager;
    await send({ target, operation: 'Logout', args: {}, timeoutMs: 5_000 });
  } catch {
    // Expected: the session never came to be, is over already, or vCenter is away.
  }
}
