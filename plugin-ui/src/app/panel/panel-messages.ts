/** Texts of the I/O Filter view below a cluster's Configure tab. */
export const panelMessages = {
  title: 'I/O Filter',
  intro:
    'The I/O Filter is installed into the whole cluster: one I/O Filter daemon runs on each ESXi host. Real-time replication needs it on the source cluster; the target side does not.',
  loading: 'Reading the cluster…',
  setup: 'Set up I/O Filter…',
  refresh: 'Refresh',
  setupUnavailable: 'Set-up is not available',
  version: 'Version',
  latest: 'Latest version',
  esxi: 'Lowest ESXi version',
  flavor: 'Bundle',
  flavorText: (flavor: 'vaio7' | 'vaio8') => (flavor === 'vaio7' ? 'VAIO SDK 7' : 'VAIO SDK 8'),
  noFlavor: 'None fits',
  hosts: 'Daemons',
  findings: 'Findings',
  daemons: 'I/O Filter daemons',
  noHostsTitle: 'No hosts',
  noHostsDetail: 'The cluster has no ESXi hosts. Add hosts to it, then set up the I/O Filter.',
  running: 'An activity is running on this cluster',
  showActivity: 'Show activity',
  polling: 'Live updates do not come through; the state is asked for every few seconds.',
} as const;
