import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { App } from '../model/app.ts';
import type { PluginFrame } from '../model/plugin-frames.ts';

/** A plug-in's page. It stays loaded as long as the frame's key stays the same. */
export function frameView(app: App, frame: PluginFrame): TemplateResult {
  app.frames.register(frame);
  return html`${keyed(
    frame.key,
    html`<iframe
      class="plugin-frame"
      data-frame=${frame.key}
      data-plugin=${frame.plugin.key}
      title=${frame.label}
      src=${frame.url}
    ></iframe>`,
  )}`;
}
