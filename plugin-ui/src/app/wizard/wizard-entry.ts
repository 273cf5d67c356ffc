/** What the wizard was opened for: its pages are the same, the ticks at the start differ. */
export type WizardMode = 'setup' | 'update' | 'remove';

export interface WizardEntry {
  readonly mode: WizardMode;
  /** Name of the host whose daemon was acted on; the cluster is meant, and the wizard says so. */
  readonly hostName: string | null;
}

/**
 * Reads how the wizard was opened: the menu actions say it in the address (`?mode=remove`), our own views in the data that they hand over,
 * which wins. Anything unknown is an ordinary set-up.
 */
export function wizardEntry(addressMode: string | null, data: unknown): WizardEntry {
  const given = typeof data === 'object' && data !== null ? data : {};
  const named = 'mode' in given ? given.mode : addressMode;
  const hostName = 'hostName' in given ? given.hostName : null;
  return {
    mode: named === 'update' || named === 'remove' ? named : 'setup',
    hostName: typeof hostName === 'string' ? hostName : null,
  };
}
