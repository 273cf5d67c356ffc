import type { Daemon } from '@contract/cluster';
import { sharedMessages } from './shared-messages';
import type { Status, Tone } from './status';

const tones: Readonly<Record<Daemon['state'], Tone>> = {
  installed: 'success',
  outdated: 'warning',
  notInstalled: 'neutral',
  pending: 'info',
  installing: 'progress',
  unavailable: 'warning',
  failed: 'danger',
};

/** A daemon's state as a badge. */
export function daemonStatus(state: Daemon['state']): Status {
  return { text: sharedMessages.daemon[state], tone: tones[state] };
}

/** "8.0.3", or a word when vCenter does not tell. */
export function esxiText(daemon: Pick<Daemon, 'esxiVersion'>): string {
  return daemon.esxiVersion ?? sharedMessages.unknown;
}
