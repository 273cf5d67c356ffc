/** Texts of the cards on the Summary pages. */
export const cardMessages = {
  hosts: 'I/O Filter',
  state: 'State',
  version: 'Version',
  protectable: 'Source of real-time replication',
  vmProtectable: 'Real-time replication',
  yes: 'Possible',
  no: 'Not possible',
  because: (reason: string) => `Not possible: ${reason}`,
  updateTo: (version: string) => `${version} is available`,
  running: 'An activity is running',
  filterOnHost: 'I/O Filter on its host',
  noFilterOnHost: 'Not installed',
  onHost: (filter: string, host: string) => `${filter}, on ${host}`,
  unavailable: (version: string) => `${version}, not available`,
  policy: 'I/O Filter policy',
  policyOn: (holding: number, all: number) =>
    holding === 0
      ? 'On no disk'
      : holding < all
        ? `On ${holding} of ${all} disks`
        : all === 1
          ? 'On its disk'
          : `On all ${all} disks`,
  cannot: (reason: string) => `Cannot be assigned: ${reason}`,
  others: 'Other disks',
  jobs: { replication: 'Replication job', failover: 'Failover job' },
  /** 33092 is the port on which the Journal Service takes encrypted data. */
  job: (name: string, port: number) =>
    `${name}: port ${port}, ${port === 33092 ? 'encrypted' : 'not encrypted'}`,
  remedy: (text: string) => `What to do: ${text}`,
  disks: 'Disks and their storage policies',
  allDisks: 'All disks',
  attached: 'Filter attached',
  compliant: 'Filter attached, compliant',
  nonCompliant: 'Filter attached, not compliant',
  outOfDate: 'Filter attached, policy is out of date',
  notAttached: 'Filter not attached yet',
  stillAttached: 'Filter still attached',
  acceptanceLevel: 'Acceptance level',
  message: 'Message',
} as const;
