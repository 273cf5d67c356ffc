const number = (count: number): string => count.toLocaleString('en-US');

/** Texts of the dialogs in the menu of virtual machines. */
export const vmMessages = {
  loading: 'Reading the virtual machines…',
  nothing: {
    title: 'No virtual machine',
    detail:
      'The vSphere Client did not say which virtual machines are meant. Close this window, select them and open it again.',
  },
  vcenter: {
    label: 'vCenter',
    note: 'The selected virtual machines belong to several vCenters. They are worked on one vCenter at a time: choose one, start, then open this again for the next.',
    option: (name: string, count: number) => `${name} (${number(count)})`,
  },
  choose: {
    assign: {
      title: 'Choose disks',
      intro:
        'The disks ticked here get the I/O Filter policy, so that they can be replicated in real time. Nothing changes before you have seen what will happen.',
    },
    remove: {
      title: 'Choose disks',
      intro:
        'The disks ticked here lose the I/O Filter policy: they get the policy back that they had before, or the Datastore Default. Nothing changes before you have seen what will happen.',
    },
    unseen: (count: number) =>
      count === 1
        ? '1 of the selected virtual machines is gone, or you may not see it. It is left out.'
        : `${number(count)} of the selected virtual machines are gone, or you may not see them. They are left out.`,
    combine: 'Keep the rules of present storage policies (recommended)',
    combineNote:
      'A disk with a policy of its own, such as vSAN, tags or encryption, gets one that combines those rules with the I/O Filter.',
    replaceNote:
      'A disk with a policy of its own gets the I/O Filter policy instead: the rules of its present policy no longer apply to it.',
    nothingChosen: 'Nothing is chosen.',
    chosen: (count: number, total: number) =>
      `${number(count)} of ${number(total)} virtual machines chosen`,
    noneAssign: 'None of the selected virtual machines can get the policy.',
    noneRemove: 'None of the selected virtual machines can lose the policy.',
  },
  list: {
    search: 'Search by name',
    searchLabel: 'Search the selected virtual machines by name',
    showLabel: 'Which virtual machines are listed',
    show: {
      all: (count: number) => `All (${number(count)})`,
      ticked: (count: number) => `Chosen (${number(count)})`,
      refused: (count: number) => `Cannot be changed (${number(count)})`,
    },
    tickPage: 'Choose the virtual machines of this page',
    tick: (name: string) => `Choose ${name}`,
    name: 'Name',
    cluster: 'Cluster',
    state: 'I/O Filter policy now',
    effect: 'Will happen',
    effects: {
      assign: 'Gets the policy',
      remove: 'Loses the policy',
      assignPartly: 'Some disks get it',
      removePartly: 'Some disks lose it',
      doneAssign: 'Has it already',
      doneRemove: 'Does not have it',
      stays: 'Stays as it is',
      refused: 'Cannot be changed',
    },
    tickDisk: {
      assign: (disk: string, vm: string) => `Assign the I/O Filter policy to ${disk} of ${vm}`,
      remove: (disk: string, vm: string) => `Remove the I/O Filter policy from ${disk} of ${vm}`,
    },
    noMatch: 'No virtual machine matches.',
    disksUnread: 'The disks of this virtual machine have not been read yet.',
    reading: 'Reading…',
    range: (first: number, last: number, all: number) =>
      `${number(first)}–${number(last)} of ${number(all)}`,
  },
  preview: {
    title: 'Check, then start',
    intro: 'Nothing has been changed so far. This is what will happen:',
    refused: 'Nothing has been changed so far. Solve the following first:',
    nothingToDo: 'There is nothing to do: no disk changes its storage policy.',
    planning: 'Working out what will happen…',
    starting: 'Starting…',
    moved: 'Something has changed since you saw this. It has been worked out anew:',
    movedSame:
      'Something has changed in between. What is shown below is up to date; check it and start again.',
    busy: 'Show the running activity',
    cluster: (name: string) => `Cluster ${name}`,
    show: (count: number) =>
      count === 1 ? 'Show the virtual machine' : `Show ${number(count)} virtual machines`,
    hide: 'Hide virtual machines',
  },
  progress: {
    running:
      'The storage policies are being changed. That goes on when you close this window; you find it under Activities.',
    succeeded: 'All storage policies have been changed.',
    failed: 'It has ended, but not everything could be changed.',
    cancelled: 'It was cancelled. What had been changed by then stays so.',
    activities: 'Activities',
    polling: 'Live updates do not come through; the state is asked for every few seconds.',
  },
  start: {
    assign: 'Assign policy',
    remove: 'Remove policy',
    restore: 'Restore',
    reapply: 'Re-apply',
  },
  next: 'Next',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  explain: {
    region: 'Virtual machines and reasons',
    loading: 'Checking the virtual machines…',
    notAssignable: (count: number) =>
      count === 1
        ? '1 virtual machine cannot get the I/O Filter policy'
        : `${number(count)} virtual machines cannot get the I/O Filter policy`,
    notRemovable: (count: number) =>
      count === 1
        ? '1 virtual machine cannot lose the I/O Filter policy'
        : `${number(count)} virtual machines cannot lose the I/O Filter policy`,
    allowed: 'Nothing stands in the way',
    allowedDetail: (count: number) =>
      count === 1
        ? 'Nothing is known that stands against changing the storage policy of this virtual machine.'
        : `Nothing is known that stands against changing the storage policies of these ${number(count)} virtual machines.`,
    more: (count: number) => `Show ${number(count)} more`,
  },
} as const;
