import type { ClusterDetail } from '@contract/cluster';
import { carriesFilter, clusterStatus, hostCountText } from '../shared/cluster-status';
import type { Fact } from '../shared/fact';
import { sharedMessages } from '../shared/shared-messages';
import type { Status } from '../shared/status';
import { panelMessages } from './panel-messages';

export interface PanelView {
  readonly status: Status;
  readonly facts: readonly Fact[];
  readonly canSetUp: boolean;
  readonly refusal: string | null;
  readonly id: string;
  readonly name: string;
  readonly canUpdate: boolean;
  readonly canRepair: boolean;
  readonly canRemove: boolean;
  /** Says that the filter is older than it could be; null when it is not. */
  readonly outdated: string | null;
}

/** The header of the panel. */
export function panelView(cluster: ClusterDetail): PanelView {
  const { none, unknown } = sharedMessages;
  const { state, selectable } = cluster;
  return {
    status: clusterStatus(state),
    facts: [
      { label: panelMessages.hosts, value: hostCountText(state) },
      { label: panelMessages.version, value: state.version ?? none },
      { label: panelMessages.latest, value: state.latestVersion ?? none },
      { label: panelMessages.esxi, value: cluster.lowestEsxiVersion ?? unknown },
      {
        label: panelMessages.flavor,
        value:
          cluster.bundleFlavor === null
            ? panelMessages.noFlavor
            : panelMessages.flavorText(cluster.bundleFlavor),
      },
    ],
    id: cluster.id,
    name: cluster.name,
    canUpdate: state.kind === 'outdated',
    canRepair: state.kind === 'hasIssues' || state.kind === 'partial',
    canRemove: carriesFilter(state),
    outdated:
      state.kind === 'outdated' && state.version !== null && state.latestVersion !== null
        ? panelMessages.outdated(state.version, state.latestVersion)
        : null,
    canSetUp: selectable.allowed,
    refusal: selectable.allowed ? null : selectable.reason,
  };
}
