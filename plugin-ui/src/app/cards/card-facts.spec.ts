import type { ClusterSummary, VmSummary } from '@contract/cluster';
import { aDaemon, aState } from '../../testing/contract-builders';
import { clusterCardFacts, hostCardFacts, vmCardFacts } from './card-facts';

function values(facts: readonly { value: string }[]): string[] {
  return facts.map(({ value }) => value);
}

describe('the card of a cluster', () => {
  const summary: ClusterSummary = {
    id: 'domain-c8',
    name: 'Production',
    state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 4, totalHosts: 4 }),
    protectable: { allowed: true, reason: null },
    busyActivityId: null,
  };

  it('says on how many hosts the filter is', () => {
    expect(values(clusterCardFacts(summary))).toEqual([
      '4 of 4 hosts',
      'Installed',
      '1.2.0',
      'Possible',
    ]);
  });

  it('warns of an older filter and says why replication is not possible', () => {
    const older = {
      ...summary,
      state: aState({ kind: 'outdated', version: '1.1.0' }),
      protectable: { allowed: false, reason: 'No filter.' },
    };

    expect(values(clusterCardFacts(older))).toEqual([
      '0 of 2 hosts',
      'Update available',
      '1.1.0 (1.2.0 is available)',
      'Not possible: No filter.',
    ]);
  });

  it('puts a warning sign to an older version, and none to the latest', () => {
    const versionOf = (kind: 'installed' | 'outdated') =>
      clusterCardFacts({ ...summary, state: aState({ kind, version: '1.1.0' }) })[2]?.status?.tone;

    expect(versionOf('outdated')).toBe('warning');
    expect(versionOf('installed')).toBeUndefined();
    expect(
      hostCardFacts(aDaemon({ state: 'outdated', filterVersion: '1.1.0' }))[1]?.status?.tone,
    ).toBe('warning');
  });

  it('mentions a running activity', () => {
    const busy = { ...summary, busyActivityId: 'a' };

    expect(values(clusterCardFacts(busy))).toContain('An activity is running');
  });
});

describe('the card of a host', () => {
  it('shows its daemon and acceptance level', () => {
    const facts = hostCardFacts(aDaemon({ state: 'failed', message: 'No download.' }));

    expect(values(facts)).toEqual(['Failed', '–', 'Community supported', 'No download.']);
  });
});

describe('the card of a virtual machine', () => {
  const summary: VmSummary = {
    id: 'vm-1',
    name: 'db-01',
    hostName: 'esx-01',
    filterOnHost: { version: '1.2.0', available: true },
    protectable: { allowed: true, reason: null },
  };

  it('says that it can be replicated in real time', () => {
    expect(values(vmCardFacts(summary))).toEqual(['Possible', 'esx-01', '1.2.0']);
  });

  it('says why it cannot', () => {
    const bare = {
      ...summary,
      hostName: null,
      filterOnHost: null,
      protectable: { allowed: false, reason: 'No filter on its cluster.' },
    };

    expect(values(vmCardFacts(bare))).toEqual([
      'Not possible: No filter on its cluster.',
      'Unknown',
      'Not installed',
    ]);
  });

  it('says that the filter on its host is not available', () => {
    const away = { ...summary, filterOnHost: { version: '1.2.0', available: false } };

    expect(values(vmCardFacts(away))).toContain('1.2.0, not available');
  });
});
