/** The manifest of a remote plug-in (`plugin.json`) as the vSphere Client SDK documents it, after validation. */
export interface PluginManifest {
  readonly manifestVersion: string;
  readonly requirements: ManifestRequirements;
  readonly configuration: { readonly nameKey: string; readonly icon?: IconName };
  readonly global?: { readonly view: GlobalView };
  readonly objects?: Readonly<Record<string, ObjectExtensions>>;
  readonly definitions?: ManifestDefinitions;
}

/** What the plug-in asks of the client and of vCenter, and the capabilities that it uses. */
export interface ManifestRequirements {
  readonly 'plugin.api.version': string;
  readonly 'vsphere.client'?: EnvironmentRequirement;
  readonly 'vcenter.server'?: EnvironmentRequirement;
  readonly [capability: string]: unknown;
}

/** Versions as one number (`7.0`) or an interval (`[7.0,)`), and where the product may run. */
export interface EnvironmentRequirement {
  readonly version?: string;
  readonly environments?: readonly string[];
}

export interface IconName {
  readonly name: string;
}

/** The one global view of a plug-in. */
export interface GlobalView {
  readonly navigationId?: string;
  readonly uri: string;
  readonly navigationVisible?: boolean;
  readonly isPublic?: boolean;
}

/** What a plug-in adds to one type of object. */
export interface ObjectExtensions {
  readonly summary?: { readonly dynamicUri?: DynamicUri; readonly view: ObjectView };
  readonly monitor?: ViewList;
  readonly configure?: ViewList;
  readonly menu?: { readonly dynamicUri?: DynamicUri; readonly actions: readonly MenuEntry[] };
}

export interface ViewList {
  readonly dynamicUri?: DynamicUri;
  readonly views: readonly ObjectView[];
}

/** A path at the manifest server, or at an auxiliary server of the named type. */
export type DynamicUri = string | { readonly path: string; readonly serverType: string };

export interface ObjectView {
  readonly navigationId?: string;
  readonly id?: string;
  readonly labelKey?: string;
  readonly uri: string;
  readonly dynamic?: boolean;
  readonly icon?: IconName;
  readonly size?: { readonly widthSpan: number; readonly heightSpan: number };
  readonly isPublic?: boolean;
}

export type MenuEntry = { readonly type: 'separator' } | MenuAction;

export interface MenuAction {
  readonly id?: string;
  readonly labelKey: string;
  readonly icon?: IconName;
  readonly acceptsMultipleTargets?: boolean;
  readonly dynamic?: boolean;
  readonly trigger: ModalTrigger | NavigationTrigger;
}

/** Opens a dialog; sizes are in pixels. */
export interface ModalTrigger {
  readonly type: 'modal';
  readonly uri: string;
  readonly titleKey?: string;
  readonly accessibilityTitleKey?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly closable?: boolean;
}

/** Jumps to one of the plug-in's own views. */
export interface NavigationTrigger {
  readonly type: 'navigation';
  readonly targetViewId: string;
}

export interface ManifestDefinitions {
  readonly iconSpriteSheet?: SpriteSheet;
  readonly i18n?: {
    readonly locales: readonly string[];
    readonly definitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** Cells are 32 x 32 pixels of the picture; offsets count from its top left corner. */
export interface SpriteSheet {
  readonly uri: string;
  readonly definitions: Readonly<Record<string, SpriteCell>>;
  readonly themeOverrides?: Readonly<
    Record<
      string,
      { readonly uri: string; readonly definitions?: Readonly<Record<string, SpriteCell>> }
    >
  >;
}

export interface SpriteCell {
  readonly x: number;
  readonly y: number;
}

/** Tells an action from a separator. */
export function isAction(entry: MenuEntry): entry is MenuAction {
  return 'trigger' in entry;
}
