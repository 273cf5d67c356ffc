import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { InventoryItem } from '../../../protocol/shell-api.ts';

/** Outlines in a box of 36 x 36, stroked with the colour of the text. */
const shapes = {
  menu: svg`<path d="M4 9h28M4 18h28M4 27h28" />`,
  refresh: svg`<path d="M30 10v8h-8M6 26v-8h8M29 17A11.5 11.5 0 0 0 9 11l-3 4M7 19a11.5 11.5 0 0 0 20 6l3-4" />`,
  user: svg`<circle cx="18" cy="12" r="7" /><path d="M4 32c1-8 7-11 14-11s13 3 14 11" />`,
  caret: svg`<path d="M13 8l10 10-10 10" />`,
  down: svg`<path d="M8 13l10 10 10-10" />`,
  dots: svg`<circle cx="18" cy="7" r="1.5" /><circle cx="18" cy="18" r="1.5" /><circle cx="18" cy="29" r="1.5" />`,
  close: svg`<path d="M7 7l22 22M29 7L7 29" />`,
  check: svg`<path d="M5 19l9 9L31 9" />`,
  success: svg`<circle cx="18" cy="18" r="15" /><path d="M10 18l6 6 11-12" />`,
  error: svg`<circle cx="18" cy="18" r="15" /><path d="M18 9v12M18 25v2" />`,
  warning: svg`<path d="M18 4L34 32H2zM18 13v10M18 26v2" />`,
  info: svg`<circle cx="18" cy="18" r="15" /><path d="M18 16v11M18 9v2" />`,
  clock: svg`<circle cx="18" cy="18" r="15" /><path d="M18 9v10l6 4" />`,
  plugin: svg`<path d="M13 3v9M23 3v9M8 12h20v6a10 10 0 0 1-20 0zM18 28v6" />`,
  home: svg`<path d="M3 18L18 4l15 14M7 16v16h8V22h6v10h8V16" />`,
  list: svg`<path d="M6 5h24v26H6zM11 12h14M11 18h14M11 24h14" />`,
  vcenter: svg`<path d="M5 4h17v28H5zM9 10h9M9 15h9" /><circle cx="25" cy="25" r="8" class="cut" /><path d="M21 25l3 3 5-6" />`,
  datacenter: svg`<path d="M4 32V12l10-6v26M14 32V14h18v18M2 32h32M19 19h3M25 19h3M19 25h3M25 25h3" />`,
  cluster: svg`<path d="M3 4h14v20H3zM7 10h6M7 15h6" /><path d="M19 12h14v20H19zM23 18h6M23 23h6" class="cut" />`,
  host: svg`<path d="M8 2h20v32H8zM13 9h10M13 15h10M18 26v1" />`,
  vm: svg`<path d="M3 11h21v21H3zM12 11V4h21v21h-9" />`,
  template: svg`<path d="M6 3h16l8 8v22H6zM22 3v8h8M12 19h12v8H12z" />`,
  folder: svg`<path d="M3 7h11l3 4h16v19H3z" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** An icon next to a text; it says nothing to a screen reader. */
export function icon(name: IconName, classes = ''): TemplateResult {
  return html`<svg class="icon ${classes}" viewBox="0 0 36 36" aria-hidden="true">
    ${shapes[name]}
  </svg>`;
}

const byType: Readonly<Record<string, IconName>> = {
  VCenter: 'vcenter',
  Datacenter: 'datacenter',
  ClusterComputeResource: 'cluster',
  HostSystem: 'host',
  VirtualMachine: 'vm',
};

/** The icon of an inventory object with a badge for its state. */
export function itemIcon(item: InventoryItem): TemplateResult {
  const name = item.template ? 'template' : (byType[item.type] ?? 'folder');
  return html`<span class="item-icon">${icon(name, `kind-${name}`)}${badge(item)}</span>`;
}

function badge(item: InventoryItem): TemplateResult | '' {
  switch (item.state) {
    case 'poweredOn':
      return item.template
        ? ''
        : html`<svg class="badge on" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 0l9 5-9 5z" />
          </svg>`;
    case 'suspended':
      return html`<svg class="badge paused" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M1 0h3v10H1zM6 0h3v10H6z" />
      </svg>`;
    case 'maintenance':
      return html`<svg class="badge maintenance" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M5 0l5 10H0z" />
      </svg>`;
    case 'disconnected':
    case 'notResponding':
      return html`<svg class="badge broken" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="5" />
        <path d="M3 3l4 4M7 3L3 7" />
      </svg>`;
    case 'normal':
    case 'poweredOff':
      return '';
  }
}

/** The state in the words that follow a name in the tree, as the client has them. */
export function stateSuffix(item: InventoryItem): string {
  switch (item.state) {
    case 'maintenance':
      return ' (Maintenance Mode)';
    case 'disconnected':
      return ' (Disconnected)';
    case 'notResponding':
      return ' (Not responding)';
    case 'normal':
    case 'poweredOn':
    case 'poweredOff':
    case 'suspended':
      return '';
  }
}
