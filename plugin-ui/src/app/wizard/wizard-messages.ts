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
    listHeading: 'Virtual machines of the ticked clusters',
    intro:
      'Tick the virtual machines that shall use the I/O Filter. Nothing changes before Finish.',
    planning: 'Checking the chosen virtual machines…',
    nothingChosen: 'Nothing is chosen yet.',
    clustersBlocked:
      'The clusters have changed meanwhile. Solve what is named below, or go back and change your choice.',
    outside: (count: number) =>
      count === 1
        ? '1 virtual machine was taken out of your choice, because its cluster is no longer ticked.'
        : `${count.toLocaleString('en-US')} virtual machines were taken out of your choice, because their cluster is no longer ticked.`,
    leftOut: (count: number) =>
      count === 1
        ? '1 virtual machine that matches cannot be ticked and was left out.'
        : `${count.toLocaleString('en-US')} virtual machines that match cannot be ticked and were left out.`,
    combine: 'Keep the rules of present storage policies (recommended)',
    combineNote:
      'A disk with a policy of its own (vSAN, tags, encryption …) gets one that combines both.',
    replaceNote:
      'A disk with a policy of its own gets the I/O Filter policy instead, and loses its present rules.',
    removalHeading: 'Storage policies that will be taken away',
    removalDetail:
      'Before the filter is removed, the disks of these virtual machines are detached from it: each disk gets back the storage policy that it had before, or the default of its datastore. Who had which policy is recorded, so that it can be restored.',
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
  machineList: {
    loading: 'Reading virtual machines…',
    search: 'Search by name',
    searchLabel: 'Search virtual machines by name',
    filters: (count: number) => (count === 0 ? 'Filters' : `Filters (${count})`),
    selectAll: (count: number, isFiltered: boolean) =>
      `Select all ${count.toLocaleString('en-US')}${isFiltered ? ' that match' : ''}`,
    selecting: 'Selecting…',
    clear: 'Clear',
    stale: 'The list could not be refreshed; what is shown may be old.',
    disksPending: (count: number) =>
      count === 1
        ? 'The disks of 1 virtual machine are still being read.'
        : `The disks of ${count.toLocaleString('en-US')} virtual machines are still being read.`,
    asOf: (time: string) => `As of ${time} ·`,
    refresh: 'Refresh',
    disksUnread: 'The disks of this virtual machine have not been read yet.',
    tickPage: 'Tick the virtual machines of this page',
    tick: (name: string) => `I/O Filter policy for ${name}`,
    open: (name: string) => `Show the disks of ${name}`,
    close: (name: string) => `Hide the disks of ${name}`,
    name: 'Name',
    cluster: 'Cluster',
    host: 'Host',
    power: 'State',
    policy: 'Policy',
    effect: { gets: 'Gets it', loses: 'Loses it' },
    why: 'Why not?',
    refusal: (reasons: readonly string[]) =>
      reasons.length < 2
        ? (reasons[0] ?? 'Cannot be ticked')
        : `${reasons[0] ?? ''} (+${reasons.length - 1})`,
    range: (first: number, last: number, matching: number) =>
      `${first.toLocaleString('en-US')}–${last.toLocaleString('en-US')} of ${matching.toLocaleString('en-US')}`,
    empty: 'The ticked clusters have no virtual machines that you may see.',
    noMatch: 'No virtual machine matches.',
    showEverything: 'Show all',
  },
  machineFilters: {
    any: 'Any',
    cluster: 'Cluster',
    folder: 'Folder',
    tag: 'Tag',
    tagText: (category: string, name: string, count: number) => `${category}: ${name} (${count})`,
    eligibility: 'Can be ticked',
    eligibilities: { eligible: 'Yes', ineligible: 'No' },
    state: 'I/O Filter policy',
    states: {
      none: 'On no disk',
      some: 'On some disks',
      all: 'On all disks',
      someOrAll: 'On some or all disks',
    },
    reset: 'Take the filters away',
    close: 'Close',
  },
  chosenList: {
    title: (count: number) => `${count.toLocaleString('en-US')} chosen`,
    list: 'Chosen virtual machines',
    search: 'Search chosen',
    searchLabel: 'Search the chosen virtual machines by name',
    empty: 'No virtual machine is chosen. Tick those that shall be replicated in real time.',
    noMatch: 'None of the chosen ones matches.',
    count: {
      gets: (count: number) =>
        count === 1 ? '1 gets it' : `${count.toLocaleString('en-US')} get it`,
      keeps: (count: number) =>
        count === 1 ? '1 keeps it' : `${count.toLocaleString('en-US')} keep it`,
      loses: (count: number) =>
        count === 1 ? '1 loses it' : `${count.toLocaleString('en-US')} lose it`,
    },
    effect: {
      gets: 'Gets it',
      keeps: 'Keeps it',
      keepsSome: 'Keeps it partly',
      loses: 'Loses it',
    },
    disks: (count: number) => (count === 1 ? ' (1 disk)' : ` (${count} disks)`),
    remove: 'Remove',
    removeAll: 'Remove all',
    removeLabel: (name: string) => `Remove ${name} from the choice`,
    keep: 'Keep the policy',
    keepLabel: (name: string) => `Keep the policy of ${name}`,
  },
  dropDialog: {
    title: 'Remove the I/O Filter policy?',
    one: (name: string) => `${name} already has the I/O Filter policy.`,
    many: (count: number) =>
      `${count.toLocaleString('en-US')} virtual machines already have the I/O Filter policy:`,
    more: (count: number) => `and ${count.toLocaleString('en-US')} more`,
    consequence:
      'Continue takes it away: the policy is removed when the wizard is finished, and the disks can no longer be replicated in real time. Cancel keeps the policy.',
    continue: 'Continue',
    cancel: 'Cancel',
  },
  finishStep: {
    title: 'Finish',
    intro:
      'Nothing has been changed so far. Finish starts the following; closing this window now starts nothing.',
    refused: 'Nothing has been changed so far, and Finish waits until the following is solved.',
    planning: 'Making the summary anew…',
    nothingToDo:
      'There is nothing to do: the chosen clusters already have the latest version, and no storage policy changes. Go back to choose others, or close.',
    policiesOnly: 'Storage policies',
    filterStays: 'The I/O Filter stays as it is.',
    policies: 'Storage policy',
    showMachines: (count: number) =>
      count === 1
        ? 'Show the virtual machine'
        : `Show ${count.toLocaleString('en-US')} virtual machines`,
    hideMachines: 'Hide virtual machines',
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
} as const;
