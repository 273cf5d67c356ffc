import { isOurMessage, sdkChannel } from '../../protocol/sdk-protocol.ts';
import type {
  FrameMethod,
  FrameRequest,
  ShellEvent,
  ShellMessage,
} from '../../protocol/sdk-protocol.ts';

/** The parts of `window` that the link needs. */
export interface FrameWindow {
  readonly parent: { postMessage: (message: unknown, targetOrigin: string) => void };
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** A frame's end of the conversation with the shell: requests with one reply each, and events. */
export class ShellLink {
  readonly #window: FrameWindow;
  readonly #shellOrigin: string;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  readonly #onEvent: (event: ShellEvent) => void;
  #lastId = 0;

  /** @param shellOrigin - where the SDK's script came from; only that origin is spoken to and listened to. */
  constructor(frame: FrameWindow, shellOrigin: string, onEvent: (event: ShellEvent) => void) {
    this.#window = frame;
    this.#shellOrigin = shellOrigin;
    this.#onEvent = onEvent;
    frame.addEventListener('message', (event) => this.#receive(event));
  }

  /** Sends a request; the callback gets the reply's value. */
  request(method: FrameMethod, argument: unknown, reply?: (value: unknown) => void): void {
    this.#lastId += 1;
    if (reply) this.#waiting.set(this.#lastId, reply);
    const message: FrameRequest = {
      channel: sdkChannel,
      kind: 'request',
      id: this.#lastId,
      method,
      argument,
    };
    this.#window.parent.postMessage(message, this.#shellOrigin);
  }

  #receive(event: MessageEvent): void {
    if (event.origin !== this.#shellOrigin || event.source !== this.#window.parent) return;
    const data: unknown = event.data;
    if (!isOurMessage(data)) return;
    const message = data as ShellMessage;
    if (message.kind === 'event') {
      this.#onEvent(message.event);
      return;
    }
    const reply = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    reply?.(message.value);
  }
}
