import type { Daemon } from '@contract/cluster';
import type { Fact } from './fact';
import { daemonStatus } from './daemon-status';
import { sharedMessages } from './shared-messages';

/** All that is known of a daemon and its host. */
export function daemonFacts(daemon: Daemon): readonly Fact[] {
  const { grid, details, none, unknown } = sharedMessages;
  const status = daemonStatus(daemon.state);
  return [
    { label: grid.state, value: status.text, status },
    ...(daemon.message === null ? [] : [{ label: grid.message, value: daemon.message }]),
    { label: details.filter, value: daemon.filterName ?? none },
    { label: grid.filter, value: daemon.filterVersion ?? none },
    { label: details.latest, value: daemon.latestVersion ?? none },
    { label: grid.cluster, value: daemon.clusterName ?? grid.standalone },
    { label: grid.esxi, value: daemon.esxiVersion ?? unknown },
    { label: details.build, value: daemon.esxiBuild ?? unknown },
    { label: details.connection, value: sharedMessages.connection[daemon.connectionState] },
    {
      label: details.maintenanceMode,
      value: daemon.inMaintenanceMode ? details.inMaintenanceMode : details.notInMaintenanceMode,
    },
    {
      label: grid.acceptanceLevel,
      value: sharedMessages.acceptanceLevel[daemon.acceptanceLevel],
    },
    { label: details.acceptanceLevelPath, value: sharedMessages.acceptanceLevelPath },
    { label: details.thumbprint, value: daemon.sslThumbprint ?? unknown, isCode: true },
  ];
}
