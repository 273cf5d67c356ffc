import type { ClusterNode } from '@contract/cluster';
import { carriesFilter } from '../shared/cluster-status';
import { wizardMessages } from './wizard-messages';

/** What finishing the wizard would do to a cluster, as far as can be told before the plan. */
export type ClusterEffect =
  'none' | 'install' | 'update' | 'complete' | 'repair' | 'upToDate' | 'stays' | 'remove';

/** What ticking the cluster would mean, from its state alone. */
export function effectOf(cluster: Pick<ClusterNode, 'state'>): ClusterEffect {
  switch (cluster.state.kind) {
    case 'notInstalled':
      return 'install';
    case 'installed':
      return 'upToDate';
    case 'outdated':
      return 'update';
    case 'partial':
      return 'complete';
    case 'hasIssues':
      return 'repair';
    case 'unsupported':
      return carriesFilter(cluster.state) ? 'stays' : 'none';
  }
}

export function effectText(effect: ClusterEffect, cluster: Pick<ClusterNode, 'state'>): string {
  const { effect: texts } = wizardMessages;
  return effect === 'update' ? texts.update(cluster.state.latestVersion) : texts[effect];
}
