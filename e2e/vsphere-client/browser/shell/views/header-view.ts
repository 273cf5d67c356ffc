import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { App } from '../model/app.ts';
import { icon } from './icons.ts';
import { pluginIcon } from './plugin-icon.ts';

/** The dark bar at the top: main menu, title, refresh, user menu. */
export function headerView(app: App): TemplateResult {
  return html`<header class="top-bar">
    <button
      class="bar-button"
      aria-label="Main menu"
      aria-haspopup="menu"
      aria-expanded=${app.openDropdown === 'main'}
      @click=${() => toggle(app, 'main')}
    >
      ${icon('menu')}
    </button>
    <a class="product" href="#/">vSphere Client</a>
    <span class="spacer"></span>
    <button
      class="bar-button"
      aria-label="Refresh"
      title="Refresh"
      @click=${() => void app.refresh()}
    >
      ${icon('refresh')}
    </button>
    <button
      class="bar-button user"
      aria-haspopup="menu"
      aria-expanded=${app.openDropdown === 'user'}
      data-testid="user-menu"
      @click=${() => toggle(app, 'user')}
    >
      ${icon('user')}<span>${displayName(app.session.userName)}</span>${icon('down', 'small')}
    </button>
    ${app.openDropdown === 'main' ? mainMenu(app) : nothing}
    ${app.openDropdown === 'user' ? userMenu(app) : nothing}
  </header>`;
}

function mainMenu(app: App): TemplateResult {
  const globals = app.plugins.filter((plugin) => plugin.globalView);
  return html`${backdrop(app)}
    <nav class="main-menu" role="menu" aria-label="Main menu" @keydown=${closeOnEscape(app)}>
      ${entry(app, icon('home'), 'Inventory', () =>
        app.navigation.openObject(app.session.root.id, 'summary'),
      )}
      ${globals.length > 0 ? html`<div class="menu-rule" role="separator"></div>` : nothing}
      ${globals.map((plugin) =>
        entry(app, pluginIcon(plugin.icon, app.preferences.theme), plugin.name, () =>
          app.navigation.go({ page: 'plugin', pluginKey: plugin.key }),
        ),
      )}
      <div class="menu-rule" role="separator"></div>
      <p class="menu-heading">Administration</p>
      ${entry(app, icon('plugin'), 'Client Plug-ins', () =>
        app.navigation.go({ page: 'client-plugins' }),
      )}
    </nav>`;
}

function userMenu(app: App): TemplateResult {
  const other = app.preferences.theme === 'dark' ? 'light' : 'dark';
  const logOut = (): void => {
    void app.api.logout().finally(() => window.location.assign('/ui/'));
  };
  return html`${backdrop(app)}
    <div class="user-menu" role="menu" aria-label="User menu" @keydown=${closeOnEscape(app)}>
      ${entry(app, nothing, 'My Preferences...', () =>
        app.modals.open({ kind: 'preferences', closable: true }),
      )}
      ${entry(app, nothing, 'Switch Theme', () => app.applyTheme(other))}
      ${entry(app, nothing, 'Log Out', logOut)}
    </div>`;
}

function entry(
  app: App,
  image: TemplateResult | typeof nothing,
  label: string,
  run: () => void,
): TemplateResult {
  const choose = (): void => {
    app.openDropdown = undefined;
    run();
    app.changed();
  };
  return html`<button role="menuitem" class="menu-item" @click=${choose}>
    ${image}<span>${label}</span>
  </button>`;
}

function backdrop(app: App): TemplateResult {
  return html`<div class="menu-backdrop" @click=${() => toggle(app, undefined)}></div>`;
}

function toggle(app: App, which: 'main' | 'user' | undefined): void {
  app.openDropdown = app.openDropdown === which ? undefined : which;
  app.changed();
}

function closeOnEscape(app: App) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Escape') toggle(app, undefined);
  };
}

/** `VSPHERE.LOCAL\Administrator` is shown as `Administrator@VSPHERE.LOCAL`. */
function displayName(userName: string): string {
  const [domain, name] = userName.split('\\');
  return name ? `${name}@${domain ?? ''}` : userName;
}
