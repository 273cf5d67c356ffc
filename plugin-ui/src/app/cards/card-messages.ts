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
  unavailable: (version: string) => `${version}, not available`,
  host: 'Host',
  acceptanceLevel: 'Acceptance level',
  message: 'Message',
} as const;
