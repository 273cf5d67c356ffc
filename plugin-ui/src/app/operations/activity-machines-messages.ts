const number = (count: number): string => count.toLocaleString('en-US');
const failedOnes = (count: number): string =>
  count === 1 ? 'the one that failed' : `the ${number(count)} that failed`;

/** Texts about the machines of an activity. */
export const machinesMessages = {
  title: 'Virtual machines',
  loading: 'Reading the virtual machines…',
  showLabel: 'Which virtual machines are listed',
  all: 'All',
  states: {
    pending: 'Not begun',
    running: 'Running',
    succeeded: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  none: 'None.',
  range: (first: number, last: number, all: number) =>
    `${number(first)}–${number(last)} of ${number(all)}`,
  newer: 'Previous page',
  older: 'Next page',
  retry: {
    assign: (count: number) => `Try again: assign to ${failedOnes(count)}…`,
    remove: (count: number) => `Try again: remove from ${failedOnes(count)}…`,
  },
  elsewhere: {
    restore: 'What could not be restored can be tried again from its restore point:',
    reapply: 'What could not be re-applied can be tried again in the menu of its storage policy:',
  },
  places: {
    restore: 'Storage Policies ▸ Restore points',
    reapply: 'Storage Policies',
  },
} as const;
