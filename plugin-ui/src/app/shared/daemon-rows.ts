import type { Daemon } from '@contract/cluster';
import type { DaemonAction } from './daemon-actions';
import { daemonActions } from './daemon-actions';
import { daemonStatus, esxiText } from './daemon-status';
import { sharedMessages } from './shared-messages';
import type { Status } from './status';

/** A daemon as the grid shows, sorts and filters it: in words. */
export interface DaemonRow {
  readonly id: string;
  readonly daemon: Daemon;
  readonly hostName: string;
  readonly clusterName: string;
  readonly esxi: string;
  readonly filterVersion: string;
  readonly status: Status;
  readonly state: string;
  readonly acceptanceLevel: string;
  readonly message: string;
  readonly actions: readonly DaemonAction[];
}

export function daemonRow(daemon: Daemon): DaemonRow {
  const status = daemonStatus(daemon.state);
  return {
    id: daemon.hostId,
    daemon,
    hostName: daemon.hostName,
    clusterName: daemon.clusterName ?? sharedMessages.grid.standalone,
    esxi: esxiText(daemon),
    filterVersion: daemon.filterVersion ?? sharedMessages.none,
    status,
    state: status.text,
    acceptanceLevel: sharedMessages.acceptanceLevel[daemon.acceptanceLevel],
    message: daemon.message ?? '',
    actions: daemonActions(daemon),
  };
}

/** The rows in which each word of the search stands somewhere. */
export function searchDaemons(rows: readonly DaemonRow[], search: string): readonly DaemonRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = [
      row.hostName,
      row.clusterName,
      row.esxi,
      row.filterVersion,
      row.state,
      row.acceptanceLevel,
      row.message,
    ]
      .join('\n')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
