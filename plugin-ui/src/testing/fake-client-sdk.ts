import { signal } from '@angular/core';
import type { ThemeName } from '../app/client-sdk/client-sdk';
import { ClientSdk } from '../app/client-sdk/client-sdk';
import type { ContextObject } from '../app/client-sdk/context-object';
import type {
  ModalOptions,
  NavigationTarget,
  PluginBackendInfo,
} from '../app/client-sdk/html-client-sdk';
import { vcGuid } from './contract-builders';

/** A vSphere Client that remembers what it was asked for. */
export class FakeClientSdk extends ClientSdk {
  override isAvailable = true;
  readonly theme = signal<ThemeName>('light');
  readonly refreshes = signal(0);
  readonly dateTimeFormat = signal(0);

  objects: readonly ContextObject[] = [];
  data: unknown = undefined;
  tokens: (string | null)[] = ['token-1', 'token-2'];
  backendInfo: PluginBackendInfo | null = {
    allPluginBackendServers: [{ proxiedUrl: '/other/ui', proxiedBaseUrl: '/other' }],
    backendServersPerVc: {
      [vcGuid]: [{ proxiedUrl: '/proxy/ui', proxiedBaseUrl: '/proxy' }],
    },
  };
  origin: string | null = null;

  readonly opened: ModalOptions[] = [];
  readonly closed: unknown[] = [];
  readonly navigated: NavigationTarget[] = [];
  readonly clientViews: NavigationTarget[] = [];
  actionRefreshes = 0;

  initialize(): Promise<void> {
    return Promise.resolve();
  }

  locale(): string {
    return 'en-US';
  }

  contextObjects(): readonly ContextObject[] {
    return this.objects;
  }

  customData(): unknown {
    return this.data;
  }

  sessionToken(): Promise<string | null> {
    return Promise.resolve(this.tokens.shift() ?? null);
  }

  backends(): Promise<PluginBackendInfo | null> {
    return Promise.resolve(this.backendInfo);
  }

  proxiedServerOrigin(): string | null {
    return this.origin;
  }

  openModal(options: ModalOptions): void {
    this.opened.push(options);
  }

  closeModal(result?: unknown): void {
    this.closed.push(result);
  }

  navigateTo(target: NavigationTarget): void {
    this.navigated.push(target);
  }

  navigateToClientView(target: NavigationTarget): void {
    this.clientViews.push(target);
  }

  formatDateTime(moment: Date): string {
    return moment.toISOString();
  }

  refreshActions(): void {
    this.actionRefreshes += 1;
  }

  pressRefresh(): void {
    this.refreshes.update((count) => count + 1);
  }
}

export function clusterObject(moid = 'domain-c8'): ContextObject {
  return { type: 'ClusterComputeResource', moid, vcGuid };
}

export function machineObjects(...moids: readonly string[]): ContextObject[] {
  return moids.map((moid) => ({ type: 'VirtualMachine', moid, vcGuid }));
}
