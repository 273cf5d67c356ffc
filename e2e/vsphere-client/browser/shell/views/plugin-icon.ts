import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { PluginIcon } from '../../../protocol/client-plugin.ts';
import type { ThemeName } from '../model/preferences.ts';
import { icon } from './icons.ts';

/** A plug-in's icon out of its sprite sheet: cells of 32 pixels are shown at half their size. */
export function pluginIcon(image: PluginIcon | undefined, theme: ThemeName): TemplateResult {
  if (!image) return icon('plugin');
  const { url, x, y } = image[theme];
  const style = { backgroundImage: `url("${url}")`, backgroundPosition: `-${x}px -${y}px` };
  return html`<span class="plugin-icon" aria-hidden="true"
    ><span style=${styleMap(style)}></span
  ></span>`;
}
