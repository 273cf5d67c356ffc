import { aWorld } from '../../testing/cluster-world-builder.ts';
import {
  aClusterFilter,
  aDisconnectedHost,
  aHost,
  aHostFilter,
} from '../../testing/inventory-builders.ts';
import type { HostProgress } from './activity.ts';
import { daemonOf, standaloneDaemon } from './daemon.ts';
import type { DaemonWorld } from './daemon.ts';
import type { HostFacts } from './inventory-facts.ts';

const listed = { clusterFilters: [aClusterFilter()] };
const issues = [{ host: aHost(1).ref, faultType: 'PlatformConfigFault', message: 'No space.' }];
const installing: HostProgress = {
  hostId: 'host-1',
  hostName: 'esx-1',
  state: 'installing',
  message: null,
  fault: null,
  rawFault: null,
};

interface Row {
  readonly situation: string;
  readonly host: HostFacts;
  readonly world?: Partial<DaemonWorld>;
  readonly state: string;
  readonly says?: string;
}

const rows: readonly Row[] = [
  { situation: 'the cluster has no filter', host: aHost(1), state: 'notInstalled' },
  {
    situation: 'it carries the latest filter',
    host: aHost(1, { filters: [aHostFilter()] }),
    world: listed,
    state: 'installed',
  },
  {
    situation: 'its filter is older than the bundle',
    host: aHost(1, { filters: [aHostFilter({ version: '1.1.0-1OEM' })] }),
    world: listed,
    state: 'outdated',
    says: "Version 1.1.0 is older than the bundle's 1.2.0",
  },
  {
    situation: 'its filter is out of order',
    host: aHost(1, { filters: [aHostFilter({ available: false })] }),
    world: listed,
    state: 'unavailable',
    says: 'not in working order',
  },
  {
    situation: 'the cluster has the filter and the host does not',
    host: aHost(1),
    world: listed,
    state: 'pending',
    says: 'has not brought it to this host yet',
  },
  {
    situation: 'vCenter reports an issue of it',
    host: aHost(1),
    world: { ...listed, issues },
    state: 'failed',
    says: 'No space.',
  },
  {
    situation: 'an activity of ours works on it',
    host: aHost(1),
    world: { ...listed, progress: [installing] },
    state: 'installing',
  },
  {
    situation: 'it is disconnected',
    host: aDisconnectedHost(1),
    world: { ...listed, issues },
    state: 'pending',
    says: 'disconnected',
  },
  {
    situation: 'it does not respond',
    host: aDisconnectedHost(1, { connectionState: 'notResponding' }),
    state: 'pending',
    says: 'not responding',
  },
];

describe('the daemon of a host', () => {
  for (const { situation, host, world = {}, state, says } of rows)
    it(`is ${state} when ${situation}`, () => {
      const daemon = daemonOf({ ...aWorld([host]), progress: [], ...world }, host);

      expect(daemon.state).toBe(state as typeof daemon.state);
      if (says === undefined) expect(daemon.message).toBeNull();
      else expect(daemon.message).toContain(says);
    });

  it('carries the acceptance level and the version it could have', () => {
    const daemon = daemonOf({ ...aWorld([aHost(1)]), progress: [] }, aHost(1));

    expect([daemon.acceptanceLevel, daemon.latestVersion]).toEqual(['community', '1.2.0']);
  });

  it('of a standalone host says that only clusters can have the filter', () => {
    const daemon = standaloneDaemon(aHost(1), 'partner', []);

    expect([daemon.state, daemon.cluster]).toEqual(['notInstalled', null]);
    expect(daemon.message).toContain('clusters only');
  });
});
