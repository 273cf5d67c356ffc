import { aCluster, aDaemon, aFinding, anInventory } from '../../testing/contract-builders';
import type { TreeRow } from './inventory-tree';
import { treeRows } from './inventory-tree';

const standalone = {
  ...aDaemon({ hostId: 'host-90', hostName: 'alone.lab.example', clusterId: null }),
  datacenter: 'Berlin',
  findings: [],
};
const inventory = anInventory({
  clusters: [
    aCluster({
      id: 'c10',
      name: 'Rack 10',
      hosts: [aDaemon({ hostId: 'h3', hostName: 'esx-30' })],
    }),
    aCluster({
      id: 'c2',
      name: 'Rack 2',
      findings: [aFinding()],
      hosts: [
        aDaemon({ hostId: 'h2', hostName: 'esx-2' }),
        aDaemon({ hostId: 'h1', hostName: 'esx-1' }),
      ],
    }),
    aCluster({ id: 'c9', name: 'Harbour', datacenter: 'Aachen', hosts: [] }),
  ],
  standaloneHosts: [standalone],
});

function keys(rows: readonly TreeRow[]): string[] {
  return rows.map((row) => row.key);
}

describe('the tree of clusters and hosts', () => {
  it('shows datacenters, their clusters in natural order, then standalone hosts', () => {
    expect(keys(treeRows(inventory, { search: '', expanded: new Set() }))).toEqual([
      'datacenter:Aachen',
      'c9',
      'datacenter:Berlin',
      'c2',
      'c10',
      'host-90',
    ]);
  });

  it('shows findings and hosts below an open cluster', () => {
    const rows = treeRows(inventory, { search: '', expanded: new Set(['c2']) });

    expect(keys(rows).slice(3, 7)).toEqual(['c2', 'findings:c2', 'h1', 'h2']);
  });

  it('opens a cluster whose host matches, and shows that host only', () => {
    const rows = treeRows(inventory, { search: 'ESX-2', expanded: new Set() });

    expect(keys(rows)).toEqual(['datacenter:Berlin', 'c2', 'findings:c2', 'h2']);
  });

  it('shows a whole datacenter whose name matches', () => {
    expect(keys(treeRows(inventory, { search: 'aachen', expanded: new Set() }))).toEqual([
      'datacenter:Aachen',
      'c9',
    ]);
  });

  it('is empty when nothing matches', () => {
    expect(treeRows(inventory, { search: 'nowhere', expanded: new Set() })).toEqual([]);
  });
});
