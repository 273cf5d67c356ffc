/** Texts of the set-up wizard. */
export const wizardMessages = {
  title: 'Setup Real-Time Replication Service',
  steps: 'Steps of the set-up',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  cancel: 'Cancel',
  close: 'Close',
  filterStep: {
    title: 'I/O Filter',
    intro:
      'The I/O Filter is a software module that is installed into a whole cluster: each ESXi host of it gets an I/O Filter daemon. Real-time replication needs it on the source cluster only. Hosts may have to be put into maintenance mode by hand while it is installed.',
    choose: 'Choose the clusters that shall carry the I/O Filter',
    search: 'Filter by name',
    searchLabel: 'Filter clusters and hosts by name',
    loading: 'Reading clusters and hosts from vCenter…',
    checking: 'Checking the chosen clusters…',
    noMatch: 'No cluster or host matches.',
    emptyTitle: 'No clusters',
    emptyDetail:
      'There is no cluster that you may see in this vCenter. The I/O Filter is installed into clusters, not on standalone hosts.',
    treeLabel: 'Clusters and hosts',
    name: 'Name',
    esxi: 'ESXi',
    state: 'I/O Filter',
    remark: 'On Finish',
    standalone: 'Standalone hosts',
    notTickable: 'Cannot be chosen',
    tick: (cluster: string) => `Set up the I/O Filter on ${cluster}`,
    expand: (name: string) => `Show hosts and findings of ${name}`,
    collapse: (name: string) => `Hide hosts and findings of ${name}`,
    chosen: (count: number) => (count === 1 ? '1 cluster chosen' : `${count} clusters chosen`),
    untickNote:
      'Clusters that carry the I/O Filter come ticked. Take a tick away to remove the filter from that cluster.',
    wholeCluster: (host: string, cluster: string, hosts: string) =>
      `${host} belongs to ${cluster}. The I/O Filter is installed per cluster, so this is about all its hosts: ${hosts}.`,
    kit: (cluster: string) => `Choose the kit for ${cluster}`,
    kitFitting: 'VAIO SDK 8 (fits by itself)',
    kitOlder: 'VAIO SDK 7 (older)',
    kitChosen: 'With VAIO SDK 7, chosen by hand',
    leave: 'Leave as it is',
    include: 'Include',
    leaveLabel: (cluster: string) => `Leave ${cluster} as it is`,
    includeLabel: (cluster: string) => `Include ${cluster}`,
    findings: (blockers: number, warnings: number) =>
      [
        blockers === 0 ? '' : blockers === 1 ? '1 blocker' : `${blockers} blockers`,
        warnings === 0 ? '' : warnings === 1 ? '1 warning' : `${warnings} warnings`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    blocked:
      'The set-up cannot go on with these clusters. Solve what is named below, or change your choice.',
    blockedLocked: 'Choose “Leave as it is” for a cluster that already carries the filter.',
    blockedRemoval: 'To keep the filter on a cluster that is unticked, tick it again.',
    jobs: 'Jobs that use the I/O Filter',
    nothingChosen: 'Tick at least one cluster.',
  },
  effect: {
    install: 'Will be installed',
    update: (version: string | null) =>
      version === null ? 'Will be updated' : `Will be updated to ${version}`,
    complete: 'Will be completed',
    repair: 'Will be repaired',
    upToDate: 'Up to date',
    stays: 'Stays as it is',
    remove: 'Will be removed',
    none: '',
  },
  policyStep: {
    title: 'Storage Policy',
    heading: 'No virtual machine is changed in this step',
    detail:
      'A virtual machine is replicated in real time once its storage policy uses the I/O Filter. Assigning that policy from this wizard comes with a later release: you will then choose virtual machines of the ticked clusters here.',
    now: 'Until then, installing the I/O Filter leaves all virtual machines and their storage policies as they are. Go on to finish the installation.',
    points: [
      'Virtual machines of the ticked clusters will be listed here, with those that cannot take the policy and why.',
      'The default policy will be assigned to those that you choose; one that is taken away can be restored.',
      'The target side of a replication needs no policy.',
    ],
    removalHeading: 'Storage policies that will be taken away',
    removalDetail:
      'Before the filter is removed, the disks of these virtual machines are detached from it: they get the default storage policy of their datastore. Who had which policy is recorded, so that it can be restored.',
    removalOf: (cluster: string) => `Virtual machines of ${cluster}`,
    noMachines: 'No virtual machine uses the filter here.',
    machine: 'Virtual machine',
    disks: 'Disks',
    effect: 'On Finish',
    detached: 'Policy will be taken away',
    blocked: (reason: string) => `Cannot be detached: ${reason}`,
    machinesBlocked:
      'Some virtual machines cannot be detached from the filter. Solve what is named, then check again; or go back and keep the filter on their cluster.',
    checkAgain: 'Check again',
  },
  finishStep: {
    title: 'Finish',
    intro:
      'Nothing has been changed so far. Finish starts the following; closing this window now starts nothing.',
    nothingToDo:
      'There is nothing to do: the chosen clusters already have the latest version. Go back to choose others, or close.',
    moved: 'The clusters have changed since you saw this summary. It has been made anew:',
    movedSame:
      'Something changed in between; the summary below is up to date. Check it and choose Finish again.',
    removal: (clusters: string) => `The I/O Filter will be removed from ${clusters}.`,
    removalDetail:
      'Real-time replication of the virtual machines there is no longer possible. Their disks lose the filter’s storage policy first, and hosts may go into maintenance mode one after the other.',
    machines: 'Virtual machines',
    machinesText: (count: number) =>
      count === 1 ? '1 loses its storage policy' : `${count} lose their storage policies`,
    bundle: 'Bundle',
    bundleText: (file: string, version: string, flavor: string) =>
      `${file} (version ${version}, VAIO SDK ${flavor === 'vaio7' ? '7' : '8'})`,
    maintenanceMode:
      'Each host has to be put into maintenance mode by hand while the filter is installed; the activity waits for it.',
    reboot: 'Each host has to be restarted afterwards.',
    hosts: 'Hosts',
    showHosts: (count: number) => (count === 1 ? 'Show the host' : `Show ${count} hosts`),
    hideHosts: 'Hide hosts',
    starting: 'Starting…',
    started:
      'The set-up is running. It goes on when you close this window; you find it under Activities.',
    succeeded: 'The set-up is complete.',
    failed: 'The set-up has ended, but not everything succeeded. Each host below says why.',
    cancelled: 'The set-up was cancelled.',
    activities: 'Activities',
    polling: 'Live updates do not come through; the state is asked for every few seconds.',
    busy: 'Show the running activity',
  },
  change: {
    added: (cluster: string) => `${cluster} has been added.`,
    removed: (cluster: string) => `${cluster} is no longer there.`,
    action: (cluster: string, before: string, now: string) =>
      `${cluster}: “${before}” has become “${now}”.`,
    bundle: (cluster: string, version: string) => `${cluster}: the bundle is now ${version}.`,
    hostAdded: (cluster: string, host: string) => `${cluster}: host ${host} has joined.`,
    hostRemoved: (cluster: string, host: string) => `${cluster}: host ${host} has left.`,
    finding: (scope: string, reason: string) => `New for ${scope}: ${reason}`,
    findingGone: (scope: string, reason: string) => `Solved for ${scope}: ${reason}`,
  },
} as const;
