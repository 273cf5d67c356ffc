import type { ClientPlugin, PluginAction, PluginRow } from '../../../protocol/client-plugin.ts';
import type { ContextObject } from '../../../protocol/sdk-protocol.ts';
import type {
  Banner,
  InventoryItem,
  LiveNotice,
  ObjectAction,
  ObjectView,
  SessionView,
  TaskRow,
} from '../../../protocol/shell-api.ts';
import { ApiClient } from './api-client.ts';
import type { QueryContext } from './dynamic-items.ts';
import { EventCache } from './event-cache.ts';
import { handleFrameRequest } from './frame-requests.ts';
import { LiveLink } from './live-link.ts';
import { MenuModel } from './menu-model.ts';
import { ModalStack } from './modal-stack.ts';
import { Navigation } from './navigation.ts';
import { ObjectExtensions } from './object-extensions.ts';
import { PluginFrames } from './plugin-frames.ts';
import { Preferences } from './preferences.ts';
import type { ThemeName } from './preferences.ts';
import { objectUrn, parseRoute } from './route.ts';
import type { Route } from './route.ts';
import { TableModel } from './table-model.ts';
import { TreeModel } from './tree-model.ts';

/** A dialog with a plug-in's page, as an action or another page asks for it. */
export interface FrameModalRequest {
  readonly plugin: ClientPlugin;
  readonly url: string;
  readonly title: string;
  readonly accessibilityTitle: string;
  readonly width: number;
  readonly height: number;
  readonly closable: boolean;
  readonly contextObjects: readonly ContextObject[];
  readonly customData: unknown;
  readonly onClosed: (result: unknown) => void;
}

/** The client after login: everything that its pages show, and what they may do. */
export class App {
  readonly session: SessionView;
  readonly changed: () => void;
  readonly api = new ApiClient();
  readonly events = new EventCache(this.api);
  readonly preferences = new Preferences(window.localStorage);
  readonly tree: TreeModel;
  readonly modals: ModalStack;
  readonly frames: PluginFrames;
  readonly navigation: Navigation;
  plugins: readonly ClientPlugin[] = [];
  pluginRows: readonly PluginRow[] = [];
  tasks: readonly TaskRow[] = [];
  route: Route = { page: 'home' };
  object: ObjectView | undefined;
  objectError: string | undefined;
  extensions: ObjectExtensions | undefined;
  table: TableModel | undefined;
  menu: MenuModel | undefined;
  banner: Banner | undefined;
  openDropdown: 'main' | 'user' | undefined;
  /** The plug-in whose reason is shown on Client Plug-ins. */
  signpost: string | undefined;
  #frameCount = 0;

  constructor(session: SessionView, changed: () => void) {
    this.session = session;
    this.changed = changed;
    this.tree = new TreeModel(this.api, changed);
    this.modals = new ModalStack(changed);
    this.navigation = new Navigation(this);
    this.frames = new PluginFrames((frame, request) => handleFrameRequest(this, frame, request));
  }

