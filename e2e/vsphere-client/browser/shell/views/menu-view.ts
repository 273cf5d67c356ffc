import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { App } from '../model/app.ts';
import type { NativeLine } from '../model/native-actions.ts';
import type { MenuLine, MenuModel, PluginLine } from '../model/menu-model.ts';
import { icon, itemIcon } from './icons.ts';
import { moveInMenu, placeMenu } from './menu-behaviour.ts';
import { pluginIcon } from './plugin-icon.ts';

type PluginMenu = Extract<MenuLine, { kind: 'plugin' }>;

/** The open context or ACTIONS menu. */
export function menuView(app: App): TemplateResult | typeof nothing {
  const { menu } = app;
  if (!menu) return nothing;
  const { x, y } = menu.position;
  const close = (event: Event): void => {
    event.preventDefault();
    app.closeMenu();
  };
  const [first] = menu.targets;
  const count = menu.targets.length;
  return html`<div class="menu-backdrop" @click=${close} @contextmenu=${close}></div>
    <div
      class="context-menu"
      role="menu"
      aria-label="Actions"
      style=${styleMap({ left: `${x}px`, top: `${y}px` })}
      @keydown=${(event: KeyboardEvent) => onKey(app, event)}
      @contextmenu=${(event: Event) => event.preventDefault()}
      ${ref(placeMenu)}
    >
      <p class="menu-title">
        ${first ? itemIcon(first) : nothing}
        <span>Actions - ${count > 1 ? `${count} Objects` : (first?.name ?? '')}</span>
      </p>
      ${menu.lines().map((line) => lineView(app, menu, line))}
    </div>`;
}

function lineView(app: App, menu: MenuModel, line: MenuLine): TemplateResult {
  switch (line.kind) {
    case 'separator':
      return html`<div class="menu-rule" role="separator"></div>`;
    case 'native':
      return nativeLine(app, menu, line);
    case 'plugin':
      return pluginSubmenu(app, menu, line);
  }
}

function nativeLine(app: App, menu: MenuModel, line: NativeLine): TemplateResult {
  const { action, enabled, label } = line;
  const run = (): void => {
    if (action !== undefined && enabled) app.runNative(action, menu.targets);
  };
  return html`<button
    role="menuitem"
    class="menu-item"
    aria-disabled=${!enabled}
    data-native=${action ?? nothing}
    tabindex="-1"
    @click=${run}
  >
    <span class="menu-gap"></span><span>${label}</span>
  </button>`;
}

function pluginSubmenu(app: App, menu: MenuModel, line: PluginMenu): TemplateResult {
  const { plugin } = line;
  const open = menu.openPlugin === plugin.instanceId;
  const show = (): void => {
    menu.openPlugin = plugin.instanceId;
    app.changed();
  };
  return html`<div class="submenu-holder" @mouseenter=${show}>
    <button
      role="menuitem"
      class="menu-item has-submenu"
      aria-haspopup="menu"
      aria-expanded=${open}
      tabindex="-1"
      @click=${show}
    >
      ${pluginIcon(plugin.icon, app.preferences.theme)}<span>${plugin.name}</span>${icon('caret', 'small')}
    </button>
    ${open ? submenu(app, menu, line) : nothing}
  </div>`;
}

function submenu(app: App, menu: MenuModel, line: PluginMenu): TemplateResult {
  return html`<div
    class="context-menu submenu"
    role="menu"
    aria-label=${line.plugin.name}
    ${ref(placeMenu)}
  >
    ${line.entries.map((entry) => entryView(app, menu, line, entry))}
    ${
      line.waiting
        ? html`<p class="menu-waiting">
            <span
              class="spinner spinner-inline"
              role="progressbar"
              aria-label="Loading actions"
            ></span>
            <span>Loading...</span>
          </p>`
        : nothing
    }
  </div>`;
}

function entryView(
  app: App,
  menu: MenuModel,
  { plugin }: PluginMenu,
  entry: PluginLine,
): TemplateResult {
  if (entry.separator) return html`<div class="menu-rule" role="separator"></div>`;
  const { action, enabled } = entry;
  const run = (): void => {
    if (enabled) app.runAction(plugin, action, menu.targets);
  };
  return html`<button
    role="menuitem"
    class="menu-item"
    aria-disabled=${!enabled}
    data-action=${action.id}
    tabindex="-1"
    @click=${run}
  >
    ${action.icon ? pluginIcon(action.icon, app.preferences.theme) : html`<span class="menu-gap"></span>`}
    <span>${action.label}</span>
  </button>`;
}

function onKey(app: App, event: KeyboardEvent): void {
  if (event.key === 'Escape' || event.key === 'Tab') {
    app.closeMenu();
    return;
  }
  if (event.key === 'ArrowLeft' && app.menu) {
    app.menu.openPlugin = undefined;
    app.changed();
  }
  moveInMenu(event);
}
