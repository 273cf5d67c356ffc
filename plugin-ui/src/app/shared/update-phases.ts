import type { HostProgress } from '@contract/activity';
import { sharedMessages } from './shared-messages';
import type { Status } from './status';

/**
 * The two phases of an update on one host: the old filter goes, then the new one comes. A host that is still "updating" has the old one,
 * one that is "installing" has it no longer. Empty where nothing is known of them.
 */
export function updatePhases(state: HostProgress['state']): readonly Status[] {
  const { phase } = sharedMessages;
  switch (state) {
    case 'waiting':
      return [
        { text: phase.oldWaits, tone: 'neutral' },
        { text: phase.newWaits, tone: 'neutral' },
      ];
    case 'updating':
    case 'removing':
    case 'enteringMaintenanceMode':
      return [
        { text: phase.oldGoes, tone: 'progress' },
        { text: phase.newWaits, tone: 'neutral' },
      ];
    case 'removed':
    case 'installing':
      return [
        { text: phase.oldGone, tone: 'success' },
        { text: phase.newComes, tone: 'progress' },
      ];
    case 'installed':
      return [
        { text: phase.oldGone, tone: 'success' },
        { text: phase.newHere, tone: 'success' },
      ];
    case 'needsMaintenanceMode':
    case 'pending':
    case 'failed':
      return [];
  }
}
