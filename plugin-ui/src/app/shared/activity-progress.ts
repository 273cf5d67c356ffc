import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Activity, ClusterActivity } from '@contract/activity';
import {
  activityStatus,
  clusterPercent,
  hostProgressStatus,
  installedHosts,
} from './activity-status';
import { RawFault } from './raw-fault';
import { sharedMessages } from './shared-messages';
import { StatusText } from './status-text';

/** An activity as it goes: cluster by cluster, host by host. */
@Component({
  selector: 'rtr-activity-progress',
  imports: [StatusText, RawFault],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activity-progress.html',
  styleUrl: './activity-progress.css',
})
export class ActivityProgress {
  readonly activity = input.required<Pick<Activity, 'clusters'>>();

  protected readonly text = sharedMessages;
  protected readonly clusters = computed(() => this.activity().clusters.map(clusterView));
}

/** "Install 1.2.0"; a cluster with nothing to do is about no version. */
function titleOf(part: ClusterActivity): string {
  const action = sharedMessages.action[part.action];
  const isIdle = part.action === 'skip' || part.action === 'refuse';
  return isIdle || part.filterVersion === '' ? action : `${action} ${part.filterVersion}`;
}

function clusterView(part: ClusterActivity) {
  return {
    id: part.clusterId,
    part,
    status: activityStatus(part.state),
    title: titleOf(part),
    percent: clusterPercent(part),
    note:
      part.queuePosition === null
        ? sharedMessages.hostsDone(installedHosts(part), part.hosts.length)
        : sharedMessages.queuePosition(part.queuePosition),
    hosts: part.hosts.map((host) => ({ ...host, status: hostProgressStatus(host.state) })),
  };
}
