/** `1 disk`, `2,000 disks`: a number with its noun, which takes an "s" when there is not exactly one. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
