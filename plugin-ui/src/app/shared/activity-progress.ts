import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import type { Activity, ClusterActivity } from '@contract/activity';
import {
  activityStatus,
  clusterPercent,
  hostProgressStatus,
  doneHosts,
  doneMachines,
  isAboutPolicies,
  isOpen,
} from './activity-status';
import { RawFault } from './raw-fault';
import { sharedMessages } from './shared-messages';
import { StatusText } from './status-text';
import { updatePhases } from './update-phases';
import { WaitingNote } from './waiting-note';

/** An activity as it goes: cluster by cluster, host by host. */
@Component({
  selector: 'rtr-activity-progress',
  imports: [ClrIcon, StatusText, RawFault, WaitingNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './activity-progress.html',
  styleUrl: './activity-progress.css',
})
export class ActivityProgress {
  readonly activity = input.required<Pick<Activity, 'clusters'>>();

  /** Whether the user can cancel and act here, not only look. */
  readonly canAct = input(false);
  readonly cancelWanted = output<ClusterActivity>();
  readonly maintenanceWanted = output<ClusterActivity>();

  protected readonly text = sharedMessages;
  protected readonly clusters = computed(() => this.activity().clusters.map(clusterView));
}

/** "Install 1.2.0"; a cluster whose filter stays as it is is about no version. */
function titleOf(part: ClusterActivity): string {
  if (isAboutPolicies(part)) return sharedMessages.policies.title;
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
    note: noteOf(part),
    machines: machinesOf(part),
    isOpen: isOpen(part),
    attempt:
      part.attempt > 1 || part.state === 'waiting'
        ? sharedMessages.attempt(part.attempt, part.attempts)
        : '',
    points: problemPoints(part),
    // Where the filter stays as it is there is nothing to tell of hosts.
    hosts: (isAboutPolicies(part) ? [] : part.hosts).map((host) => ({
      ...host,
      status: hostProgressStatus(host.state),
      phases: part.action === 'update' ? updatePhases(host.state) : [],
    })),
  };
}

function noteOf(part: ClusterActivity): string {
  const { queuePosition, hostsDone, policies } = sharedMessages;
  if (part.queuePosition !== null) return queuePosition(part.queuePosition);
  if (isAboutPolicies(part)) return policies.done(doneMachines(part.policies), part.policies.total);
  return hostsDone(doneHosts(part), part.hosts.length);
}

/** "Storage policies: 12 of 40 virtual machines changed, 1 failed"; empty when no machine is concerned. */
function machinesOf({ policies }: ClusterActivity): string {
  if (policies === null || policies.total === 0) return '';
  const { changed, failed, cancelled } = sharedMessages.policies;
  return [
    changed(policies.succeeded, policies.total),
    ...(policies.failed > 0 ? [failed(policies.failed)] : []),
    ...(policies.cancelled > 0 ? [cancelled(policies.cancelled)] : []),
  ].join(', ');
}

/** Problems about several jobs or machines name them one after the other; each gets a line of its own. */
function problemPoints({ problem }: ClusterActivity): readonly string[] {
  if (problem?.code !== 'replicationJobs' && problem?.code !== 'vmCannotBeDetached') return [];
  return problem.detail.replace(/\.$/, '').split('; ');
}
