import { signal } from '@angular/core';
import type { ThemeName } from './client-sdk';
import { ClientSdk } from './client-sdk';
import type { ContextObject } from './context-object';
import { parseContextObject } from './context-object';
import type {
  HtmlClientSdk,
  ModalOptions,
  NavigationTarget,
  PluginBackendInfo,
} from './html-client-sdk';

/** The client that shows this page, through the script that it serves. Every call is feature-detected: older clients lack some. */
export class BrowserClientSdk extends ClientSdk {
  readonly isAvailable: boolean;
  readonly theme = signal<ThemeName>('light');
  readonly refreshes = signal(0);
  readonly dateTimeFormat = signal(0);
  readonly #sdk: HtmlClientSdk | undefined;

  constructor(sdk: HtmlClientSdk | undefined) {
    super();
    this.#sdk = sdk;
    this.isAvailable = sdk !== undefined;
  }

  async initialize(): Promise<void> {
    const sdk = this.#sdk;
    if (!sdk) return;
    await new Promise<void>((resolve) => sdk.initialize(resolve));
    this.theme.set(themeName(sdk.app?.getTheme?.()?.name));
    sdk.event?.onThemeChanged?.((theme) => this.theme.set(themeName(theme.name)));
    sdk.event?.onGlobalRefresh?.(() => this.refreshes.update((count) => count + 1));
    sdk.event?.onDateTimeFormatChanged?.(() => this.dateTimeFormat.update((count) => count + 1));
  }

  locale(): string {
    return this.#sdk?.app?.getClientLocale?.() ?? 'en-US';
  }

  contextObjects(): readonly ContextObject[] {
    const objects = this.#sdk?.app?.getContextObjects?.() ?? [];
    return objects.map(({ id }) => parseContextObject(id)).filter((object) => object !== null);
  }

  customData(): unknown {
    return (
      this.#sdk?.modal?.getCustomData?.() ?? this.#sdk?.app?.getNavigationData?.() ?? undefined
    );
  }

  async sessionToken(): Promise<string | null> {
    const app = this.#sdk?.app;
    if (!app?.getSessionInfo) return null;
    return new Promise((resolve) =>
      app.getSessionInfo?.((info) => resolve(info?.sessionToken ?? null)),
    );
  }

  async backends(): Promise<PluginBackendInfo | null> {
    const app = this.#sdk?.app;
    if (!app?.getPluginBackendInfo) return null;
    return new Promise((resolve) => app.getPluginBackendInfo?.((info) => resolve(info)));
  }

  proxiedServerOrigin(): string | null {
    return this.#sdk?.getProxiedPluginServerOrigin?.() ?? null;
  }

  openModal(options: ModalOptions): void {
    this.#sdk?.modal?.open?.(options);
  }

  closeModal(result?: unknown): void {
    this.#sdk?.modal?.close?.(result);
  }

  navigateTo(target: NavigationTarget): void {
    this.#sdk?.app?.navigateTo?.(target);
  }

  navigateToClientView(target: NavigationTarget): void {
    this.#sdk?.app?.navigateToClientView?.(target);
  }

  formatDateTime(moment: Date): string {
    return (
      this.#sdk?.app?.formatDateTime?.(moment.getTime()) ?? moment.toLocaleString(this.locale())
    );
  }

  refreshActions(): void {
    this.#sdk?.app?.refreshPluginItemsState?.();
  }
}

/** An unknown theme is light, as in the vendor's sample. */
function themeName(name: string | undefined): ThemeName {
  return name === 'dark' ? 'dark' : 'light';
}