  /** Fetches what the first page needs and starts to follow changes. */
  async start(): Promise<void> {
    document.documentElement.lang = this.preferences.locale;
    this.applyTheme(this.preferences.theme);
    this.plugins = await this.api.plugins(this.preferences.locale);
    window.addEventListener('hashchange', () => void this.followAddress());
    await this.tree.start(this.session.root);
    await this.followAddress();
    new LiveLink(
      (notice) => void this.#notice(notice),
      () => void Promise.all([this.#fetchTasks(), this.#reloadInventory()]),
    );
  }

  /** Shows the page that the address bar names. */
  async followAddress(): Promise<void> {
    const previous = this.route;
    this.route = parseRoute(window.location.hash);
    this.menu = undefined;
    this.openDropdown = undefined;
    if (this.route.page === 'home') {
      this.navigation.go({ page: 'object', objectId: this.session.root.id, tab: 'summary' });
      return;
    }
    if (this.route.page === 'client-plugins') this.pluginRows = await this.api.pluginStates();
    if (this.route.page === 'object') await this.#openObject(this.route, previous);
    this.changed();
  }

  /** The refresh button: fetches everything and tells the plug-ins' pages. */
  async refresh(): Promise<void> {
    this.frames.tellAll({ name: 'globalRefresh' });
    await Promise.all([this.#reloadInventory(), this.#fetchTasks()]);
    if (this.route.page === 'client-plugins') this.pluginRows = await this.api.pluginStates();
    this.changed();
  }

  applyTheme(name: ThemeName): void {
    this.preferences.theme = name;
    document.documentElement.setAttribute('cds-theme', name);
    document.body.setAttribute('cds-theme', name);
    this.frames.tellAll({ name: 'themeChanged', theme: { name } });
    this.changed();
  }

  /** Opens the menu of one or several objects of a type. */
  openMenu(targets: readonly InventoryItem[], position: { x: number; y: number }): void {
    const urns = targets.map((target) => this.urn(target.id));
    const opening = { targets, position, plugins: this.plugins };
    this.menu = new MenuModel(opening, { context: this.queryContext, urns }, this.changed);
    this.changed();
  }

  closeMenu(): void {
    if (!this.menu) return;
    this.menu = undefined;
    this.changed();
  }

  /** Does what a plug-in's menu line says. */
  runAction(plugin: ClientPlugin, action: PluginAction, targets: readonly InventoryItem[]): void {
    this.closeMenu();
    const contextObjects = targets.map((target) => ({ id: this.urn(target.id) }));
    const { trigger } = action;
    if (trigger.viewId === undefined) {
      const onClosed = (): void => undefined;
      this.openFrameModal({ ...trigger, plugin, contextObjects, customData: null, onClosed });
      return;
    }
    const [target] = contextObjects;
    const objectId = plugin.globalView?.id === trigger.viewId ? {} : { objectId: target?.id ?? '' };
    void this.navigation.toPluginView(plugin, { targetViewId: trigger.viewId, ...objectId });
  }

  /** Does what one of the client's own menu lines says; its tasks show in Recent Tasks, a refusal on the page. */
  runNative(action: ObjectAction, targets: readonly InventoryItem[]): void {
    this.closeMenu();
    for (const { id } of targets) {
      this.api.act(id, action).catch((error: unknown) => {
        // Expected: vCenter refuses the call.
        const text = error instanceof Error ? error.message : String(error);
        this.banner = { text, refresh: false };
        this.changed();
      });
    }
  }

  openFrameModal(request: FrameModalRequest): void {
    const { plugin, url, contextObjects, customData, ...dialog } = request;
    this.#frameCount += 1;
    const key = `modal-${this.#frameCount}`;
    const label = dialog.accessibilityTitle || plugin.name;
    const data = { contextObjects, customData, navigationData: null, isModal: true };
    this.modals.open({ kind: 'frame', ...dialog, frame: { key, plugin, url, label, ...data } });
  }

  urn(id: string): string {
    return objectUrn(id, this.session.vcenterGuid);
  }

  get queryContext(): QueryContext {
    return {
      locale: this.preferences.locale,
      apiEndpoint: `${window.location.origin}/api/ui`,
      sessionToken: async (plugin) =>
        (await this.api.pluginSession(plugin.instanceId)).sessionToken,
    };
  }

  async #openObject(route: Extract<Route, { page: 'object' }>, previous: Route): Promise<void> {
    const { objectId, tab } = route;
    if (this.object?.item.id !== objectId || previous.page !== 'object') {
      await this.#loadObject(objectId);
      await this.tree.reveal(this.object?.path ?? []);
      this.tree.focusedId = objectId;
    }
    const isTable = tab === 'hosts' || tab === 'vms';
    const same = this.table?.objectId === objectId && this.table.kind === tab;
    if (!isTable) this.table = undefined;
    else if (!same) this.table = new TableModel(this.api, this.changed, { objectId, kind: tab });
    if (isTable && !same) void this.table?.load();
  }

  async #loadObject(objectId: string): Promise<void> {
    this.events.forget();
    try {
      this.object = await this.api.object(objectId);
      this.objectError = undefined;
      const open = { item: this.object.item, urn: this.urn(objectId), plugins: this.plugins };
      this.extensions = new ObjectExtensions(open, this.queryContext, this.changed);
    } catch (error) {
      // Expected: the address names an object that is gone or that the user may not see.
      this.object = undefined;
      this.objectError = error instanceof Error ? error.message : String(error);
    }
  }

  async #notice(notice: LiveNotice): Promise<void> {
    if (notice.kind === 'tasks') await this.#fetchTasks();
    if (notice.kind === 'inventory') await this.#reloadInventory();
    if (notice.kind === 'details') await this.#reloadObject(notice.ids);
    if (notice.kind === 'logged-out') window.location.assign('/ui/');
    if (notice.kind === 'plugins') {
      this.banner = notice.banner ?? this.banner;
      if (this.route.page === 'client-plugins') this.pluginRows = await this.api.pluginStates();
    }
    this.changed();
  }

  async #fetchTasks(): Promise<void> {
    this.tasks = await this.api.tasks();
    this.changed();
  }

  async #reloadInventory(): Promise<void> {
    this.events.forget();
    await Promise.all([this.tree.reload(this.session.root), this.table?.load()]);
    await this.#reloadObject();
  }

  /** Fetches the open object again, if it is one of these. */
  async #reloadObject(ids?: readonly string[]): Promise<void> {
    const { route } = this;
    if (route.page === 'object' && this.object && ids?.includes(route.objectId) !== false) {
      this.events.forget();
      this.object = await this.api.object(route.objectId).catch(() => undefined);
      if (!this.object) this.objectError = 'The object is gone.';
    }
    this.changed();
  }
}
