import type { InventoryItem } from '../../../protocol/shell-api.ts';
import type { ApiClient } from './api-client.ts';

/** A row of the inventory tree as it is shown. */
export interface TreeRow {
  readonly item: InventoryItem;
  /** 1 for the root. */
  readonly level: number;
  readonly parentId: string | undefined;
  readonly expanded: boolean;
  readonly position: number;
  readonly siblings: number;
}

/** The inventory tree on the left: children are fetched when a branch is opened. */
export class TreeModel {
  readonly #api: Pick<ApiClient, 'children'>;
  readonly #changed: () => void;
  readonly #children = new Map<string, readonly InventoryItem[]>();
  readonly #expanded = new Set<string>();
  #root: InventoryItem | undefined;
  #rows: readonly TreeRow[] = [];
  focusedId: string | undefined;

  constructor(api: Pick<ApiClient, 'children'>, changed: () => void) {
    this.#api = api;
    this.#changed = changed;
  }

  get rows(): readonly TreeRow[] {
    return this.#rows;
  }

  /** Starts the tree with the root and its datacenters open. */
  async start(root: InventoryItem): Promise<void> {
    this.#root = root;
    this.focusedId = root.id;
    await this.expand(root.id);
    await Promise.all((this.#children.get(root.id) ?? []).map((child) => this.expand(child.id)));
  }

  /** Opens a branch. */
  async expand(id: string): Promise<void> {
    this.#expanded.add(id);
    if (!this.#children.has(id)) await this.#fetch(id);
    this.#refreshRows();
  }

  collapse(id: string): void {
    this.#expanded.delete(id);
    this.#refreshRows();
  }

  toggle(id: string): void {
    if (this.#expanded.has(id)) this.collapse(id);
    else void this.expand(id);
  }

  /** Opens everything above an object, so that its row is there. */
  async reveal(path: readonly InventoryItem[]): Promise<void> {
    for (const item of path) await this.expand(item.id);
  }

  /** Fetches all open branches again. */
  async reload(root: InventoryItem): Promise<void> {
    this.#root = root;
    const open = [...this.#expanded].filter((id) => this.#children.has(id));
    await Promise.all(open.map((id) => this.#fetch(id)));
    this.#refreshRows();
  }

  /** Moves the keyboard's focus by rows, to a parent, or to either end. */
  moveFocus(step: 'next' | 'previous' | 'parent' | 'first' | 'last'): void {
    const index = this.#rows.findIndex((row) => row.item.id === this.focusedId);
    const targets = {
      next: this.#rows[index + 1],
      previous: this.#rows[index - 1],
      parent: this.#rows.find((row) => row.item.id === this.#rows[index]?.parentId),
      first: this.#rows[0],
      last: this.#rows.at(-1),
    };
    const target = targets[step];
    if (target) this.focusedId = target.item.id;
    this.#changed();
  }

  async #fetch(id: string): Promise<void> {
    try {
      this.#children.set(id, await this.#api.children(id));
    } catch {
      // Expected: the object is gone meanwhile; its parent's next reload takes the row away.
      this.#children.delete(id);
      this.#expanded.delete(id);
    }
  }

  #refreshRows(): void {
    const rows: TreeRow[] = [];
    if (this.#root) this.#append(rows, [this.#root], 1, undefined);
    this.#rows = rows;
    this.#changed();
  }

  #append(
    rows: TreeRow[],
    items: readonly InventoryItem[],
    level: number,
    parentId: string | undefined,
  ): void {
    items.forEach((item, index) => {
      const expanded = item.hasChildren && this.#expanded.has(item.id);
      rows.push({
        item,
        level,
        parentId,
        expanded,
        position: index + 1,
        siblings: items.length,
      });
      if (expanded) this.#append(rows, this.#children.get(item.id) ?? [], level + 1, item.id);
    });
  }
}
