import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TableColumn, TableRow } from '../../../protocol/shell-api.ts';
import type { App } from '../model/app.ts';
import { pageSize } from '../model/table-model.ts';
import type { TableModel } from '../model/table-model.ts';
import { icon, itemIcon, stateSuffix } from './icons.ts';

/** The Hosts or VMs tab: select rows by ticking, open the menu of all of them with the right button. */
export function tableView(app: App, table: TableModel): TemplateResult {
  const { page } = table;
  if (!page) return html`<p class="empty">Loading...</p>`;
  const filter = (event: Event): void => {
    table.filterBy((event.currentTarget as HTMLInputElement).value);
  };
  const label = table.kind === 'hosts' ? 'Hosts' : 'Virtual Machines';
  return html`<div class="table-page">
    <div class="table-tools">
      <label
        >Quick Filter
        <input type="search" .value=${table.filter} placeholder="Enter value" @input=${filter}
      /></label>
      ${selectionActions(app, table)}
    </div>
    <div class="table-scroll">
      <table class="grid" aria-label=${label}>
        <thead>
          <tr>
            ${selectAll(table, page.rows)} ${page.columns.map((column) => headCell(table, column))}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            page.rows,
            (row) => row.item.id,
            (row) => bodyRow(app, table, row),
          )}
        </tbody>
      </table>
    </div>
    ${footer(table, page.total)}
  </div>`;
}

/** The menu of the selected rows for the keyboard: the real client has it by the right button only. */
function selectionActions(app: App, table: TableModel): TemplateResult {
  const open = (event: Event): void => {
    const { left: x, bottom: y } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    app.openMenu([...table.selected.values()], { x, y });
  };
  return html`<button
    class="btn btn-sm btn-link"
    aria-haspopup="menu"
    ?disabled=${table.selected.size === 0}
    @click=${open}
  >
    Actions for selected
  </button>`;
}

function selectAll(table: TableModel, rows: readonly TableRow[]): TemplateResult {
  const all = rows.length > 0 && rows.every((row) => table.selected.has(row.item.id));
  return html`<th class="tick">
    <input
      type="checkbox"
      aria-label="Select all rows"
      .checked=${all}
      @click=${() => table.togglePage()}
    />
  </th>`;
}

function headCell(table: TableModel, column: TableColumn): TemplateResult {
  const sorted = table.sort.replace(/^-/, '') === column.id;
  const direction = table.sort.startsWith('-') ? 'descending' : 'ascending';
  return html`<th aria-sort=${sorted ? direction : 'none'}>
    <button class="sort" @click=${() => table.sortBy(column.id)}>
      ${column.title}${sorted ? icon('down', direction) : ''}
    </button>
  </th>`;
}

function bodyRow(app: App, table: TableModel, row: TableRow): TemplateResult {
  const { item } = row;
  const selected = table.selected.has(item.id);
  const menu = (event: MouseEvent): void => {
    event.preventDefault();
    if (!selected) {
      table.selected.clear();
      table.toggle(item);
    }
    const position = { x: event.clientX, y: event.clientY };
    app.openMenu([...table.selected.values()], position);
  };
  return html`<tr
    class=${selected ? 'selected' : ''}
    aria-selected=${selected}
    @contextmenu=${menu}
  >
    <td class="tick">
      <input
        type="checkbox"
        aria-label=${`Select ${item.name}`}
        .checked=${selected}
        @click=${() => table.toggle(item)}
      />
    </td>
    ${table.page?.columns.map((column) => cell(app, row, column.id))}
  </tr>`;
}

function cell(app: App, row: TableRow, columnId: string): TemplateResult {
  if (columnId !== 'name') return html`<td>${row.cells[columnId] ?? ''}</td>`;
  return html`<td>
    ${itemIcon(row.item)}
    <button class="link" @click=${() => app.navigation.openObject(row.item.id, 'summary')}>
      ${row.item.name}${stateSuffix(row.item)}
    </button>
  </td>`;
}

function footer(table: TableModel, total: number): TemplateResult {
  const first = total === 0 ? 0 : table.offset + 1;
  const last = Math.min(table.offset + pageSize, total);
  const selected = table.selected.size;
  return html`<div class="table-footer">
    <span>${selected > 0 ? `${selected} selected` : ''}</span>
    <span class="spacer"></span>
    <span>${first} - ${last} of ${total} items</span>
    <button
      class="btn btn-sm btn-link"
      ?disabled=${table.offset === 0}
      @click=${() => table.turn(-1)}
    >
      Previous
    </button>
    <button class="btn btn-sm btn-link" ?disabled=${last >= total} @click=${() => table.turn(1)}>
      Next
    </button>
  </div>`;
}
