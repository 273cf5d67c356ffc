import type { Activity } from '@contract/activity';
import type { ClusterActivity } from '@contract/activity';
import { activityPercent, activityStatus, isFinished } from '../shared/activity-status';
import { durationText } from '../shared/elapsed';
import { machineCounts, machineCountsText } from '../shared/machine-counts';
import { sharedMessages } from '../shared/shared-messages';
import type { Status } from '../shared/status';

/** An activity as the list shows, sorts and filters it. */
export interface ActivityRow {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly state: string;
  readonly percent: number;
  readonly isRunning: boolean;
  readonly clusters: string;
  /** "18 of 20 virtual machines, 1 failed": those whose storage policy changes; empty where none does. */
  readonly machines: string;
  readonly by: string;
  readonly createdAt: string;
  readonly duration: string;
}

/** An activity is said to wait when a cluster of it does and none is at work. */
export function shownState(activity: Activity): ClusterActivity['state'] {
  const states = activity.clusters.map(({ state }) => state);
  return activity.state === 'running' && states.includes('waiting') && !states.includes('running')
    ? 'waiting'
    : activity.state;
}

/** The activities in that state, all for an empty one, in which each word of the search stands somewhere. */
export function filterActivities(
  activities: readonly Activity[],
  wanted: { readonly state: string; readonly search: string },
): readonly Activity[] {
  const words = wanted.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return activities.filter((activity) => {
    const names = activity.clusters.map(({ clusterName }) => clusterName);
    const text = [activity.title, activity.initiatedBy, ...names].join('\n').toLocaleLowerCase();
    const isInState = wanted.state === '' || shownState(activity) === wanted.state;
    return isInState && words.every((word) => text.includes(word));
  });
}

/** `now` is in milliseconds since 1970, for activities that still run. */
export function activityRow(activity: Activity, now: number): ActivityRow {
  const status = activityStatus(shownState(activity));
  const machines = machineCounts(activity.clusters);
  return {
    id: activity.id,
    title: activity.title,
    status,
    state: status.text,
    percent: activityPercent(activity),
    isRunning: !isFinished(activity),
    clusters: activity.clusters.map((part) => part.clusterName).join(', '),
    machines: machines === null || machines.total === 0 ? '' : machineCountsText(machines),
    by: activity.initiatedBy,
    createdAt: activity.createdAt,
    duration: activityDuration(activity, now),
  };
}

/** From the start to the end, or to now. */
export function activityDuration(activity: Activity, now: number): string {
  if (activity.startedAt === null) return sharedMessages.none;
  const end = activity.finishedAt === null ? now : Date.parse(activity.finishedAt);
  return durationText(end - Date.parse(activity.startedAt));
}
