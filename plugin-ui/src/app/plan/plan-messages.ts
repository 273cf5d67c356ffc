/** Texts about a plan: what it does to storage policies, and what has moved since it was made. */
export const planMessages = {
  policySummary: {
    title: 'Storage policies',
    refused: (count: number) =>
      count === 1
        ? '1 virtual machine cannot be changed.'
        : `${count.toLocaleString('en-US')} virtual machines cannot be changed.`,
    refusedDetail: 'Solve what is named, go back and change your choice, or go on without them.',
    refusedDetailNoChoice: 'Solve what is named, or go on without them.',
    leaveOut: 'Leave these out',
    areLeftOut: (count: number) =>
      count === 1
        ? '1 virtual machine is left out:'
        : `${count.toLocaleString('en-US')} virtual machines are left out:`,
    losing: (count: number) =>
      count === 1
        ? '1 virtual machine loses rules of its present storage policy.'
        : `${count.toLocaleString('en-US')} virtual machines lose rules of their present storage policies.`,
    losingDetail:
      'Go back and tick “Keep the rules of present storage policies” to combine them with the I/O Filter instead.',
    partial: (count: number) =>
      count === 1
        ? '1 virtual machine has disks that stay as they are:'
        : `${count.toLocaleString('en-US')} virtual machines have disks that stay as they are:`,
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
