import { createHash } from 'node:crypto';
import { isFault } from '../domain/vim-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { VcenterLink } from './vcenter-link.ts';
import { loginWith } from './vim-session.ts';
import type { OpenSession } from './vim-session.ts';

/** The account under which the server works at one vCenter. */
export interface ServiceAccount {
  readonly userName: string;
  /** Asked for at each login, so that it need not stay in memory. */
  readonly password: () => Promise<string> | string;
}

// vCenter's default policy locks an account after five failed logins within three minutes.
const HOLD_OFF_MS = 60_000;

interface Refusal {
  readonly error: unknown;
  readonly password: string;
  readonly until: number;
}

/**
 * Login that does not offer vCenter a password again which it has refused within the last minute: after a changed password every page
 * that a user opens would otherwise be one more failed login, and the account would soon be locked. Another password is tried at once.
 */
export class CautiousLogin {
  readonly #account: ServiceAccount;
  readonly #clock: Pick<Clock, 'now'>;
  #refusal: Refusal | null = null;

  constructor(account: ServiceAccount, clock: Pick<Clock, 'now'>) {
    this.#account = account;
    this.#clock = clock;
  }

  /** For the sessions at that vCenter. Throws what Login throws, or once more what the refused login threw. */
  at(link: VcenterLink): OpenSession {
    return async (send) => {
      const password = await this.#account.password();
      const hash = createHash('sha256').update(password).digest('base64');
      const refusal = this.#refusal;
      if (refusal?.password === hash && this.#now() < refusal.until) throw refusal.error;
      try {
        return await loginWith(link, this.#account.userName, () => password)(send);
      } catch (error) {
        // Expected: wrong or expired password, locked account.
        if (isFault(error, 'InvalidLogin')) {
          this.#refusal = { error, password: hash, until: this.#now() + HOLD_OFF_MS };
        }
        throw error;
      }
    };
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
