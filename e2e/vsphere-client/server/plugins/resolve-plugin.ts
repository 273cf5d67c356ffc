import type {
  ClientPlugin,
  ExtensionPoint,
  PluginAction,
  PluginExtensions,
  PluginIcon,
  PluginMenuEntry,
  PluginModal,
  PluginView,
} from '../../protocol/client-plugin.ts';
import { isAction } from '../manifest/manifest-types.ts';
import type {
  DynamicUri,
  IconName,
  MenuAction,
  ModalTrigger,
  ObjectExtensions,
  ObjectView,
  PluginManifest,
} from '../manifest/manifest-types.ts';
import { proxiedBase } from './plugin-instance.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** The size of a dialog whose manifest gives none (simulation's choice). */
const defaultModal = { width: 600, height: 400 };

/** Puts a deployed plug-in into the form that the browser uses; undefined while it is not deployed. */
export function resolvePlugin(instance: PluginInstance, locale: string): ClientPlugin | undefined {
  if (!instance.manifest || instance.state !== 'Deployed') return undefined;
  return new Resolver(instance, instance.manifest, locale).plugin();
}

class Resolver {
  readonly #instance: PluginInstance;
  readonly #manifest: PluginManifest;
  readonly #locale: string;

  constructor(instance: PluginInstance, manifest: PluginManifest, locale: string) {
    this.#instance = instance;
    this.#manifest = manifest;
    this.#locale = locale;
  }

  plugin(): ClientPlugin {
    const { global, configuration, objects } = this.#manifest;
    const name = this.#text(configuration.nameKey);
    return {
      instanceId: this.#instance.id,
      key: this.#instance.record.key,
      version: this.#instance.record.version,
      name,
      ...this.#iconMember(configuration.icon),
      ...(global ? { globalView: this.#globalView(global.view, name) } : {}),
      objects: Object.fromEntries(
        Object.entries(objects ?? {}).map(([type, ext]) => [type, this.#extensions(ext, name)]),
      ),
      servers: this.#instance.record.servers.map((server) => ({
        type: server.type,
        proxiedUrl: this.#proxied(server.url, '').replace(/\/$/, ''),
        proxiedBaseUrl: proxiedBase(this.#instance.id, server.url),
      })),
    };
  }

  #globalView(view: NonNullable<PluginManifest['global']>['view'], name: string): PluginView {
    return {
      id: view.navigationId ?? 'global',
      label: name,
      url: this.#url(view.uri),
      dynamic: false,
      isPublic: view.isPublic ?? false,
      navigationVisible: view.navigationVisible ?? false,
    };
  }

  #extensions(extensions: ObjectExtensions, name: string): PluginExtensions {
    const { summary, monitor, configure, menu } = extensions;
    const cards = summary ? [this.#view(summary.view, name, 'card')] : [];
    return {
      ...(summary ? { summary: this.#point(summary.dynamicUri, cards) } : {}),
      ...(monitor ? { monitor: this.#views(monitor) } : {}),
      ...(configure ? { configure: this.#views(configure) } : {}),
      ...(menu
        ? {
            menu: this.#point(
              menu.dynamicUri,
              menu.actions.map((entry, i) => this.#entry(entry, i)),
            ),
          }
        : {}),
    };
  }

  #views(list: { dynamicUri?: DynamicUri; views: readonly ObjectView[] }) {
    return this.#point(
      list.dynamicUri,
      list.views.map((view) => this.#view(view, '', 'page')),
    );
  }

  #point<Item>(uri: DynamicUri | undefined, items: readonly Item[]): ExtensionPoint<Item> {
    return uri === undefined ? { items } : { items, dynamicUrl: this.#dynamicUrl(uri) };
  }

  #view(view: ObjectView, fallbackLabel: string, kind: 'card' | 'page'): PluginView {
    const id = kind === 'card' ? (view.id ?? view.navigationId) : view.navigationId;
    return {
      id: id ?? view.uri,
      label: view.labelKey === undefined ? fallbackLabel : this.#text(view.labelKey),
      url: this.#url(view.uri),
      dynamic: view.dynamic ?? false,
      isPublic: view.isPublic ?? false,
      ...this.#iconMember(view.icon),
    };
  }

  #entry(entry: { type: 'separator' } | MenuAction, index: number): PluginMenuEntry {
    if (!isAction(entry)) return { separator: true };
    const { trigger } = entry;
    const action: PluginAction = {
      id: entry.id ?? `action-${index}`,
      label: this.#text(entry.labelKey),
      dynamic: entry.dynamic ?? false,
      acceptsMultipleTargets: entry.acceptsMultipleTargets ?? false,
      ...this.#iconMember(entry.icon),
      trigger: trigger.type === 'modal' ? this.#modal(trigger) : { viewId: trigger.targetViewId },
    };
    return action;
  }

  #modal(trigger: ModalTrigger): PluginModal {
    const title = trigger.titleKey === undefined ? '' : this.#text(trigger.titleKey);
    const hidden = trigger.accessibilityTitleKey;
    return {
      url: this.#url(trigger.uri),
      title,
      accessibilityTitle: hidden === undefined ? title : this.#text(hidden),
      ...(trigger.size ?? defaultModal),
      closable: trigger.closable ?? true,
    };
  }

  #iconMember(icon: IconName | undefined): { icon?: PluginIcon } {
    const sheet = this.#manifest.definitions?.iconSpriteSheet;
    const cell = icon && sheet?.definitions[icon.name];
    if (!icon || !sheet || !cell) return {};
    const image = (theme: string) => {
      const other = sheet.themeOverrides?.[theme];
      return {
        url: this.#url(other?.uri ?? sheet.uri),
        ...(other?.definitions?.[icon.name] ?? cell),
      };
    };
    return { icon: { light: image('light'), dark: image('dark') } };
  }

  /** A key without a definition is shown as it stands. */
  #text(key: string): string {
    const texts = this.#manifest.definitions?.i18n?.definitions[key];
    return texts?.[this.#locale] ?? texts?.['en-US'] ?? Object.values(texts ?? {})[0] ?? key;
  }

  #url(uri: string): string {
    return this.#proxied(this.#instance.record.manifestUrl, uri);
  }

  #dynamicUrl(uri: DynamicUri): string {
    if (typeof uri === 'string') return this.#url(uri);
    const servers = this.#instance.record.servers;
    const server = servers.find((entry) => entry.type === uri.serverType);
    return this.#proxied(server?.url ?? this.#instance.record.manifestUrl, uri.path);
  }

  /** Paths in a manifest are relative to the directory of the file that the registered URL names. */
  #proxied(serverUrl: string, uri: string): string {
    const directory = new URL('.', serverUrl).pathname;
    return `${proxiedBase(this.#instance.id, serverUrl)}${directory}${uri}`;
  }
}
