import type { Finding, FindingCode, FindingLink } from './finding.ts';

/** A finding before it is said where it is mended. */
export type FindingDraft = Omit<Finding, 'link'>;

const DRS: readonly FindingCode[] = ['drsDisabled', 'drsNotAutomated'];
const BUNDLES: readonly FindingCode[] = [
  'noBundle',
  'bundleInvalid',
  'bundlePlatform',
  'bundleUrlUnreachable',
  'flavorNotServing',
];

/** The finding with the view where it is mended, as near as a vSphere Client offers one. */
export function withLink(draft: FindingDraft): Finding {
  return { ...draft, link: linkFor(draft) };
}

function linkFor({ code, scope }: FindingDraft): FindingLink | null {
  if (code === 'clusterBusy') return { kind: 'pluginPage', page: 'activities' };
  if (BUNDLES.includes(code)) return { kind: 'pluginPage', page: 'bundles' };
  switch (scope.type) {
    case 'host':
      return clientView('host.summary', 'HostSystem', scope.id);
    case 'virtualMachine':
      return clientView('vm.summary', 'VirtualMachine', scope.id);
    case 'cluster':
      if (DRS.includes(code))
        return clientView('cluster.configure.settings.drs', 'ClusterComputeResource', scope.id);
      return code === 'emptyCluster'
        ? clientView('cluster.configure.quickstart', 'ClusterComputeResource', scope.id)
        : null;
    case 'bundle':
    case 'vCenter':
      return null;
  }
}

function clientView(
  viewId: Extract<FindingLink, { kind: 'clientView' }>['viewId'],
  objectType: string,
  objectId: string,
): FindingLink {
  return { kind: 'clientView', viewId, objectType, objectId };
}
