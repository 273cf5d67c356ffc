import type { Activity, ClusterActivity, HostProgress, Step } from '@contract/activity';
import { sharedMessages } from './shared-messages';
import type { Status, Tone } from './status';

const tones: Readonly<Record<ClusterActivity['state'], Tone>> = {
  queued: 'neutral',
  running: 'progress',
  waiting: 'warning',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  skipped: 'neutral',
};

const hostTones: Readonly<Record<HostProgress['state'], Tone>> = {
  waiting: 'neutral',
  installing: 'progress',
  updating: 'progress',
  removing: 'progress',
  enteringMaintenanceMode: 'progress',
  needsMaintenanceMode: 'warning',
  installed: 'success',
  removed: 'success',
  pending: 'info',
  failed: 'danger',
};

const stepTones: Readonly<Record<Step['state'], Tone>> = {
  pending: 'neutral',
  running: 'progress',
  succeeded: 'success',
  failed: 'danger',
  skipped: 'neutral',
};

/** How far the machines of a cluster are. */
export type PolicyProgress = NonNullable<ClusterActivity['policies']>;

/** State of an activity, or of its part for one cluster. */
export function activityStatus(state: ClusterActivity['state']): Status {
  return { text: sharedMessages.activity[state], tone: tones[state] };
}

export function hostProgressStatus(state: HostProgress['state']): Status {
  return { text: sharedMessages.host[state], tone: hostTones[state] };
}

export function stepStatus(state: Step['state']): Status {
  return { text: sharedMessages.step[state], tone: stepTones[state] };
}

/** Whether nothing will change any more. */
export function isFinished(activity: Pick<Activity, 'state'>): boolean {
  switch (activity.state) {
    case 'queued':
    case 'running':
      return false;
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return true;
  }
}

/**
 * Percent for a progress bar, or null when nothing can be said yet. vCenter's own figure when there is one, else the share of
 * hosts that are done; where the filter stays as it is, the share of machines whose storage policy has been changed.
 */
export function clusterPercent(part: ClusterActivity): number | null {
  switch (part.state) {
    case 'succeeded':
    case 'skipped':
      return 100;
    case 'queued':
      return 0;
    case 'running':
    case 'waiting':
    case 'failed':
    case 'cancelled':
      return part.progress ?? workShare(part);
  }
}

/** Mean of the clusters' percentages; a cluster of which nothing is known counts as not begun. */
export function activityPercent(activity: Pick<Activity, 'clusters'>): number {
  const { clusters } = activity;
  if (clusters.length === 0) return 0;
  const sum = clusters.reduce((total, part) => total + (clusterPercent(part) ?? 0), 0);
  return Math.round(sum / clusters.length);
}

/** Hosts of the part that are as they shall be. */
export function doneHosts(part: Pick<ClusterActivity, 'hosts'>): number {
  return part.hosts.filter(({ state }) => state === 'installed' || state === 'removed').length;
}

/** Whether work on the cluster has not ended. */
export function isOpen(part: Pick<ClusterActivity, 'state'>): boolean {
  return part.state === 'queued' || part.state === 'running' || part.state === 'waiting';
}

/** Whether the work is about storage policies of machines and leaves the filter as it is. */
export function isAboutPolicies(
  part: Pick<ClusterActivity, 'action' | 'policies'>,
): part is ClusterActivity & { readonly policies: PolicyProgress } {
  return part.action === 'skip' && part.policies !== null;
}

/** Machines whose policy has been changed, or will not be any more. */
export function doneMachines({ succeeded, failed, cancelled }: PolicyProgress): number {
  return succeeded + failed + cancelled;
}

function workShare(part: ClusterActivity): number | null {
  if (!isAboutPolicies(part)) return hostShare(part.hosts);
  const { total } = part.policies;
  return total === 0 ? null : Math.round((100 * doneMachines(part.policies)) / total);
}

function hostShare(hosts: readonly HostProgress[]): number | null {
  if (hosts.length === 0) return null;
  return Math.round((100 * doneHosts({ hosts: [...hosts] })) / hosts.length);
}
