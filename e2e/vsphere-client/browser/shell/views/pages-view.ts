import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ClientPlugin, PluginView } from '../../../protocol/client-plugin.ts';
import type { ConfigurePage, ObjectView } from '../../../protocol/shell-api.ts';
import type { App } from '../model/app.ts';
import type { PluginViews } from '../model/object-extensions.ts';
import { eventsView } from './events-view.ts';
import { frameView } from './frame-view.ts';
import { cardView } from './summary-view.ts';
import { objectTasksView } from './tasks-view.ts';

type Tab = 'monitor' | 'configure';

/** A page in the left list of Monitor or Configure. */
interface PageEntry {
  readonly id: string;
  readonly title: string;
  readonly content: () => TemplateResult;
}

interface Category {
  readonly title: string;
  readonly pages: readonly PageEntry[];
  readonly waiting: boolean;
}

/** The Monitor and Configure tabs: a list of pages on the left; each plug-in is a category of its own. */
export function pagesView(app: App, object: ObjectView, tab: Tab): TemplateResult {
  const plugins = app.extensions?.views(tab) ?? [];
  const categories = [
    ...(tab === 'monitor' ? monitorCategories(app, object) : configureCategories(app, object)),
    ...plugins.map((entry) => pluginCategory(app, object, entry)),
  ];
  const pages = categories.flatMap((category) => category.pages);
  const wanted = app.route.page === 'object' ? app.route.viewId : undefined;
  const chosen = pages.find((page) => page.id === wanted);
  const waiting = categories.some((category) => category.waiting);
  const fallback = wanted === undefined || !waiting ? pages[0] : undefined;
  return html`<div class="pages">
    <nav class="page-list" aria-label=${tab === 'monitor' ? 'Monitor pages' : 'Configure pages'}>
      ${categories.map((category) => categoryView(app, category, { object, tab, chosen: chosen ?? fallback }))}
    </nav>
    <div class="page-content">
      ${(chosen ?? fallback)?.content() ?? html`<p class="empty">${waiting ? 'Loading...' : 'Nothing to show.'}</p>`}
    </div>
  </div>`;
}

function categoryView(
  app: App,
  category: Category,
  place: { object: ObjectView; tab: Tab; chosen: PageEntry | undefined },
): TemplateResult {
  const { object, tab, chosen } = place;
  const open = (viewId: string) => (): void => {
    app.navigation.go({ page: 'object', objectId: object.item.id, tab, viewId });
  };
  return html`<div class="page-category" role="group" aria-label=${category.title}>
    <p class="page-category-title">${category.title}</p>
    ${category.waiting ? html`<span class="spinner spinner-inline" role="progressbar" aria-label="Loading pages"></span>` : nothing}
    ${category.pages.map(
      (page) =>
        html`<button
          class="page-link ${page.id === chosen?.id ? 'selected' : ''}"
          aria-current=${page.id === chosen?.id ? 'page' : 'false'}
          @click=${open(page.id)}
        >
          ${page.title}
        </button>`,
    )}
  </div>`;
}

function monitorCategories(app: App, object: ObjectView): Category[] {
  const tasks: PageEntry = {
    id: 'client.tasks',
    title: 'Tasks',
    content: () => objectTasksView(app, object),
  };
  const events: PageEntry = {
    id: 'client.events',
    title: 'Events',
    content: () => eventsView(app, object),
  };
  return [{ title: 'Tasks and Events', pages: [tasks, events], waiting: false }];
}

function configureCategories(app: App, object: ObjectView): Category[] {
  const titles = [...new Set(object.configure.map((page) => page.category))];
  return titles.map((title) => ({
    title,
    waiting: false,
    pages: object.configure
      .filter((page) => page.category === title)
      .map((page) => ({ id: page.id, title: page.title, content: () => ownPage(app, page) })),
  }));
}

function ownPage(app: App, page: ConfigurePage): TemplateResult {
  return html`<div class="own-page">
    <h2>${page.title}</h2>
    ${page.cards.map((card) => cardView(app, card))}
    ${page.cards.length === 0 ? html`<p class="empty">No items to display.</p>` : nothing}
  </div>`;
}

/** While the plug-in's server is asked, the category shows a spinner and no names. */
function pluginCategory(app: App, object: ObjectView, entry: PluginViews): Category {
  const { plugin, views, waiting } = entry;
  return {
    title: plugin.name,
    waiting,
    pages: waiting
      ? []
      : views.map((view) => ({
          id: view.id,
          title: view.label,
          content: () => pluginPage(app, object, plugin, view),
        })),
  };
}

function pluginPage(
  app: App,
  object: ObjectView,
  plugin: ClientPlugin,
  view: PluginView,
): TemplateResult {
  const urn = app.urn(object.item.id);
  const { customData, sequence } = app.navigation.arrival;
  return html`<div class="plugin-page">
    ${frameView(app, {
      key: `page-${plugin.instanceId}-${view.id}-${urn}-${sequence}`,
      plugin,
      url: view.url,
      label: view.label,
      contextObjects: [{ id: urn }],
      navigationData: customData,
      customData: null,
      isModal: false,
    })}
  </div>`;
}
