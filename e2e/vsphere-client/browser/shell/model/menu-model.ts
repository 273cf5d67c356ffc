import type { ClientPlugin, PluginAction } from '../../../protocol/client-plugin.ts';
import type { InventoryItem } from '../../../protocol/shell-api.ts';
import { queryDynamicItems } from './dynamic-items.ts';
import type { QueryContext } from './dynamic-items.ts';
import { nativeActions } from './native-actions.ts';
import type { NativeLine } from './native-actions.ts';
import { extensionsFor } from './object-extensions.ts';

/** A line of a menu: an action of the client itself, or the submenu of a plug-in. */
export type MenuLine =
  | { readonly kind: 'separator' }
  | ({ readonly kind: 'native' } & NativeLine)
  | {
      readonly kind: 'plugin';
      readonly plugin: ClientPlugin;
      readonly waiting: boolean;
      readonly entries: readonly PluginLine[];
    };

export type PluginLine =
  | { readonly separator: true }
  | { readonly separator?: undefined; readonly action: PluginAction; readonly enabled: boolean };

type ActionState = 'enabled' | 'disabled' | 'hidden';

interface PluginAnswer {
  readonly plugin: ClientPlugin;
  /** By action id; undefined while the server has not answered. */
  items: ReadonlyMap<string, ActionState> | undefined;
  /** What holds for dynamic actions that the answer leaves out. */
  others: ActionState;
}

/**
 * The open context menu. Answers about dynamic actions are never kept: each opening asks again. Source: remote plug-in guide 8.0 U3,
 * `visible` and `relevant`.
 */
export class MenuModel {
  readonly targets: readonly InventoryItem[];
  readonly position: { readonly x: number; readonly y: number };
  readonly #answers: readonly PluginAnswer[];
  readonly #changed: () => void;
  /** The plug-in whose submenu is open. */
  openPlugin: string | undefined;

  constructor(
    opening: {
      targets: readonly InventoryItem[];
      position: { x: number; y: number };
      plugins: readonly ClientPlugin[];
    },
    ask: { context: QueryContext; urns: readonly string[] },
    changed: () => void,
  ) {
    this.targets = opening.targets;
    this.position = opening.position;
    this.#changed = changed;
    this.#answers = opening.plugins.flatMap((plugin) => this.#start(plugin, ask));
  }

  /** All lines; the submenus of plug-ins are at the end. A plug-in of which nothing is left has no line. */
  lines(): readonly MenuLine[] {
    const [first] = this.targets;
    if (!first) return [];
    const native: MenuLine[] = nativeActions(this.targets).map((line) =>
      line === undefined ? { kind: 'separator' } : { kind: 'native', ...line },
    );
    const plugins = this.#answers.map((answer) => this.#pluginLine(answer, first));
    const shown = plugins.filter((line) => line.waiting || line.entries.some((e) => !e.separator));
    return shown.length > 0 ? [...native, { kind: 'separator' }, ...shown] : native;
  }

  #start(
    plugin: ClientPlugin,
    { context, urns }: { context: QueryContext; urns: readonly string[] },
  ): PluginAnswer[] {
    const [first] = this.targets;
    const menu = first && extensionsFor(plugin, first)?.menu;
    if (!menu) return [];
    const answer: PluginAnswer = { plugin, items: undefined, others: 'hidden' };
    const dynamic = menu.items.some((entry) => !entry.separator && entry.dynamic);
    if (dynamic && menu.dynamicUrl !== undefined) {
      void queryDynamicItems(plugin, menu.dynamicUrl, urns, context).then((items) => {
        answer.items = new Map(items?.map((item) => [item.id, actionState(item)]));
        answer.others = items === undefined ? 'disabled' : 'hidden';
        this.#changed();
      });
    } else {
      answer.items = new Map();
    }
    return [answer];
  }

  #pluginLine(answer: PluginAnswer, first: InventoryItem) {
    const { plugin, items } = answer;
    const all = extensionsFor(plugin, first)?.menu?.items ?? [];
    const entries = all.flatMap((entry): PluginLine[] => {
      if (entry.separator) return [{ separator: true }];
      const state = entry.dynamic ? dynamicState(answer, entry) : 'enabled';
      if (state === 'hidden') return [];
      const fits = this.targets.length === 1 || entry.acceptsMultipleTargets;
      return [{ action: entry, enabled: state === 'enabled' && fits }];
    });
    return { kind: 'plugin', plugin, waiting: !items, entries: trimSeparators(entries) } as const;
  }
}

/** An item that the answer leaves out does not apply; after a failure everything is shown, and nothing can be chosen. */
function dynamicState({ items, others }: PluginAnswer, action: PluginAction): ActionState {
  return items ? (items.get(action.id) ?? others) : 'hidden';
}

function actionState(item: { visible: boolean; relevant: boolean }): ActionState {
  if (item.visible) return 'enabled';
  return item.relevant ? 'disabled' : 'hidden';
}

/** Takes away separators at the ends and next to each other. */
function trimSeparators(entries: readonly PluginLine[]): readonly PluginLine[] {
  const kept: PluginLine[] = [];
  for (const entry of entries) {
    if (entry.separator && (kept.length === 0 || kept.at(-1)?.separator)) continue;
    kept.push(entry);
  }
  if (kept.at(-1)?.separator) kept.pop();
  return kept;
}
