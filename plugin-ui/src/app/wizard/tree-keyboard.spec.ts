import { aCluster, aDaemon, aFinding, anInventory } from '../../testing/contract-builders';
import { treeRows } from './inventory-tree';
import type { TreeCommand } from './tree-keyboard';
import { treeCommand } from './tree-keyboard';

describe('the keyboard in the tree', () => {
  const inventory = anInventory({
    clusters: [
      aCluster({
        id: 'open',
        name: 'A',
        findings: [aFinding()],
        hosts: [aDaemon({ hostId: 'h1' })],
      }),
      aCluster({ id: 'shut', name: 'B' }),
    ],
    standaloneHosts: [{ ...aDaemon({ hostId: 'alone' }), datacenter: 'Berlin', findings: [] }],
  });
  const rows = treeRows(inventory, { search: '', expanded: new Set(['open']) });
  const table: readonly [active: string, pressed: string, command: TreeCommand | null][] = [
    ['open', 'ArrowDown', { kind: 'move', key: 'h1' }],
    ['h1', 'ArrowUp', { kind: 'move', key: 'open' }],
    ['h1', 'Home', { kind: 'move', key: 'datacenter:Berlin' }],
    ['h1', 'End', { kind: 'move', key: 'alone' }],
    ['shut', 'ArrowRight', { kind: 'expand', clusterId: 'shut' }],
    ['open', 'ArrowRight', { kind: 'move', key: 'h1' }],
    ['open', 'ArrowLeft', { kind: 'collapse', clusterId: 'open' }],
    ['shut', 'ArrowLeft', { kind: 'move', key: 'datacenter:Berlin' }],
    ['h1', 'ArrowLeft', { kind: 'move', key: 'open' }],
    ['alone', 'ArrowLeft', { kind: 'move', key: 'datacenter:Berlin' }],
    ['shut', ' ', { kind: 'toggle', clusterId: 'shut' }],
    ['h1', ' ', null],
    ['alone', 'ArrowDown', null],
    ['h1', 'x', null],
    ['gone', 'ArrowDown', null],
  ];

  for (const [active, pressed, command] of table) {
    it(`does ${command ? command.kind : 'nothing'} for "${pressed}" on ${active}`, () => {
      expect(treeCommand(pressed, rows, active)).toEqual(command);
    });
  }
});
