/**
 * What we use of the JavaScript API that the vSphere Client gives its remote plug-ins (vSphere Client SDK reference). Members that
 * came with later releases, or that appear only once the API is initialised, are optional: ask before calling.
 */
export interface HtmlClientSdk {
  initialize(callback?: () => void): void;
  isInitialized(): boolean;
  getProxiedPluginServerOrigin?(): string | null;
  readonly app?: HtmlClientApp;
  readonly event?: HtmlClientEvents;
  readonly modal?: HtmlClientModals;
}

export interface HtmlClientApp {
  getContextObjects?(): readonly { readonly id: string }[] | null;
  getNavigationData?(): unknown;
  navigateTo?(options: NavigationTarget): void;
  navigateToClientView?(options: NavigationTarget): void;
  getClientLocale?(): string;
  getTheme?(): { readonly name: string } | null;
  getSessionInfo?(callback: (info: { readonly sessionToken: string } | null) => void): void;
  getPluginBackendInfo?(callback: (info: PluginBackendInfo | null) => void): void;
  formatDateTime?(milliseconds: number, options?: { format: DateTimeFormat }): string;
  refreshPluginItemsState?(): void;
}

export interface HtmlClientEvents {
  onGlobalRefresh?(callback: () => void): void;
  onThemeChanged?(callback: (theme: { readonly name: string }) => void): void;
  onDateTimeFormatChanged?(callback: () => void): void;
}

export interface HtmlClientModals {
  open?(options: ModalOptions): void;
  close?(data?: unknown): void;
  setOptions?(options: { title?: string; accessibilityTitle?: string; height?: number }): void;
  getCustomData?(): unknown;
}

export type DateTimeFormat = 'DATE' | 'TIME' | 'DATE_AND_TIME';

/** `targetViewId` is a navigation id of the manifest; without `objectId` it is the global view. */
export interface NavigationTarget {
  readonly targetViewId?: string;
  readonly objectId?: string;
  readonly customData?: unknown;
}

/** Sizes are in pixels; `url` is relative to the document. */
export interface ModalOptions {
  readonly url: string;
  readonly title?: string;
  readonly accessibilityTitle?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly closable?: boolean;
  readonly contextObjects?: readonly { readonly id: string }[];
  readonly customData?: unknown;
  readonly onClosed?: (result?: unknown) => void;
}

/** URLs are paths on the client's proxy, not absolute. */
export interface PluginBackend {
  readonly proxiedUrl: string;
  readonly proxiedBaseUrl: string;
  readonly type?: string;
}

export interface PluginBackendInfo {
  readonly allPluginBackendServers: readonly PluginBackend[];
  readonly backendServersPerVc?: Readonly<Record<string, readonly PluginBackend[]>>;
}

declare global {
  interface Window {
    htmlClientSdk?: HtmlClientSdk;
  }
}
