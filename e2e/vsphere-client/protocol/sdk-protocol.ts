/**
 * What a plug-in's frame and the shell say to each other over `postMessage`. The real wire format is private to the vendor; this one is
 * ours. All messages carry `channel`, so that a page's own messages are left alone.
 */
export const sdkChannel = 'simulated-vsphere-client';

export interface ContextObject {
  /** `urn:vmomi:<Type>:<moid>:<vCenter GUID>` */
  readonly id: string;
}

export interface ThemeInfo {
  readonly name: 'light' | 'dark';
}

/** How dates are written: in the client's locale, with the user's choice of clock. */
export interface DateTimeFormat {
  readonly locale: string;
  readonly hour12: boolean;
}

/** What a frame learns when it has initialised, and what its synchronous getters answer. */
export interface FrameContext {
  readonly contextObjects: readonly ContextObject[];
  readonly navigationData: unknown;
  /** Only in modals. */
  readonly customData: unknown;
  readonly isModal: boolean;
  readonly theme: ThemeInfo;
  readonly dateTimeFormat: DateTimeFormat;
  readonly clientVersion: string;
}

/** Calls that a frame makes; each gets one `reply`. */
export type FrameMethod =
  | 'hello'
  | 'navigateTo'
  | 'navigateToClientView'
  | 'navigateToRemotePluginView'
  | 'getRemotePluginNavigationMap'
  | 'getSessionInfo'
  | 'getPluginBackendInfo'
  | 'refreshPluginItemsState'
  | 'openModal'
  | 'closeModal'
  | 'setModalOptions'
  | 'openConfirmationModal'
  | 'getSharedModalsMap'
  | 'openSharedModal';

export interface FrameRequest {
  readonly channel: typeof sdkChannel;
  readonly kind: 'request';
  readonly id: number;
  readonly method: FrameMethod;
  readonly argument: unknown;
}

export interface ShellReply {
  readonly channel: typeof sdkChannel;
  readonly kind: 'reply';
  readonly id: number;
  /** null after a failure, which the documented callbacks know as null as well. */
  readonly value: unknown;
}

export type ShellEvent =
  | { readonly name: 'globalRefresh' }
  | { readonly name: 'themeChanged'; readonly theme: ThemeInfo }
  | { readonly name: 'dateTimeFormatChanged'; readonly format: DateTimeFormat }
  | { readonly name: 'modalClosed'; readonly modalId: number; readonly result: unknown }
  | { readonly name: 'confirmationButton'; readonly modalId: number; readonly index: number };

export interface ShellEventMessage {
  readonly channel: typeof sdkChannel;
  readonly kind: 'event';
  readonly event: ShellEvent;
}

export type ShellMessage = ShellReply | ShellEventMessage;

/** A dialog as `modal.open` asks for it, functions taken out; `hasOnClosed` is always answered with `modalClosed`. */
export interface ModalRequest {
  /** Chosen by the frame, unique in it. */
  readonly modalId: number;
  /** Absolute. */
  readonly url: string;
  readonly title?: string;
  readonly accessibilityTitle?: string;
  readonly width?: number;
  readonly height?: number;
  readonly closable: boolean;
  readonly contextObjects: readonly ContextObject[];
  readonly customData: unknown;
}

export type AlertLevel = 'SUCCESS' | 'INFO' | 'WARNING' | 'DANGER';

export interface ConfirmationRequest {
  readonly modalId: number;
  readonly content: string;
  readonly title?: string;
  readonly secondaryTitle?: string;
  readonly accessibilityTitle?: string;
  readonly alertLevel?: AlertLevel;
  readonly width?: number;
  readonly closable: boolean;
  readonly buttons: readonly {
    readonly label: string;
    readonly type: 'PRIMARY' | 'SECONDARY';
    readonly style?: AlertLevel;
  }[];
}

export interface NavigationRequest {
  readonly targetViewId?: string;
  readonly objectId?: string;
  readonly customData?: unknown;
}

/** Tells whether a value that came by `postMessage` is ours. */
export function isOurMessage(value: unknown): value is { readonly kind: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'channel' in value &&
    value.channel === sdkChannel
  );
}
