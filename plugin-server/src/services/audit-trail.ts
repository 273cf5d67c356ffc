import { Problem } from '../domain/problem.ts';
import { VcenterUnreachable, VimFault } from '../domain/vim-fault.ts';
import type { AuditLog, AuditRecord } from '../ports/audit-log.ts';
import type { AuthenticatedUser } from '../ports/vcenter.ts';

/** What somebody asks for, before it is known what becomes of it. */
export interface AuditIntent {
  readonly user: AuthenticatedUser;
  /** `activity.start`, `bundle.import`, … */
  readonly action: string;
  /** The objects, as far as the request names them. */
  readonly target: string;
}

/** What became of it. */
export interface AuditOutcome {
  readonly detail: string;
  /** The account under which the work is done. */
  readonly account: string;
  /** The objects with their names. */
  readonly target?: string;
  /** Tells one event from another, for actions that may be asked for again without happening again. */
  readonly eventKey?: string;
}

const DETAIL_LENGTH = 1000;
/** What stands for the account when nothing was done. */
export const NO_ACCOUNT = 'none';

/** Puts what users ask for into the audit log, whether it is done or refused. */
export class AuditTrail {
  readonly #audit: AuditLog;

  constructor(audit: AuditLog) {
    this.#audit = audit;
  }

  /**
   * Does the work and records it as accepted, or as refused with the reason. What the work throws is thrown. An action that was done but
   * cannot be recorded fails: nothing is to happen unseen.
   */
  async record<T>(
    intent: AuditIntent,
    work: () => Promise<T>,
    outcomeOf: (result: T) => AuditOutcome,
  ): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (error) {
      // Expected: every Problem, a fault, an unreachable vCenter.
      const detail = oneLine(reasonOf(error));
      this.#audit.append({
        ...recordOf(intent),
        outcome: error instanceof Problem ? 'refused' : 'failed',
        detail,
      });
      throw error;
    }
    const { eventKey, ...outcome } = outcomeOf(result);
    const record: AuditRecord = {
      ...recordOf(intent),
      ...outcome,
      outcome: 'accepted',
      detail: oneLine(outcome.detail),
    };
    if (eventKey === undefined) this.#audit.append(record);
    else this.#audit.appendOnce(eventKey, record);
    return result;
  }
}

/** Who acts, as the audit log names them. */
export function actorOf(user: AuthenticatedUser): string {
  return user.sessionKey === null
    ? `${user.userName} (API token ${user.apiToken.name})`
    : user.userName;
}

/** Plain text in one line, of bounded length. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length <= DETAIL_LENGTH ? line : `${line.slice(0, DETAIL_LENGTH - 1)}…`;
}

function recordOf({ user, action, target }: AuditIntent): Omit<AuditRecord, 'outcome' | 'detail'> {
  return { who: actorOf(user), action, vcGuid: user.vcGuid, target, account: NO_ACCOUNT };
}

/** What nobody foresaw stays in the server's log: its message may hold anything. */
function reasonOf(error: unknown): string {
  if (error instanceof Problem) return `${error.code}: ${error.message}`;
  if (error instanceof VcenterUnreachable) return 'The vCenter did not answer.';
  if (error instanceof VimFault) return `vCenter answered the fault ${error.type}.`;
  return 'The server made a mistake; its log tells more.';
}
