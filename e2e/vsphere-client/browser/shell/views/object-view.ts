import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ObjectTab, ObjectView } from '../../../protocol/shell-api.ts';
import type { App } from '../model/app.ts';
import { icon, itemIcon, stateSuffix } from './icons.ts';
import { pagesView } from './pages-view.ts';
import { summaryView } from './summary-view.ts';
import { tableView } from './table-view.ts';

const titles: Readonly<Record<ObjectTab, string>> = {
  summary: 'Summary',
  monitor: 'Monitor',
  configure: 'Configure',
  hosts: 'Hosts',
  vms: 'VMs',
};

/** The page of one object: header with actions, tabs, and the chosen tab. */
export function objectView(app: App): TemplateResult {
  const { object, route } = app;
  if (app.objectError) return html`<p class="empty" role="alert">${app.objectError}</p>`;
  if (!object || route.page !== 'object') return html`<p class="empty">Loading...</p>`;
  return html`<section class="object-page" data-testid="object-page">
    <div class="object-header">
      ${itemIcon(object.item)}
      <h1>${object.item.name}${stateSuffix(object.item)}</h1>
      <span class="header-rule"></span>
      ${actionsButton(app, object)}
    </div>
    <div class="object-tabs" role="tablist" aria-label="Object pages" @keydown=${moveTab}>
      ${object.tabs.map((tab) => tabButton(app, object, tab, route.tab))}
    </div>
    <div class="tab-content" role="tabpanel" aria-label=${titles[route.tab]}>
      ${tabContent(app, object, route.tab)}
    </div>
  </section>`;
}

function actionsButton(app: App, object: ObjectView): TemplateResult {
  const open = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    app.openMenu([object.item], { x: box.left, y: box.bottom + 2 });
  };
  return html`<button class="actions-button" aria-haspopup="menu" @click=${open}>
    ${icon('dots')}<span>ACTIONS</span>
  </button>`;
}

function tabButton(
  app: App,
  object: ObjectView,
  tab: ObjectTab,
  chosen: ObjectTab,
): TemplateResult {
  const choose = (): void => {
    app.navigation.go({ page: 'object', objectId: object.item.id, tab });
  };
  return html`<button
    role="tab"
    class="object-tab"
    aria-selected=${tab === chosen}
    tabindex=${tab === chosen ? 0 : -1}
    @click=${choose}
  >
    ${titles[tab]}
  </button>`;
}

function tabContent(app: App, object: ObjectView, tab: ObjectTab): TemplateResult | typeof nothing {
  switch (tab) {
    case 'summary':
      return summaryView(app, object);
    case 'monitor':
    case 'configure':
      return pagesView(app, object, tab);
    case 'hosts':
    case 'vms':
      return app.table ? tableView(app, app.table) : nothing;
  }
}

/** Left and right move between tabs, as in every tab list. */
function moveTab(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  const tabs = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]'),
  ];
  const index = tabs.indexOf(event.target as HTMLElement);
  const next = tabs[(index + step + tabs.length) % tabs.length];
  next?.focus();
  next?.click();
}
