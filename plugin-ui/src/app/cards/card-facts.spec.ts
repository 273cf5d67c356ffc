import type { ClusterSummary } from '@contract/cluster';
import { aDaemon, aState, aVmSummary } from '../../testing/contract-builders';
import { aFilteredDisk, aVmDisk, aVmReason } from '../../testing/vm-builders';
import { clusterCardFacts, hostCardFacts, vmCardFacts } from './card-facts';
import { diskGroups, diskStatus } from './disk-groups';

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
  it('says that it can be replicated in real time', () => {
    expect(values(vmCardFacts(aVmSummary()))).toEqual(['Possible', '1.2.0, on esx-01']);
  });

  it('says why it cannot', () => {
    const bare = aVmSummary({
      hostName: null,
      filterOnHost: null,
      protectable: { allowed: false, reason: 'No filter on its cluster.' },
    });

    expect(values(vmCardFacts(bare))).toEqual([
      'Not possible: No filter on its cluster.',
      'Not installed',
    ]);
  });

  it('says that the filter on its host is not available', () => {
    const away = aVmSummary({ filterOnHost: { version: '1.2.0', available: false } });

    expect(values(vmCardFacts(away))).toContain('1.2.0, not available, on esx-01');
  });

  it('counts the disks with the policy and names the port that each job sends to', () => {
    const facts = vmCardFacts(
      aVmSummary({
        disks: [
          { ...aFilteredDisk(), compliance: 'compliant' },
          { ...aVmDisk({ key: 2001 }), compliance: null },
        ],
        jobs: [
          { name: 'Nightly', kind: 'replication', port: 33092 },
          { name: 'To Hamburg', kind: 'failover', port: 33090 },
        ],
      }),
    );

    expect(values(facts)).toContain('On 1 of 2 disks');
    expect(facts.slice(-2)).toEqual([
      { label: 'Replication job', value: 'Nightly: port 33092, encrypted' },
      { label: 'Failover job', value: 'To Hamburg: port 33090, not encrypted' },
    ]);
  });

  it('names what stands against the policy and its remedy, until all disks have it', () => {
    const disk = { ...aVmDisk(), compliance: null };
    const filtered = { ...aFilteredDisk(), compliance: 'compliant' as const };
    const reasons = [aVmReason({ diskKey: disk.key })];

    expect(values(vmCardFacts(aVmSummary({ disks: [disk], reasons })))).toContain(
      'Cannot be assigned: Hard disk 1: It has a snapshot. What to do: Delete its snapshots.',
    );
    expect(
      values(vmCardFacts(aVmSummary({ disks: [{ ...disk, key: 7 }, filtered], reasons }))).slice(
        1,
        3,
      ),
    ).toEqual([
      'On 1 of 2 disks',
      'Hard disk 1: It has a snapshot. What to do: Delete its snapshots.',
    ]);
    expect(values(vmCardFacts(aVmSummary({ disks: [filtered], reasons }))).join()).not.toContain(
      'snapshot',
    );
  });
});

describe('a disk on the card of its machine', () => {
  const filtered = { ...aFilteredDisk(), compliance: 'compliant' as const };

  it('is silent when it has nothing to do with the filter', () => {
    expect(diskStatus({ ...aVmDisk(), compliance: null })).toBeNull();
  });

  it('says in words whether it complies', () => {
    const tones = (['compliant', 'nonCompliant', 'outOfDate', 'unknown'] as const).map(
      (compliance) => diskStatus({ ...filtered, compliance })?.tone,
    );

    expect(tones).toEqual(['success', 'danger', 'warning', 'success']);
  });

  it('warns when policy and fact disagree', () => {
    expect(diskStatus({ ...filtered, filterAttached: false })?.text).toBe(
      'Filter not attached yet',
    );
    expect(diskStatus({ ...aVmDisk({ filterAttached: true }), compliance: null })?.text).toBe(
      'Filter still attached',
    );
  });

  it('shares a line with those of which the same is to be said', () => {
    const disk = (n: number, over = {}) => ({
      ...filtered,
      key: 1999 + n,
      label: `Hard disk ${n}`,
      ...over,
    });
    const labels = (...disks: ReturnType<typeof disk>[]) =>
      diskGroups(disks).map(({ label }) => label);

    expect(labels(disk(1), disk(2))).toEqual(['All disks']);
    expect(labels(disk(1))).toEqual(['Hard disk 1']);
    expect(labels(disk(1), disk(2, { filterAttached: false }), disk(3))).toEqual([
      'Hard disk 1, 3',
      'Hard disk 2',
    ]);
    expect(labels(disk(1), disk(2, { label: 'Boot' }), disk(3, { policyName: 'Gold' }))).toEqual([
      'Hard disk 1, Boot',
      'Hard disk 3',
    ]);
  });
});
