import type { Log } from './ports/log.ts';
import type { Vcenters } from './ports/vcenter.ts';

/**
 * Connects to every vCenter once and says in the log what came of it, so that a wrong password or an unreachable vCenter shows at the start
 * and not only when the first user comes. The server works either way. Never rejects.
 * @param signal aborted when the server stops; nothing is said any more then
 */
export async function announceVcenters(
  vcenters: Pick<Vcenters, 'list' | 'connect'>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const announce = async (vcGuid: string, name: string): Promise<void> => {
    try {
      const { apiVersion, serviceAccount } = await vcenters.connect(vcGuid);
      if (signal.aborted) return;
      log.info({ vcGuid, vcenter: name, apiVersion, serviceAccount }, 'vCenter reached');
    } catch (error) {
      // Expected: VcenterUnreachable, or a Problem for credentials that are refused, another vCenter or one too old.
      if (signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      const message = 'vCenter cannot be worked with now; it is tried again when it is needed';
      log.warn({ vcGuid, vcenter: name, reason }, message);
    }
  };
  await Promise.all(vcenters.list().map(({ vcGuid, name }) => announce(vcGuid, name)));
}
