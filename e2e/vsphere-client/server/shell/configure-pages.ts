import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { ConfigurePage, Fact } from '../../protocol/shell-api.ts';
import { flagAt, textAt, valueAt } from './property-reader.ts';

/** The client's own pages on the Configure tab: the few that matter to somebody who works with I/O filters. */
export function configurePages(object: ManagedObject): ConfigurePage[] {
  if (object.ref.type === 'HostSystem') return hostPages(object);
  return object.ref.type === 'ClusterComputeResource' ? clusterPages(object) : [];
}

function hostPages(host: ManagedObject): ConfigurePage[] {
  const level =
    textAt(host, 'config.imageAcceptanceLevel') ||
    textAt(host, 'config.hostImageProfileAcceptanceLevel');
  const expiry = valueAt(host, 'config.sslThumbprintInfo');
  return [
    page('host.security', 'System', 'Security Profile', [
      line('Host Image Profile Acceptance Level', acceptanceText(level)),
      line('Encryption Mode', 'Disabled'),
    ]),
    page('host.certificate', 'System', 'Certificate', [
      line('Status', 'Good'),
      line(
        'Thumbprint',
        textAt(host, 'summary.config.sslThumbprint') || (expiry ? 'Available' : ''),
      ),
    ]),
  ];
}

function clusterPages(cluster: ManagedObject): ConfigurePage[] {
  const enabled = (path: string) => (flagAt(cluster, path) ? 'Turned On' : 'Turned Off');
  return [
    page('cluster.drs', 'Services', 'vSphere DRS', [
      line('vSphere DRS', enabled('configuration.drsConfig.enabled')),
      line('Automation Level', textAt(cluster, 'configuration.drsConfig.defaultVmBehavior')),
    ]),
    page('cluster.ha', 'Services', 'vSphere Availability', [
      line('vSphere HA', enabled('configuration.dasConfig.enabled')),
    ]),
  ];
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

function page(id: string, category: string, title: string, facts: Fact[]): ConfigurePage {
  return { id, category, title, cards: [{ title, facts }] };
}

function line(label: string, value: string): Fact {
  return { label, value: value || '--' };
}
