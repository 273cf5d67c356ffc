const number = (count: number): string => count.toLocaleString('en-US');
const disksOf = (count: number): string => (count === 1 ? '1 disk' : `${number(count)} disks`);
const machinesOf = (count: number): string =>
  count === 1 ? '1 virtual machine' : `${number(count)} virtual machines`;

/** Texts of the page Storage Policies. */
export const policiesMessages = {
  title: 'Storage Policies',
  tabs: { policies: 'Policies', restore: 'Restore points' },
  policies: {
    intro:
      'Policies that attach the I/O Filter to virtual disks: its own one, and those that combine it with other rules.',
    defaultName: (name: string) =>
      `Where the first kind has to be made, it is called “${name}”; that is a setting of the server.`,
    loading: 'Reading storage policies…',
    check: 'Check now',
    checkLabel: 'Check now whether the disks comply with their policies',
    checking: 'vCenter checks the disks…',
    checked: 'Checked just now.',
    refresh: 'Refresh',
    emptyTitle: 'No storage policy uses the I/O Filter',
    emptyDetail:
      'The first one is made when the policy is assigned to a virtual machine: in the set-up wizard, or in the menu of virtual machines.',
    name: 'Name',
    kind: 'Kind',
    kinds: { filter: 'I/O Filter only', combined: 'Combined' },
    isDefault: 'Default',
    isDefaultNote: 'This is the policy that is assigned.',
    use: 'Used by',
    unused: 'Nobody',
    useOf: (vms: number, disks: number) => `${machinesOf(vms)}, ${disksOf(disks)}`,
    compliance: 'Compliance',
    otherRules: 'Other rules',
    noOtherRules: 'None',
    description: 'Description',
    rowMenu: (name: string) => `Actions on ${name}`,
    details: (name: string) => `Details of ${name}`,
    reapply: 'Re-apply…',
    delete: 'Delete…',
    takeAway: 'Remove from virtual machines…',
    footer: (count: number) => (count === 1 ? '1 policy' : `${number(count)} policies`),
    orphaned: 'No longer needed',
    orphanedWarning: (names: readonly string[]) =>
      names.length === 1
        ? `“${names[0] ?? ''}” is left over: no cluster carries the I/O Filter any more, so no disk can comply with it.`
        : `${number(names.length)} policies are left over: no cluster carries the I/O Filter any more, so no disk can comply with them.`,
    orphanedUsed:
      'It can be deleted when no disk is under it any more: the menu of its row removes it from its virtual machines.',
    deleteOrphaned: 'Delete those that nobody uses…',
    outOfDateWarning: (disks: number) =>
      disks === 1
        ? '1 disk does not have the newest version of its policy yet. Re-apply the policy to bring it up to date.'
        : `${number(disks)} disks do not have the newest version of their policy yet. Re-apply the policy to bring them up to date.`,
    machines: 'Virtual machines',
    machinesLoading: 'Reading virtual machines…',
    openMachine: (name: string) => `Open ${name}`,
    noMachines: 'No virtual machine that you may see is under this policy.',
    hidden: (count: number) =>
      count === 1
        ? '1 more virtual machine is not shown: you may not see it, or it belongs to no cluster.'
        : `${number(count)} more virtual machines are not shown: you may not see them, or they belong to no cluster.`,
    moreMachines: 'Show more',
  },
  deletion: {
    heading: (count: number) =>
      count === 1 ? 'Delete the storage policy' : `Delete ${number(count)} storage policies`,
    detail: 'Nothing else changes. A policy that a disk is under is not deleted.',
    action: 'Delete',
    close: 'Close',
    deleted: 'Deleted',
    kept: 'Not deleted',
    done: (count: number) =>
      count === 1
        ? 'The storage policy has been deleted.'
        : `${number(count)} policies have been deleted.`,
  },
  restore: {
    intro:
      'Before an activity changes storage policies, it records which disk has which. Restoring shows first what will happen.',
    loading: 'Reading what was recorded…',
    emptyTitle: 'Nothing has been recorded yet',
    emptyDetail: 'The first restore point is made when an activity changes storage policies.',
    at: 'Recorded',
    cluster: 'Cluster',
    activity: 'Before',
    vms: 'Virtual machines',
    disks: 'Disks',
    differs: 'Now different',
    nothing: 'Nothing',
    differsOf: (count: number) => disksOf(count),
    restore: 'Restore…',
    restoreLabel: (cluster: string, activity: string) =>
      `Restore the storage policies of ${cluster} as they were before “${activity}”`,
    footer: (count: number) =>
      count === 1 ? '1 restore point' : `${number(count)} restore points`,
    page: 'Restore points per page',
  },
} as const;
