import { ref } from '../../../vcenter/core/managed-object.ts';
import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { ConfigurePage, Fact, FactCard } from '../../protocol/shell-api.ts';
import type { MethodCaller } from './method-caller.ts';
import { drsText } from './object-facts.ts';
import { flagAt, refAt, textAt } from './property-reader.ts';
import { vmPolicyPages } from './vm-policies.ts';

/** The client's own pages on the Configure tab: the few that matter to somebody who works with I/O filters. */
export async function configurePages(
  object: ManagedObject,
  caller: MethodCaller,
): Promise<ConfigurePage[]> {
  if (object.ref.type === 'HostSystem') return hostPages(object, caller);
  if (object.ref.type === 'VirtualMachine') return vmPolicyPages(object, caller);
  return object.ref.type === 'ClusterComputeResource' ? clusterPages(object, caller) : [];
}

async function hostPages(host: ManagedObject, caller: MethodCaller): Promise<ConfigurePage[]> {
  const images = refAt(host, 'configManager.imageConfigManager');
  const level = await caller.text(images, 'HostImageConfigGetAcceptance');
  return [
    page('host.security', 'System', 'Security Profile', [
      {
        title: 'Host Image Profile Acceptance Level',
        facts: [line('Acceptance Level', acceptanceText(level))],
      },
    ]),
    page('host.certificate', 'System', 'Certificate', [
      {
        title: 'Certificate',
        facts: [line('SHA-1 Thumbprint', textAt(host, 'summary.config.sslThumbprint'))],
      },
    ]),
  ];
}

async function clusterPages(
  cluster: ManagedObject,
  caller: MethodCaller,
): Promise<ConfigurePage[]> {
  const filters = await caller.list(
    ref('IoFilterManager', 'IoFilterManager'),
    'QueryIoFilterInfo',
    {
      compRes: cluster.ref,
    },
  );
  const enabled = (path: string) => (flagAt(cluster, path) ? 'Turned On' : 'Turned Off');
  const drs = [
    line('vSphere DRS', enabled('configuration.drsConfig.enabled')),
    line('Automation Level', drsText(cluster)),
  ];
  const ha = [line('vSphere HA', enabled('configuration.dasConfig.enabled'))];
  return [
    page('cluster.drs', 'Services', 'vSphere DRS', [{ title: 'Status', facts: drs }]),
    page('cluster.ha', 'Services', 'vSphere Availability', [{ title: 'Status', facts: ha }]),
    page('cluster.iofilters', 'Configuration', 'I/O Filters', filters.map(filterCard)),
  ];
}

function filterCard(filter: Record<string, unknown>): FactCard {
  const fact = (label: string, member: string): Fact => {
    const value = filter[member];
    return line(label, typeof value === 'string' ? value : '');
  };
  const { name } = filter;
  return {
    title: typeof name === 'string' ? name : 'I/O filter',
    facts: [
      fact('Version', 'version'),
      fact('Vendor', 'vendor'),
      fact('Type', 'type'),
      fact('Description', 'summary'),
      fact('Release date', 'releaseDate'),
      fact('Last operation', 'opType'),
      fact('Installed from', 'vibUrl'),
    ],
  };
}

function acceptanceText(level: string): string {
  const words: Record<string, string> = {
    vmware_certified: 'VMware Certified',
    vmware_accepted: 'VMware Accepted',
    partner: 'Partner Supported',
    community: 'Community Supported',
  };
  return words[level] ?? level;
}

function page(
  id: string,
  category: string,
  title: string,
  cards: readonly FactCard[],
): ConfigurePage {
  return { id, category, title, cards };
}

function line(label: string, value: string): Fact {
  return { label, value: value || '--' };
}
