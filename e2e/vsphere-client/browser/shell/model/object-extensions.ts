import type { ClientPlugin, PluginView } from '../../../protocol/client-plugin.ts';
import type { InventoryItem } from '../../../protocol/shell-api.ts';
import { queryDynamicItems } from './dynamic-items.ts';
import type { QueryContext } from './dynamic-items.ts';

export type ViewPoint = 'summary' | 'monitor' | 'configure';

/** The views of one plug-in at one extension point of the open object. */
export interface PluginViews {
  readonly plugin: ClientPlugin;
  readonly views: readonly PluginView[];
  /** Its server has not answered yet. */
  readonly waiting: boolean;
}

/** A plug-in's extensions by type of object; the vCenter itself is the root folder. */
export function extensionsFor(plugin: ClientPlugin, item: InventoryItem) {
  const type = item.type === 'VCenter' ? 'Folder:RootFolder' : item.type;
  return plugin.objects[type];
}

/**
 * The plug-ins' cards and pages of the object that is open. Answers about dynamic ones are kept until another object is opened or the
 * plug-in asks for a refresh; one answer may speak of several tabs. Source: remote plug-in guide, "dynamic extensions".
 */
export class ObjectExtensions {
  readonly #plugins: readonly ClientPlugin[];
  readonly #context: QueryContext;
  readonly #changed: () => void;
  readonly #item: InventoryItem;
  readonly #urn: string;
  readonly #visible = new Map<string, Map<string, boolean>>();
  readonly #asked = new Map<string, 'waiting' | 'settled'>();

  constructor(
    open: { item: InventoryItem; urn: string; plugins: readonly ClientPlugin[] },
    context: QueryContext,
    changed: () => void,
  ) {
    this.#item = open.item;
    this.#urn = open.urn;
    this.#plugins = open.plugins;
    this.#context = context;
    this.#changed = changed;
  }

  /** What to show at an extension point; asks the servers about dynamic views that nobody has spoken of yet. */
  views(point: ViewPoint): readonly PluginViews[] {
    return this.#plugins.flatMap((plugin) => {
      const extension = extensionsFor(plugin, this.#item)?.[point];
      if (!extension) return [];
      const known = this.#visible.get(plugin.instanceId);
      const unknown = extension.items.filter((view) => view.dynamic && !known?.has(view.id));
      const state = this.#asked.get(`${plugin.instanceId} ${point}`);
      if (unknown.length > 0 && state === undefined && extension.dynamicUrl !== undefined) {
        void this.#ask(plugin, point, extension.dynamicUrl);
      }
      const views = extension.items.filter((view) => !view.dynamic || known?.get(view.id) === true);
      const waiting = unknown.length > 0 && state !== 'settled';
      return views.length > 0 || waiting ? [{ plugin, views, waiting }] : [];
    });
  }

  /** Forgets what a plug-in's server said. */
  forget(plugin: ClientPlugin): void {
    this.#visible.delete(plugin.instanceId);
    for (const key of [...this.#asked.keys()]) {
      if (key.startsWith(`${plugin.instanceId} `)) this.#asked.delete(key);
    }
    this.#changed();
  }

  async #ask(plugin: ClientPlugin, point: ViewPoint, url: string): Promise<void> {
    const key = `${plugin.instanceId} ${point}`;
    this.#asked.set(key, 'waiting');
    const answer = await queryDynamicItems(plugin, url, [this.#urn], this.#context);
    const known = this.#visible.get(plugin.instanceId) ?? new Map<string, boolean>();
    for (const { id, visible } of answer ?? []) known.set(id, visible);
    this.#visible.set(plugin.instanceId, known);
    this.#asked.set(key, 'settled');
    this.#changed();
  }
}
