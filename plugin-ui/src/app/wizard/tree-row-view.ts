import type { ClusterNode, Daemon, Inventory } from '@contract/cluster';
import { clusterStatus, hostCountText } from '../shared/cluster-status';
import { daemonStatus, esxiText } from '../shared/daemon-status';
import { sharedMessages } from '../shared/shared-messages';
import { countFindings } from '../shared/sorted-findings';
import type { Status } from '../shared/status';
import { effectText } from './cluster-effect';
import type { ClusterTick } from './setup-selection';
import { wizardMessages } from './wizard-messages';

const { filterStep: texts } = wizardMessages;

/** What the tree shows of a cluster. */
export interface ClusterRowView {
  readonly tick: ClusterTick;
  readonly esxi: string;
  readonly status: Status;
  readonly detail: string;
  /** What Finish does to it. */
  readonly effect: string;
  /** Why it cannot be ticked. */
  readonly refusal: string | null;
  readonly findings: string;
  readonly leaves: boolean;
  readonly removes: boolean;
}

const untouchable: ClusterTick = {
  isTicked: false,
  canToggle: false,
  canLeave: false,
  canChooseKit: false,
  kit: null,
  effect: 'none',
};

export function clusterRowView(
  cluster: ClusterNode,
  tick: ClusterTick = untouchable,
): ClusterRowView {
  const counts = countFindings(cluster.findings);
  return {
    tick,
    esxi: cluster.esxiVersions.join(', '),
    status: clusterStatus(cluster.state),
    detail: versionAndCount(cluster),
    effect: effectText(tick.effect, cluster),
    refusal: refusalOf(cluster, tick),
    findings: tick.effect === 'remove' ? '' : texts.findings(counts.blocker, counts.warning),
    leaves: tick.effect === 'stays',
    removes: tick.effect === 'remove',
  };
}

/** What stands against setting up does not matter to a cluster from which the filter is removed. */
function refusalOf({ selectable }: ClusterNode, tick: ClusterTick): string | null {
  if (selectable.allowed || tick.effect === 'remove') return null;
  return selectable.reason ?? texts.notTickable;
}

export interface HostRowView {
  readonly esxi: string;
  readonly status: Status;
  readonly detail: string;
  readonly note: string | null;
}

export function hostRowView(
  host: Daemon,
  standalone: Inventory['standaloneHosts'][number] | null,
): HostRowView {
  return {
    esxi: esxiText(host),
    status: daemonStatus(host.state),
    detail: host.filterVersion ?? '',
    note: standalone
      ? standalone.findings.map((finding) => finding.reason).join(' ') || texts.notTickable
      : host.message,
  };
}

function versionAndCount({ state }: ClusterNode): string {
  if (state.kind === 'notInstalled' || state.totalHosts === 0) {
    return sharedMessages.hosts(state.totalHosts);
  }
  return [state.version, hostCountText(state)].filter((part) => part !== null).join(', ');
}
