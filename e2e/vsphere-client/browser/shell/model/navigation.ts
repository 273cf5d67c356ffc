import type { ClientPlugin, PluginView } from '../../../protocol/client-plugin.ts';
import type { NavigationRequest } from '../../../protocol/sdk-protocol.ts';
import type { ObjectTab } from '../../../protocol/shell-api.ts';
import type { App } from './app.ts';
import { formatRoute, localId } from './route.ts';
import type { Route } from './route.ts';

/** The client's own views that plug-ins may jump to, with the tab and page that show them here. Source: `navigateToClientView` reference. */
const clientViews: Readonly<Record<string, { tab: ObjectTab; viewId?: string }>> = {
  'cluster.summary': { tab: 'summary' },
  'cluster.configure.settings.drs': { tab: 'configure', viewId: 'cluster.drs' },
  'cluster.configure.settings.ha': { tab: 'configure', viewId: 'cluster.ha' },
  'cluster.configure.quickstart': { tab: 'configure' },
  'cluster.monitor.allIssues': { tab: 'monitor' },
  'host.summary': { tab: 'summary' },
  'host.configure.networking.physicalAdapters': { tab: 'configure' },
  'vm.summary': { tab: 'summary' },
  'vm.monitor.performance.overview': { tab: 'monitor' },
  'template.summary': { tab: 'summary' },
  'folder.configure.settings.general': { tab: 'configure' },
  'folder.configure.keyProviders': { tab: 'configure' },
};

/** Moves between pages; the address bar is the truth, so that links and the back button work. */
export class Navigation {
  readonly #app: App;
  /** Given by `navigateTo` for the view that comes next. */
  #customData: unknown = null;
  #sequence = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** Data for the view that was navigated to, and a number that grows with each `navigateTo`, so that the view is loaded anew. */
  get arrival(): { readonly customData: unknown; readonly sequence: number } {
    return { customData: this.#customData, sequence: this.#sequence };
  }

  go(route: Route): void {
    this.#customData = null;
    window.location.hash = formatRoute(route, this.#app.session.vcenterGuid);
  }

  /** Opens an object on the tab that is open now, where it has that tab. */
  openObject(objectId: string, tab?: ObjectTab): void {
    const { route } = this.#app;
    const present = route.page === 'object' ? route.tab : 'summary';
    this.go({ page: 'object', objectId, tab: tab ?? present });
  }

  /** `app.navigateTo`: a view of an object, an object's default view, or the global view. Views of other plug-ins must be public. */
  async toPluginView(
    plugin: ClientPlugin,
    target: NavigationRequest,
    only?: 'public',
  ): Promise<void> {
    const objectId = target.objectId === undefined ? undefined : localId(target.objectId);
    if (target.objectId !== undefined && objectId === undefined) return;
    const route = objectId
      ? this.#objectRoute(plugin, objectId, target.targetViewId, only)
      : globalRoute(plugin, target.targetViewId, only);
    if (!route || (await this.#isMissing(objectId))) return;
    this.#sequence += 1;
    this.go(route);
    this.#customData = target.customData ?? null;
    this.#app.changed();
  }

  /** `app.navigateToClientView`; ids that the simulation does not know go nowhere. */
  async toClientView(target: NavigationRequest): Promise<void> {
    const view = clientViews[target.targetViewId ?? ''];
    const objectId = target.objectId === undefined ? undefined : localId(target.objectId);
    if (view && objectId && !(await this.#isMissing(objectId))) {
      this.go({ page: 'object', objectId, ...view });
    }
  }

  async #isMissing(objectId: string | undefined): Promise<boolean> {
    if (objectId === undefined) return false;
    return this.#app.api.item(objectId).then(
      () => false,
      () => true,
    );
  }

  #objectRoute(
    plugin: ClientPlugin,
    objectId: string,
    viewId: string | undefined,
    only: 'public' | undefined,
  ): Route | undefined {
    if (viewId === undefined) return { page: 'object', objectId, tab: 'summary' };
    const [type = ''] = objectId.split(':');
    const extensions = plugin.objects[type === 'Folder' ? 'Folder:RootFolder' : type];
    const fits = (view: PluginView) => view.id === viewId && (!only || view.isPublic);
    for (const tab of ['monitor', 'configure'] as const) {
      if (extensions?.[tab]?.items.some(fits)) return { page: 'object', objectId, tab, viewId };
    }
    return undefined;
  }
}

function globalRoute(
  plugin: ClientPlugin,
  viewId: string | undefined,
  only: 'public' | undefined,
): Route | undefined {
  const view = plugin.globalView;
  if (!view || (viewId !== undefined && view.id !== viewId)) return undefined;
  return only && !view.isPublic ? undefined : { page: 'plugin', pluginKey: plugin.key };
}
