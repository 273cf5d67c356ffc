import type { ClusterState } from '@contract/cluster';
import { sharedMessages } from './shared-messages';
import type { Status, Tone } from './status';

const tones: Readonly<Record<ClusterState['kind'], Tone>> = {
  notInstalled: 'neutral',
  installed: 'success',
  outdated: 'warning',
  partial: 'warning',
  hasIssues: 'danger',
  unsupported: 'neutral',
};

/** A cluster's state as a badge. */
export function clusterStatus(state: ClusterState): Status {
  return { text: sharedMessages.cluster[state.kind], tone: tones[state.kind] };
}

/** "4 of 4 hosts". */
export function hostCountText(state: ClusterState): string {
  return sharedMessages.hostCount(state.installedHosts, state.totalHosts);
}

/** Whether any host of the cluster has the filter, so that taking the tick away would mean removal. */
export function carriesFilter(state: ClusterState): boolean {
  switch (state.kind) {
    case 'installed':
    case 'outdated':
    case 'partial':
    case 'hasIssues':
      return true;
    case 'notInstalled':
      return false;
    case 'unsupported':
      return state.installedHosts > 0;
  }
}
