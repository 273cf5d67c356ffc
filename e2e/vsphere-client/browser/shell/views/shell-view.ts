import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { App } from '../model/app.ts';
import { clientPluginsView } from './client-plugins-view.ts';
import { headerView } from './header-view.ts';
import { icon } from './icons.ts';
import { menuView } from './menu-view.ts';
import { modalsView } from './modals-view.ts';
import { navigatorView } from './navigator-view.ts';
import { objectView } from './object-view.ts';
import { frameView } from './frame-view.ts';
import { tasksView } from './tasks-view.ts';

/** The whole client after login. */
export function shellView(app: App): TemplateResult {
  return html`<div class="shell">
      ${bannerView(app)} ${headerView(app)}
      <div class="shell-middle">
        ${showsNavigator(app) ? navigatorView(app) : nothing}
        <main class="content">${pageView(app)}</main>
      </div>
      ${tasksView(app)}
    </div>
    ${menuView(app)} ${modalsView(app)}`;
}

function pageView(app: App): TemplateResult {
  const { route } = app;
  switch (route.page) {
    case 'client-plugins':
      return clientPluginsView(app);
    case 'plugin':
      return globalView(app, route.pluginKey);
    case 'home':
    case 'object':
      return objectView(app);
  }
}

function globalView(app: App, pluginKey: string): TemplateResult {
  const plugin = app.plugins.find((entry) => entry.key === pluginKey);
  const view = plugin?.globalView;
  if (!plugin || !view) return html`<p class="empty">This plug-in has no such view.</p>`;
  const { customData, sequence } = app.navigation.arrival;
  return html`<div class="global-view">
    ${frameView(app, {
      key: `global-${plugin.instanceId}-${sequence}`,
      plugin,
      url: view.url,
      label: plugin.name,
      contextObjects: [],
      navigationData: customData,
      customData: null,
      isModal: false,
    })}
  </div>`;
}

/** A global view says in its manifest whether the client keeps its navigator. */
function showsNavigator(app: App): boolean {
  const { route } = app;
  if (route.page !== 'plugin') return route.page !== 'client-plugins';
  const plugin = app.plugins.find((entry) => entry.key === route.pluginKey);
  return plugin?.globalView?.navigationVisible ?? false;
}

function bannerView(app: App): TemplateResult | typeof nothing {
  const { banner } = app;
  if (!banner) return nothing;
  const dismiss = (): void => {
    app.banner = undefined;
    app.changed();
  };
  return html`<div class="banner" role="status" data-testid="plugin-banner">
    ${icon('info')}<span>${banner.text}</span>
    ${banner.refresh ? refreshButton() : nothing}
    <button class="banner-close" aria-label="Close notice" @click=${dismiss}>
      ${icon('close')}
    </button>
  </div>`;
}

function refreshButton(): TemplateResult {
  return html`<button class="banner-action" @click=${() => window.location.reload()}>
    Refresh Browser
  </button>`;
}
