import type { TreeRow } from './inventory-tree';

/** What a key does in the tree, as the ARIA treegrid pattern has it. */
export type TreeCommand =
  | { readonly kind: 'move'; readonly key: string }
  | { readonly kind: 'expand'; readonly clusterId: string }
  | { readonly kind: 'collapse'; readonly clusterId: string }
  | { readonly kind: 'toggle'; readonly clusterId: string };

/** Rows that take the keyboard focus: findings are read as a part of their cluster. */
export function focusableRows(rows: readonly TreeRow[]): readonly TreeRow[] {
  return rows.filter((row) => row.kind !== 'findings');
}

/** The command of a key pressed on the row `active`; null when the key means nothing there. */
export function treeCommand(
  pressed: string,
  rows: readonly TreeRow[],
  active: string,
): TreeCommand | null {
  const order = focusableRows(rows);
  const index = order.findIndex((row) => row.key === active);
  const row = order[index];
  if (!row) return null;
  const go = (target: TreeRow | undefined): TreeCommand | null =>
    target ? { kind: 'move', key: target.key } : null;
  switch (pressed) {
    case 'ArrowDown':
      return go(order[index + 1]);
    case 'ArrowUp':
      return go(order[index - 1]);
    case 'Home':
      return go(order[0]);
    case 'End':
      return go(order.at(-1));
    case 'ArrowRight':
      if (row.kind !== 'cluster') return null;
      return row.isExpanded ? go(order[index + 1]) : { kind: 'expand', clusterId: row.cluster.id };
    case 'ArrowLeft':
      if (row.kind === 'cluster' && row.isExpanded) {
        return { kind: 'collapse', clusterId: row.cluster.id };
      }
      return go(parentOf(order, index));
    case ' ':
    case 'Enter':
      return row.kind === 'cluster' ? { kind: 'toggle', clusterId: row.cluster.id } : null;
    default:
      return null;
  }
}

function parentOf(order: readonly TreeRow[], index: number): TreeRow | undefined {
  const row = order[index];
  const isParent = (candidate: TreeRow) =>
    row?.kind === 'host' && row.standalone === null
      ? candidate.kind === 'cluster'
      : candidate.kind === 'datacenter';
  return order.slice(0, index).findLast(isParent);
}
