import type { InventoryItem } from '../../../protocol/shell-api.ts';
import { TreeModel } from './tree-model.ts';

const item = (name: string, hasChildren = false): InventoryItem => ({
  id: name,
  type: 'Folder',
  name,
  state: 'normal',
  hasChildren,
});

describe('the inventory tree', () => {
  let world: Record<string, InventoryItem[]>;
  let fetched: string[];
  let tree: TreeModel;

  beforeEach(async () => {
    fetched = [];
    world = {
      root: [item('east', true), item('west')],
      east: [item('cluster', true)],
      west: [],
      cluster: [item('host'), item('vm')],
    };
    const children = (id: string): Promise<InventoryItem[]> => {
      fetched.push(id);
      const items = world[id];
      return items ? Promise.resolve(items) : Promise.reject(new Error('gone'));
    };
    tree = new TreeModel({ children }, () => undefined);
    await tree.start(item('root', true));
  });

  const names = () => tree.rows.map((row) => `${'  '.repeat(row.level - 1)}${row.item.name}`);

  it('starts with the root and what is below it open', () => {
    expect(names()).toEqual(['root', '  east', '    cluster', '  west']);
  });

  it('fetches a branch once, when it is opened', async () => {
    await tree.expand('cluster');
    tree.collapse('cluster');
    await tree.expand('cluster');
    expect(names()).toContain('      host');
    expect(fetched.filter((id) => id === 'cluster').length).toBe(1);
  });

  it('tells positions for screen readers', () => {
    const west = tree.rows.find((row) => row.item.name === 'west');
    expect([west?.level, west?.position, west?.siblings]).toEqual([2, 2, 2]);
  });

  it('opens the way to an object', async () => {
    await tree.reveal([item('root', true), item('east', true), item('cluster', true)]);
    expect(names()).toContain('      vm');
  });

  it('shows what changed in open branches after a reload', async () => {
    world['east'] = [item('cluster', true), item('second')];
    await tree.reload(item('root', true));
    expect(names()).toContain('    second');
  });

  it('drops a branch that is gone', async () => {
    world = { ...world, root: [item('west')] };
    delete world['east'];
    await tree.reload(item('root', true));
    expect(names()).toEqual(['root', '  west']);
  });

  it('moves the focus by rows, to the parent and to the ends', () => {
    tree.moveFocus('last');
    expect(tree.focusedId).toBe('west');
    tree.moveFocus('previous');
    expect(tree.focusedId).toBe('cluster');
    tree.moveFocus('parent');
    expect(tree.focusedId).toBe('east');
    tree.moveFocus('first');
    tree.moveFocus('previous');
    expect(tree.focusedId).toBe('root');
    tree.moveFocus('next');
    expect(tree.focusedId).toBe('east');
  });
});
