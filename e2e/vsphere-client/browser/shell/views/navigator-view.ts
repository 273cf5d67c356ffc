import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { App } from '../model/app.ts';
import type { TreeRow } from '../model/tree-model.ts';
import { icon, itemIcon, stateSuffix } from './icons.ts';

/** The inventory tree on the left, with the keys of a tree widget. */
export function navigatorView(app: App): TemplateResult {
  return html`<nav class="navigator" aria-label="Inventory">
    <div class="navigator-title">${icon('host')}<span>Hosts and Clusters</span></div>
    <div
      class="tree"
      role="tree"
      aria-label="Hosts and Clusters"
      @keydown=${(event: KeyboardEvent) => onKey(app, event)}
    >
      ${repeat(
        app.tree.rows,
        (row) => row.item.id,
        (row) => rowView(app, row),
      )}
    </div>
  </nav>`;
}

function rowView(app: App, row: TreeRow): TemplateResult {
  const { item } = row;
  const open = app.route.page === 'object' && app.route.objectId === item.id;
  const menu = (event: MouseEvent): void => {
    event.preventDefault();
    app.openMenu([item], { x: event.clientX, y: event.clientY });
  };
  return html`<div
    role="treeitem"
    class="tree-row ${open ? 'selected' : ''}"
    style=${styleMap({ paddingLeft: `${(row.level - 1) * 18 + 6}px` })}
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-selected=${open}
    aria-expanded=${ifDefined(item.hasChildren ? String(row.expanded) : undefined)}
    aria-label=${item.name + stateSuffix(item)}
    data-id=${item.id}
    tabindex=${app.tree.focusedId === item.id ? 0 : -1}
    @click=${() => app.navigation.openObject(item.id)}
    @contextmenu=${menu}
  >
    ${caret(app, row)} ${itemIcon(item)}<span class="tree-name"
      >${item.name}${stateSuffix(item)}</span
    >
  </div>`;
}

function caret(app: App, row: TreeRow): TemplateResult {
  if (!row.item.hasChildren) return html`<span class="tree-caret"></span>`;
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    app.tree.toggle(row.item.id);
  };
  return html`<span class="tree-caret ${row.expanded ? 'open' : ''}" @click=${toggle}>
    ${icon('caret')}
  </span>`;
}

function onKey(app: App, event: KeyboardEvent): void {
  const row = app.tree.rows.find((entry) => entry.item.id === app.tree.focusedId);
  if (!row) return;
  const moved = arrowKey(app, event.key, row);
  if (!moved && !actionKey(app, event, row)) return;
  event.preventDefault();
  // A menu that was opened has the focus now; only a move in the tree takes it to another row.
  const tree = event.currentTarget as HTMLElement;
  if (moved) queueMicrotask(() => focusRow(tree, app.tree.focusedId));
}

function arrowKey({ tree }: App, key: string, row: TreeRow): boolean {
  switch (key) {
    case 'ArrowDown':
      tree.moveFocus('next');
      return true;
    case 'ArrowUp':
      tree.moveFocus('previous');
      return true;
    case 'ArrowRight':
      if (row.expanded) tree.moveFocus('next');
      else if (row.item.hasChildren) tree.toggle(row.item.id);
      return true;
    case 'ArrowLeft':
      if (row.expanded) tree.collapse(row.item.id);
      else tree.moveFocus('parent');
      return true;
    case 'Home':
      tree.moveFocus('first');
      return true;
    case 'End':
      tree.moveFocus('last');
      return true;
    default:
      return false;
  }
}

function actionKey(app: App, event: KeyboardEvent, row: TreeRow): boolean {
  const opensMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
  if (opensMenu) {
    const box = (event.target as HTMLElement).getBoundingClientRect();
    app.openMenu([row.item], { x: box.left + 40, y: box.bottom });
    return true;
  }
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  app.navigation.openObject(row.item.id);
  return true;
}

function focusRow(tree: HTMLElement, id: string | undefined): void {
  // The row may have been drawn in this very turn.
  requestAnimationFrame(() => {
    tree.querySelector<HTMLElement>(`[data-id="${CSS.escape(id ?? '')}"]`)?.focus();
  });
}
