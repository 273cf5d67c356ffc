import { aCluster, aHost } from '../../testing/inventory-builders.ts';
import type { VmListing } from '../domain/vm-listing.ts';
import { VmList } from './vm-list.ts';
import type { VmSortKey } from './vm-list.ts';

const inventory = {
  clusters: [aCluster(2, [aHost(10), aHost(9)]), aCluster(1, [aHost(3)])],
  standaloneHosts: [{ ...aHost(77), datacenter: 'Lab' }],
};

function machine(name: string, changes: Partial<VmListing> = {}): VmListing {
  return {
    ref: { type: 'VirtualMachine', value: `id-of-${name}` },
    name,
    host: { type: 'HostSystem', value: 'host-3' },
    powerState: 'poweredOn',
    template: false,
    hasSnapshot: false,
    connectionState: 'connected',
    folder: null,
    changeVersion: '1',
    faultTolerant: false,
    encrypted: false,
    diskCount: 2,
    ...changes,
  };
}

function listOf(vms: readonly VmListing[], before: VmList | null = null): VmList {
  const policies = new Map([
    ['id-of-some', new Map([[2000, 'p']])],
    ['id-of-all', new Map([[2000, 'p'], [2001, 'p']])], // prettier-ignore
  ]);
  const facts = { asOf: new Date(0), vms, folders: [], inventory, filterPolicies: policies };
  return new VmList(facts, before);
}

function namesBy(list: VmList, by: VmSortKey): readonly (string | undefined)[] {
  return [...list.order(by)].map((position) => list.vms[position]?.listing.name);
}

describe('The list of machines', () => {
  it('counts as people do', () => {
    const list = listOf(['vm-10', 'vm-2', 'VM-1', 'ärger', 'apfel', 'zoo'].map((n) => machine(n)));

    expect(namesBy(list, 'name')).toEqual(['apfel', 'ärger', 'VM-1', 'vm-2', 'vm-10', 'zoo']);
  });

  it('has the same order whatever the list before it was', () => {
    const before = listOf(['c', 'b', 'a'].map((name) => machine(name)));
    const after = listOf(
      ['b', 'd', 'a', 'c'].map((name) => machine(name)),
      before,
    );

    expect(namesBy(after, 'name')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('sorts by clusters and hosts as they are called, and by name within them', () => {
    const on = (host: number) => ({ host: { type: 'HostSystem', value: `host-${host}` } });
    const list = listOf([
      machine('a', on(10)),
      machine('b', on(9)),
      machine('c', on(3)),
      machine('d', on(10)),
    ]);

    expect(namesBy(list, 'cluster')).toEqual(['c', 'a', 'b', 'd']);
    expect(namesBy(list, 'host')).toEqual(['c', 'b', 'a', 'd']);
  });

  it('sorts by power state and by policy', () => {
    const list = listOf([
      machine('all', { powerState: 'suspended' }),
      machine('none', { powerState: 'poweredOff' }),
      machine('some'),
    ]);

    expect(namesBy(list, 'powerState')).toEqual(['none', 'some', 'all']);
    expect(namesBy(list, 'policyState')).toEqual(['none', 'some', 'all']);
  });

  it('knows where each machine runs, and that some run outside of clusters', () => {
    const list = listOf([
      machine('a'),
      machine('b', { host: { type: 'HostSystem', value: 'host-77' } }),
      machine('c', { host: null }),
    ]);

    expect(list.vms.map(({ host, cluster }) => [host?.name, cluster?.name])).toEqual([
      ['esx-3.example.com', 'Cluster 1'],
      ['esx-77.example.com', undefined],
      [undefined, undefined],
    ]);
  });

  it('sorts 20,000 machines in far less than a second', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      machine(`vm-${(index * 7919) % 20_000}-c${index % 20}`),
    );
    const begun = performance.now();
    const list = listOf(many);
    list.order('host');

    expect(performance.now() - begun).toBeLessThan(1000);
    expect(list.vms[2]?.listing.name).toMatch(/^vm-2-/);
  });
});
