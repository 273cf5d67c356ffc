import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Fact, FactCard, ObjectView } from '../../../protocol/shell-api.ts';
import type { PluginView } from '../../../protocol/client-plugin.ts';
import type { ClientPlugin } from '../../../protocol/client-plugin.ts';
import type { App } from '../model/app.ts';
import { frameView } from './frame-view.ts';
import { icon } from './icons.ts';
import { pluginIcon } from './plugin-icon.ts';

/** The Summary tab: the client's own cards, then those of plug-ins. */
export function summaryView(app: App, object: ObjectView): TemplateResult {
  const plugins = app.extensions?.views('summary') ?? [];
  return html`<div class="cards">
    ${object.cards.map((card) => cardView(app, card))}
    ${plugins.flatMap(({ plugin, views }) =>
      views.map((view) => pluginCard(app, object, plugin, view)),
    )}
  </div>`;
}

/** A card of the client itself. */
export function cardView(app: App, card: FactCard): TemplateResult {
  return html`<article class="fact-card" aria-label=${card.title}>
    <h2>${card.title}</h2>
    <dl>
      ${card.facts.map(
        (fact) =>
          html`<dt>${fact.label}</dt>
            <dd>${factValue(app, fact)}</dd>`,
      )}
    </dl>
  </article>`;
}

function factValue(app: App, fact: Fact): TemplateResult {
  const { link, level } = fact;
  if (link !== undefined) {
    return html`<button class="link" @click=${() => app.navigation.openObject(link, 'summary')}>
      ${fact.value}
    </button>`;
  }
  if (fact.percent !== undefined) {
    return html`<span class="usage">
      <progress max="100" value=${fact.percent} aria-label=${fact.label}></progress>
      <span>${fact.value}</span>
    </span>`;
  }
  const icons = { ok: 'success', warning: 'warning', error: 'error' } as const;
  return html`${level ? icon(icons[level], `level-${level}`) : nothing}<span>${fact.value}</span>`;
}

function pluginCard(
  app: App,
  object: ObjectView,
  plugin: ClientPlugin,
  view: PluginView,
): TemplateResult {
  const urn = app.urn(object.item.id);
  return html`<article class="fact-card plugin-card" aria-label=${view.label}>
    <h2>
      ${pluginIcon(view.icon ?? plugin.icon, app.preferences.theme)}<span>${view.label}</span>
    </h2>
    ${frameView(app, {
      key: `card-${plugin.instanceId}-${view.id}-${urn}`,
      plugin,
      url: view.url,
      label: view.label,
      contextObjects: [{ id: urn }],
      navigationData: null,
      customData: null,
      isModal: false,
    })}
  </article>`;
}
