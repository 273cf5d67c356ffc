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

/**
 * HostImageConfigGetAcceptance of many hosts. vCenter passes each question on to the host, so a few are asked at a time and the
 * answers are kept for five minutes; a host that could not answer is asked again the next time.
 */
export class AcceptanceLevels {
  readonly #send: Send;
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly level: AcceptanceLevel; readonly until: number }>();

  constructor(send: Send, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Keys are host ids. @throws VcenterUnreachable; a fault of one host only makes its level `unknown`. */
  async of(hosts: readonly Host[]): Promise<ReadonlyMap<string, AcceptanceLevel>> {
    const now = this.#clock.now().getTime();
    const levels = new Map<string, AcceptanceLevel>();
    const waiting: Host[] = [];
    for (const host of hosts) {
      const known = this.#known.get(host.ref.value);
      if (known && known.until > now) levels.set(host.ref.value, known.level);
      else waiting.push(host);
    }
    const worker = async (): Promise<void> => {
      for (let host = waiting.shift(); host; host = waiting.shift()) {
        const level = await this.#ask(host);
        levels.set(host.ref.value, level);
        if (level !== 'unknown') this.#known.set(host.ref.value, { level, until: now + KEEP_MS });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return levels;
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
}

function isAcceptanceLevel(level: unknown): level is AcceptanceLevel {
  return (
    level === 'vmware_certified' ||
    level === 'vmware_accepted' ||
    level === 'partner' ||
    level === 'community'
  );
}
