import type { AcceptanceLevel } from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Send } from '../soap/send.ts';

const KEEP_MS = 5 * 60_000;
const AT_ONCE = 8;

interface Host {
  readonly ref: ManagedObjectReference;
  readonly imageConfigManager: ManagedObjectReference | null;
}

interface Kept {
  readonly level: Promise<AcceptanceLevel>;
  readonly until: number;
}

/**
 * HostImageConfigGetAcceptance of many hosts. vCenter passes each question on to the host, so a few are asked at a time, pages that open
 * together share one question, and answers are kept for five minutes; a host that could not answer is asked again the next time.
 */
export class AcceptanceLevels {
  readonly #send: Send;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(send: Send, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Hosts whose level is known or being asked for. */
  get size(): number {
    return this.#kept.size;
  }

  /** Keys are host ids. @throws VcenterUnreachable; a fault of one host only makes its level `unknown`. */
  async of(hosts: readonly Host[]): Promise<ReadonlyMap<string, AcceptanceLevel>> {
    this.#forgetOld();
    const levels = new Map<string, AcceptanceLevel>();
    const waiting = [...hosts];
    const worker = async (): Promise<void> => {
      for (let host = waiting.shift(); host; host = waiting.shift())
        levels.set(host.ref.value, await this.#levelOf(host));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return levels;
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [id, { until }] of this.#kept) if (until <= now) this.#kept.delete(id);
  }

  #levelOf(host: Host): Promise<AcceptanceLevel> {
    const id = host.ref.value;
    const kept = this.#kept.get(id);
    if (kept !== undefined) return kept.level;
    const asked = { level: this.#ask(host), until: this.#now() + KEEP_MS };
    this.#kept.set(id, asked);
    const forget = (): void => {
      if (this.#kept.get(id) === asked) this.#kept.delete(id);
    };
    asked.level.then((level) => level === 'unknown' && forget(), forget);
    return asked.level;
  }

  async #ask(host: Host): Promise<AcceptanceLevel> {
    if (!host.imageConfigManager) return 'unknown';
    try {
      const level = await this.#send({
        target: host.imageConfigManager,
        operation: 'HostImageConfigGetAcceptance',
        args: {},
      });
      return isAcceptanceLevel(level) ? level : 'unknown';
    } catch (error) {
      // Expected: HostConfigFault, HostCommunication of a host that is away, NoPermission.
      if (error instanceof VimFault) return 'unknown';
      throw error;
    }
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

function isAcceptanceLevel(level: unknown): level is AcceptanceLevel {
  return (
    level === 'vmware_certified' ||
    level === 'vmware_accepted' ||
    level === 'partner' ||
    level === 'community'
  );
}
