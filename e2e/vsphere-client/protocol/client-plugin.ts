/** Deployed plug-ins as the browser half of the simulated vSphere Client uses them: texts in one locale, addresses resolved. */

export type PluginState = 'In Progress' | 'Deployed' | 'Failed' | 'Incompatible';

/** A row of *Administration > Client Plug-ins*. */
export interface PluginRow {
  readonly instanceId: string;
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly state: PluginState;
  /** Why it failed or does not fit. */
  readonly reason?: string;
}

/** A cell of a sprite sheet; one sheet for each theme. */
export interface PluginIcon {
  readonly light: SpriteImage;
  readonly dark: SpriteImage;
}

export interface SpriteImage {
  readonly url: string;
  readonly x: number;
  readonly y: number;
}

export interface ClientPlugin {
  /** `<key>~<version>~<n>`, as in the proxied path. */
  readonly instanceId: string;
  readonly key: string;
  readonly version: string;
  readonly name: string;
  readonly icon?: PluginIcon;
  readonly globalView?: PluginView;
  /** By type of object: `ClusterComputeResource`, `Folder:RootFolder`. */
  readonly objects: Readonly<Record<string, PluginExtensions>>;
  readonly servers: readonly PluginServer[];
}

/** A server of a plug-in as `getPluginBackendInfo` tells it: paths on the proxy. */
export interface PluginServer {
  readonly type: string;
  readonly proxiedUrl: string;
  readonly proxiedBaseUrl: string;
}

export interface PluginExtensions {
  readonly summary?: ExtensionPoint<PluginView>;
  readonly monitor?: ExtensionPoint<PluginView>;
  readonly configure?: ExtensionPoint<PluginView>;
  readonly menu?: ExtensionPoint<PluginMenuEntry>;
}

export interface ExtensionPoint<Item> {
  /** Where to ask which dynamic items apply: a path on the proxy. */
  readonly dynamicUrl?: string;
  readonly items: readonly Item[];
}

export interface PluginView {
  /** `navigationId`, or a dynamic card's `id`. */
  readonly id: string;
  readonly label: string;
  readonly url: string;
  readonly dynamic: boolean;
  readonly icon?: PluginIcon;
  readonly isPublic: boolean;
  /** Global views only: whether the client keeps its own left navigation. */
  readonly navigationVisible?: boolean;
}

export type PluginMenuEntry = { readonly separator: true } | PluginAction;

export interface PluginAction {
  readonly separator?: undefined;
  readonly id: string;
  readonly label: string;
  readonly icon?: PluginIcon;
  readonly dynamic: boolean;
  readonly acceptsMultipleTargets: boolean;
  readonly trigger: PluginModal | { readonly viewId: string };
}

/** A dialog of a menu action; sizes in pixels. */
export interface PluginModal {
  readonly viewId?: undefined;
  readonly url: string;
  readonly title: string;
  readonly accessibilityTitle: string;
  readonly width: number;
  readonly height: number;
  readonly closable: boolean;
}
