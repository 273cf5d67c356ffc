const number = (count: number): string => count.toLocaleString('en-US');

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
    assign: (count: number) => `Try again the ${number(count)} that did not get the policy…`,
    remove: (count: number) => `Try again the ${number(count)} that did not lose the policy…`,
  },
} as const;
