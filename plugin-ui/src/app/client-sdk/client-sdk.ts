import type { Signal } from '@angular/core';
import type { ContextObject } from './context-object';
import type { ModalOptions, NavigationTarget, PluginBackendInfo } from './html-client-sdk';

export type ThemeName = 'light' | 'dark';

/** What our views ask of the vSphere Client that shows them. */
export abstract class ClientSdk {
  /** Whether the page was opened by a vSphere Client at all. */
  abstract readonly isAvailable: boolean;
  abstract readonly theme: Signal<ThemeName>;
  /** Grows each time the user presses the client's refresh button. */
  abstract readonly refreshes: Signal<number>;
  /** Changes when dates have to be written anew, because the user chose another format. */
  abstract readonly dateTimeFormat: Signal<number>;

  /** Ends when the client has answered; nothing else may be called before. */
  abstract initialize(): Promise<void>;
  /** BCP 47 tag of the client's language. */
  abstract locale(): string;
  /** The objects that this view or dialog is about; none for the global view. */
  abstract contextObjects(): readonly ContextObject[];
  /** Whatever the navigation or the dialog's opener handed over; the receiver checks it. */
  abstract customData(): unknown;
  /** Token of the plug-in's session, for our server's header; null when the client gives none. */
  abstract sessionToken(): Promise<string | null>;
  /** Where the client's proxy serves our servers; null when this client cannot tell. */
  abstract backends(): Promise<PluginBackendInfo | null>;
  /** `origin[/path]` that stands for our server's origin behind the proxy; null when the client cannot tell. */
  abstract proxiedServerOrigin(): string | null;
  abstract openModal(options: ModalOptions): void;
  /** Closes the dialog that this page is in. */
  abstract closeModal(result?: unknown): void;
  abstract navigateTo(target: NavigationTarget): void;
  /** To one of the client's own views; a client that lacks the call, or the view, stays where it is. */
  abstract navigateToClientView(target: NavigationTarget): void;
  /** The moment as the user's preferences have it. */
  abstract formatDateTime(moment: Date): string;
  /** Makes the client ask anew which of our actions and views apply. */
  abstract refreshActions(): void;
}
