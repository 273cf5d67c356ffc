import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PluginRow, PluginState } from '../../../protocol/client-plugin.ts';
import type { App } from '../model/app.ts';
import { icon } from './icons.ts';

const columns = ['Name', 'Version', 'State', 'VC Server', 'Plug-in Type', 'Vendor'];

/** *Administration > Client Plug-ins*: each registered remote plug-in, its state, and why it failed. */
export function clientPluginsView(app: App): TemplateResult {
  return html`<div class="pages">
    <nav class="page-list" aria-label="Administration">
      <p class="page-category-title">Solutions</p>
      <button class="page-link selected" aria-current="page">Client Plug-ins</button>
    </nav>
    <section class="admin-page">
      <h1>Client Plug-ins</h1>
      <p class="admin-note">
        Plug-ins that are registered with the vCenter Server systems of this client.
      </p>
      <div class="table-scroll">
        <table class="grid" aria-label="Client Plug-ins">
          <thead>
            <tr>
              ${columns.map((title) => html`<th>${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${app.pluginRows.map((row) => pluginRow(app, row))}
            ${
              app.pluginRows.length === 0
                ? html`<tr>
                    <td class="none" colspan="6">No plug-ins</td>
                  </tr>`
                : nothing
            }
          </tbody>
        </table>
      </div>
    </section>
  </div>`;
}

function pluginRow(app: App, row: PluginRow): TemplateResult {
  return html`<tr data-plugin=${row.key}>
    <td>${row.name}<span class="plugin-key">${row.key}</span></td>
    <td>${row.version}</td>
    <td>${stateView(app, row)}</td>
    <td>${app.session.vcenterName}</td>
    <td>Remote</td>
    <td>${row.vendor}</td>
  </tr>`;
}

function stateView(app: App, row: PluginRow): TemplateResult {
  const open = app.signpost === row.instanceId;
  const toggle = (): void => {
    app.signpost = open ? undefined : row.instanceId;
    app.changed();
  };
  return html`<span class="plugin-state"
    >${stateIcon(row.state)}<span>${row.state}</span>
    ${
      row.reason === undefined
        ? nothing
        : html`<button
            class="signpost-button"
            aria-label="Why"
            aria-expanded=${open}
            @click=${toggle}
          >
            ${icon('info')}
          </button>`
    }
    ${open ? html`<span class="signpost-text" role="note">${row.reason}</span>` : nothing}
  </span>`;
}

function stateIcon(state: PluginState): TemplateResult {
  switch (state) {
    case 'Deployed':
      return icon('success', 'level-ok');
    case 'Failed':
      return icon('error', 'level-error');
    case 'Incompatible':
      return icon('warning', 'level-warning');
    case 'In Progress':
      return html`<span class="spinner spinner-inline"></span>`;
  }
}
