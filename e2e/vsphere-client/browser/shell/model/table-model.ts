import type { InventoryItem, TablePage } from '../../../protocol/shell-api.ts';
import type { ApiClient } from './api-client.ts';

export const pageSize = 50;

/** The table on the Hosts or VMs tab: one page at a time, several rows can be selected. */
export class TableModel {
  readonly #api: ApiClient;
  readonly #changed: () => void;
  readonly objectId: string;
  readonly kind: 'hosts' | 'vms';
  readonly selected = new Map<string, InventoryItem>();
  page: TablePage | undefined;
  sort = 'name';
  filter = '';
  offset = 0;

  constructor(
    api: ApiClient,
    changed: () => void,
    place: { objectId: string; kind: 'hosts' | 'vms' },
  ) {
    this.#api = api;
    this.#changed = changed;
    this.objectId = place.objectId;
    this.kind = place.kind;
  }

  async load(): Promise<void> {
    const { sort, filter, offset } = this;
    const request = { sort, filter, offset, limit: pageSize };
    this.page = await this.#api.table(this.objectId, this.kind, request);
    this.#changed();
  }

  /** Sorts by a column; a second time turns the order round. */
  sortBy(columnId: string): void {
    this.sort = this.sort === columnId ? `-${columnId}` : columnId;
    this.offset = 0;
    void this.load();
  }

  filterBy(text: string): void {
    this.filter = text;
    this.offset = 0;
    void this.load();
  }

  turn(pages: number): void {
    const last = Math.max(0, (this.page?.total ?? 0) - 1);
    this.offset = Math.min(Math.max(0, this.offset + pages * pageSize), last - (last % pageSize));
    void this.load();
  }

  toggle(item: InventoryItem): void {
    if (!this.selected.delete(item.id)) this.selected.set(item.id, item);
    this.#changed();
  }

  /** Selects all rows of the page, or none when they all were. */
  togglePage(): void {
    const rows = this.page?.rows ?? [];
    const all = rows.every((row) => this.selected.has(row.item.id));
    for (const row of rows) {
      if (all) this.selected.delete(row.item.id);
      else this.selected.set(row.item.id, row.item);
    }
    this.#changed();
  }
}
