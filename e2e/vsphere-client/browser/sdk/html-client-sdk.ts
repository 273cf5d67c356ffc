import type { DateTimeFormat, FrameContext, ShellEvent } from '../../protocol/sdk-protocol.ts';
import { formatDateTime } from './date-time.ts';
import type { DateTimeStyle } from './date-time.ts';
import { ModalApi } from './modal-api.ts';
import type { ConfirmationConfig, ModalConfig, SharedModalConfig } from './modal-api.ts';
import { ShellLink } from './shell-link.ts';
import type { FrameWindow } from './shell-link.ts';

type Callback<T> = (value: T) => void;

/** `window.htmlClientSdk` of a plug-in's frame; `app`, `event` and `modal` appear once it is initialised. */
export interface HtmlClientSdk {
  initialize(callback?: () => void): void;
  isInitialized(): boolean;
  getProxiedPluginServerOrigin(): string | null;
  app?: ReturnType<typeof appApi>;
  event?: ReturnType<typeof eventApi>;
  modal?: ReturnType<typeof modalApi>;
}

interface Listeners {
  readonly globalRefresh: (() => void)[];
  readonly themeChanged: Callback<{ name: string }>[];
  readonly dateTimeFormatChanged: (() => void)[];
}

interface Frame {
  readonly link: ShellLink;
  readonly location: {
    readonly origin: string;
    readonly pathname: string;
    readonly baseUri: () => string;
  };
  context: FrameContext;
  readonly listeners: Listeners;
}

export interface SdkOptions {
  readonly window: FrameWindow;
  readonly shellOrigin: string;
  readonly location: Frame['location'];
}

/** Makes the SDK of one frame. Source of its surface: vSphere Client JavaScript API for remote plug-ins. */
export function createHtmlClientSdk(options: SdkOptions): HtmlClientSdk {
  const callbacks: (() => void)[] = [];
  let state: 'new' | 'waiting' | 'ready' = 'new';
  let modals: ModalApi | undefined;
  const listeners: Listeners = { globalRefresh: [], themeChanged: [], dateTimeFormatChanged: [] };
  let frame: Frame | undefined;
  const link = new ShellLink(options.window, options.shellOrigin, (event) => {
    if (frame) deliver(event, frame, modals);
  });
  const sdk: HtmlClientSdk = {
    initialize: (callback) => {
      if (state === 'ready') {
        callback?.();
        return;
      }
      if (callback) callbacks.push(callback);
      if (state === 'waiting') return;
      state = 'waiting';
      link.request('hello', null, (value) => {
        frame = { link, location: options.location, listeners, context: value as FrameContext };
        modals = new ModalApi(link, options.location.baseUri);
        sdk.app = appApi(frame);
        sdk.event = eventApi(frame);
        sdk.modal = modalApi(frame, modals);
        state = 'ready';
        for (const waiting of callbacks.splice(0)) waiting();
      });
    },
    isInitialized: () => state === 'ready',
    getProxiedPluginServerOrigin: () => proxiedOrigin(options.location),
  };
  return sdk;
}

function proxiedOrigin(location: Frame['location']): string | null {
  const match = /^\/plugins\/[^/]+\/[^/]+/.exec(location.pathname);
  return match ? `${location.origin}${match[0]}` : null;
}

function deliver(event: ShellEvent, frame: Frame, modals: ModalApi | undefined): void {
  const { listeners } = frame;
  switch (event.name) {
    case 'globalRefresh':
      for (const listener of listeners.globalRefresh) listener();
      return;
    case 'themeChanged':
      frame.context = { ...frame.context, theme: event.theme };
      for (const listener of listeners.themeChanged) listener({ ...event.theme });
      return;
    case 'dateTimeFormatChanged':
      frame.context = { ...frame.context, dateTimeFormat: event.format };
      for (const listener of listeners.dateTimeFormatChanged) listener();
      return;
    case 'modalClosed':
      modals?.closed(event.modalId, event.result);
      return;
    case 'confirmationButton':
      modals?.buttonPressed(event.modalId, event.index);
      return;
  }
}

function appApi(frame: Frame) {
  const { link } = frame;
  const format = (): DateTimeFormat => frame.context.dateTimeFormat;
  return {
    getContextObjects: () => frame.context.contextObjects.map(({ id }) => ({ id })),
    getNavigationData: () => frame.context.navigationData ?? null,
    navigateTo: (target: object) => link.request('navigateTo', target),
    navigateToClientView: (target: object) => link.request('navigateToClientView', target),
    navigateToRemotePluginView: (target: object) =>
      link.request('navigateToRemotePluginView', target),
    getRemotePluginNavigationMap: (pluginId: string, callback: Callback<unknown>) =>
      link.request('getRemotePluginNavigationMap', pluginId, callback),
    getClientInfo: () => ({ type: 'HTML', version: frame.context.clientVersion }),
    getClientLocale: () => format().locale,
    getTheme: () => ({ ...frame.context.theme }),
    getSessionInfo: (callback: Callback<unknown>) => link.request('getSessionInfo', null, callback),
    getApiEndpoints: () => {
      const { origin } = frame.location;
      const pathname = '/api/ui';
      const fullUrl = `${origin}${pathname}`;
      return { uiApiEndpoint: { origin, pathname, queryParams: [], fullUrl } };
    },
    getPluginBackendInfo: (callback: Callback<unknown>) =>
      link.request('getPluginBackendInfo', null, callback),
    formatDateTime: (milliseconds: number, options?: { format?: DateTimeStyle }) =>
      formatDateTime(milliseconds, options?.format ?? 'DATE_AND_TIME', format()),
    refreshPluginItemsState: () => link.request('refreshPluginItemsState', null),
  };
}

function eventApi({ listeners }: Frame) {
  return {
    onGlobalRefresh: (callback: () => void) => void listeners.globalRefresh.push(callback),
    onThemeChanged: (callback: Callback<{ name: string }>) =>
      void listeners.themeChanged.push(callback),
    onDateTimeFormatChanged: (callback: () => void) =>
      void listeners.dateTimeFormatChanged.push(callback),
  };
}

function modalApi(frame: Frame, modals: ModalApi) {
  const { link } = frame;
  return {
    open: (config: ModalConfig) => modals.open(config),
    close: (data?: unknown) => link.request('closeModal', data ?? null),
    setOptions: (options: object) => link.request('setModalOptions', options),
    getCustomData: () => frame.context.customData ?? null,
    openConfirmationModal: (config: ConfirmationConfig) => modals.openConfirmation(config),
    getSharedModalsMap: (pluginId: string, callback: Callback<unknown>) =>
      link.request('getSharedModalsMap', pluginId, callback),
    openSharedModal: (config: SharedModalConfig) => modals.openShared(config),
  };
}
