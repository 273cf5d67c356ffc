import type { ClusterNode } from '@contract/cluster';
import type { WizardEntry } from './wizard-entry';
import { wizardMessages } from './wizard-messages';

/** Says that acting on the daemon of one host means its cluster, and which hosts that are. Empty unless a daemon was acted on. */
export function wholeClusterNotes(
  { hostName }: WizardEntry,
  clusters: readonly Pick<ClusterNode, 'name' | 'hosts'>[],
): readonly string[] {
  if (hostName === null) return [];
  return clusters
    .filter((cluster) => cluster.hosts.some((host) => host.hostName === hostName))
    .map((cluster) =>
      wizardMessages.filterStep.wholeCluster(
        hostName,
        cluster.name,
        cluster.hosts.map((host) => host.hostName).join(', '),
      ),
    );
}
