import type {
  AlertLevel,
  ConfirmationRequest,
  ContextObject,
  ModalRequest,
} from '../../protocol/sdk-protocol.ts';
import type { ShellLink } from './shell-link.ts';

/** What a plug-in gives to `modal.open`. */
export interface ModalConfig {
  readonly url: string;
  readonly title?: string;
  readonly accessibilityTitle?: string;
  readonly size?: { readonly width?: number; readonly height?: number };
  readonly closable?: boolean;
  readonly onClosed?: (result?: unknown) => void;
  readonly contextObjects?: readonly ContextObject[];
  readonly customData?: unknown;
  readonly sanitizeData?: boolean;
}

/** What a plug-in gives to `modal.openConfirmationModal`: one to four buttons. */
export interface ConfirmationConfig {
  readonly content: string;
  readonly buttons: readonly {
    readonly label: string;
    readonly type?: 'PRIMARY' | 'SECONDARY';
    readonly style?: AlertLevel;
    readonly callback?: () => void;
  }[];
  readonly size?: { readonly width?: number };
  readonly alertLevel?: AlertLevel;
  readonly title?: string;
  readonly secondaryTitle?: string;
  readonly accessibilityTitle?: string;
  readonly closable?: boolean;
  readonly onClosed?: () => void;
}

/** What a plug-in gives to `modal.openSharedModal`. */
export interface SharedModalConfig {
  readonly pluginId: string;
  readonly sharedModalId: string;
  readonly vcGuid: string;
}

interface OpenModal {
  readonly onClosed?: (result?: unknown) => void;
  readonly buttons?: ConfirmationConfig['buttons'];
}

/** Keeps the functions of a plug-in's dialogs in its frame and sends the rest to the shell. */
export class ModalApi {
  readonly #link: ShellLink;
  readonly #baseUri: () => string;
  readonly #open = new Map<number, OpenModal>();
  #lastId = 0;

  constructor(link: ShellLink, baseUri: () => string) {
    this.#link = link;
    this.#baseUri = baseUri;
  }

  /** Opens a dialog; `url` is relative to the document's base. Data go through JSON unless `sanitizeData` is false. */
  open(config: ModalConfig): void {
    const { size, title, accessibilityTitle } = config;
    const data = { customData: config.customData ?? null, contextObjects: config.contextObjects };
    const sent = config.sanitizeData === false ? data : throughJson(data);
    const request: ModalRequest = {
      modalId: this.#remember(config.onClosed ? { onClosed: config.onClosed } : {}),
      url: new URL(config.url, this.#baseUri()).href,
      ...(title === undefined ? {} : { title }),
      ...(accessibilityTitle === undefined ? {} : { accessibilityTitle }),
      ...(size?.width === undefined ? {} : { width: size.width }),
      ...(size?.height === undefined ? {} : { height: size.height }),
      closable: config.closable ?? true,
      contextObjects: sent.contextObjects ?? [],
      customData: sent.customData,
    };
    this.#link.request('openModal', request);
  }

  /** Opens a question with one to four buttons. Throws `Error` for any other number of them. */
  openConfirmation(config: ConfirmationConfig): void {
    if (config.buttons.length < 1 || config.buttons.length > 4) {
      throw new Error('A confirmation modal has one to four buttons.');
    }
    const { onClosed, buttons, size, closable, ...texts } = config;
    const request: ConfirmationRequest = {
      ...texts,
      modalId: this.#remember({ buttons, ...(onClosed ? { onClosed } : {}) }),
      ...(size?.width === undefined ? {} : { width: size.width }),
      closable: closable ?? true,
      buttons: buttons.map(({ label, type, style }) => ({
        label,
        type: type ?? 'PRIMARY',
        ...(style ? { style } : {}),
      })),
    };
    this.#link.request('openConfirmationModal', request);
  }

  /** Asks for a dialog of another plug-in. */
  openShared(config: SharedModalConfig): void {
    const { pluginId, sharedModalId, vcGuid } = config;
    this.#link.request('openSharedModal', { pluginId, sharedModalId, vcGuid });
  }

  /** The shell closed a dialog; a confirmation's `onClosed` hears of X and Esc only. */
  closed(modalId: number, result: unknown): void {
    const modal = this.#open.get(modalId);
    this.#open.delete(modalId);
    if (result === undefined || result === null) modal?.onClosed?.();
    else modal?.onClosed?.(result);
  }

  /** A button of a confirmation was pressed. */
  buttonPressed(modalId: number, index: number): void {
    const modal = this.#open.get(modalId);
    this.#open.delete(modalId);
    modal?.buttons?.[index]?.callback?.();
  }

  #remember(modal: OpenModal): number {
    this.#lastId += 1;
    this.#open.set(this.#lastId, modal);
    return this.#lastId;
  }
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
