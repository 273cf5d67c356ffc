import type { Activity } from '@contract/activity';
import { activityStatus } from '../shared/activity-status';
import type { Fact } from '../shared/fact';
import { activityDuration, shownState } from './activity-rows';
import { homeMessages } from './home-messages';

const { activityPage: texts } = homeMessages;

/** Who and when. */
export function activityFacts(
  activity: Activity,
  now: number,
  format: (moment: Date) => string,
): readonly Fact[] {
  const status = activityStatus(shownState(activity));
  const moment = (at: string | null) => (at === null ? texts.notYet : format(new Date(at)));
  return [
    { label: texts.state, value: status.text, status },
    { label: texts.by, value: activity.initiatedBy },
    { label: texts.account, value: activity.serviceAccount },
    { label: texts.created, value: moment(activity.createdAt) },
    { label: texts.started, value: moment(activity.startedAt) },
    { label: texts.finished, value: moment(activity.finishedAt) },
    { label: texts.duration, value: activityDuration(activity, now) },
  ];
}
