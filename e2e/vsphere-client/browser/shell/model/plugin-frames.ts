import type { ClientPlugin } from '../../../protocol/client-plugin.ts';
import { isOurMessage, sdkChannel } from '../../../protocol/sdk-protocol.ts';
import type {
  ContextObject,
  FrameRequest,
  ShellEvent,
  ShellMessage,
} from '../../../protocol/sdk-protocol.ts';

/** A plug-in's page in an iframe, and what the page may know. */
export interface PluginFrame {
  /** Unique; a frame with another key is another page load. */
  readonly key: string;
  readonly plugin: ClientPlugin;
  readonly url: string;
  readonly label: string;
  readonly contextObjects: readonly ContextObject[];
  readonly navigationData: unknown;
  readonly customData: unknown;
  readonly isModal: boolean;
}

export type RequestHandler = (frame: PluginFrame, request: FrameRequest) => Promise<unknown>;

/** All plug-in pages on the screen: finds out which of them a message came from, and answers. */
export class PluginFrames {
  readonly #frames = new Map<string, PluginFrame>();
  readonly #handle: RequestHandler;

  constructor(handle: RequestHandler) {
    this.#handle = handle;
    window.addEventListener('message', (event) => void this.#receive(event));
  }

  /** Makes a frame known; to be called whenever its iframe is drawn. */
  register(frame: PluginFrame): void {
    this.#frames.set(frame.key, frame);
  }

  /** Tells one page something, if it is still there. */
  tell(frame: PluginFrame, event: ShellEvent): void {
    for (const element of iframes()) {
      if (element.dataset['frame'] === frame.key) post(element, event);
    }
  }

  /** Tells all pages something. */
  tellAll(event: ShellEvent): void {
    for (const element of iframes()) post(element, event);
  }

  async #receive(event: MessageEvent): Promise<void> {
    const data: unknown = event.data;
    if (!isOurMessage(data) || data.kind !== 'request') return;
    const element = iframes().find((entry) => entry.contentWindow === event.source);
    const frame = element && this.#frames.get(element.dataset['frame'] ?? '');
    if (!element || !frame || event.origin !== window.location.origin) return;
    const request = data as FrameRequest;
    const value = await this.#handle(frame, request);
    send(element, { channel: sdkChannel, kind: 'reply', id: request.id, value });
  }
}

function iframes(): HTMLIFrameElement[] {
  return [...document.querySelectorAll<HTMLIFrameElement>('iframe[data-frame]')];
}

function post(element: HTMLIFrameElement, event: ShellEvent): void {
  send(element, { channel: sdkChannel, kind: 'event', event });
}

function send(element: HTMLIFrameElement, message: ShellMessage): void {
  element.contentWindow?.postMessage(message, window.location.origin);
}
