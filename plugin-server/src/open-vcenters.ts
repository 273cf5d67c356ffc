import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { UserSessions, Vcenters } from './ports/vcenter.ts';
import type { VcenterAccount } from './vcenter-accounts.ts';
import { ClonedSessions } from './vcenter/cloned-sessions.ts';
import { ServiceConnections } from './vcenter/service-connections.ts';
import { VcenterLinks } from './vcenter/vcenter-links.ts';

/** Everything that talks to vCenters. */
export interface OpenVcenters {
  readonly vcenters: Vcenters;
  readonly sessions: UserSessions;
  /** Logs all sessions out, then closes the connections. */
  readonly stop: () => Promise<void>;
}

/** How long calls that are under way may take to end once the server stops; a vCenter that fell silent would hold the stop up for minutes. */
const GRACE_MS = 4_000;

/** Makes the adapters for the vCenters that an administrator added; nothing is connected before it is needed. */
export function openVcenters(
  accounts: readonly VcenterAccount[],
  parts: { readonly clock: Clock; readonly log: Log; readonly stopping: AbortSignal },
): OpenVcenters {
  const { clock, log, stopping } = parts;
  const links = new VcenterLinks(accounts, (trace) => {
    // Calls that went well would drown everything else; those given up are our own decision.
    if (trace.outcome === 'fault' || trace.outcome === 'unreachable') {
      log.info({ ...trace }, 'call to vCenter failed');
    }
  });
  const vcenters = new ServiceConnections(links, accounts, clock);
  const sessions = new ClonedSessions(links, clock);
  const stopped = new AbortController();
  const cutLater = (): void => {
    clock.delay(GRACE_MS, stopped.signal).then(
      () => links.cut(),
      () => undefined,
    );
  };
  stopping.addEventListener('abort', cutLater, { once: true });
  return {
    vcenters,
    sessions,
    stop: async () => {
      await Promise.all([vcenters.stop(), sessions.stop()]);
      stopped.abort(new Error('All calls have ended.'));
      await links.close();
    },
  };
}
