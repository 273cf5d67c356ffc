import type { ConfirmationRequest } from '../../../protocol/sdk-protocol.ts';
import type { PluginFrame } from './plugin-frames.ts';

/** A dialog with a plug-in's page in it. */
export interface FrameModal {
  readonly kind: 'frame';
  readonly id: number;
  title: string;
  accessibilityTitle: string;
  readonly width: number;
  height: number;
  readonly closable: boolean;
  readonly frame: PluginFrame;
  /** Hears of the end, with what the dialog handed over. */
  readonly onClosed: (result: unknown) => void;
}

/** A question of a plug-in, drawn by the client. */
export interface ConfirmationModal {
  readonly kind: 'confirmation';
  readonly id: number;
  readonly question: ConfirmationRequest;
  readonly closable: boolean;
  readonly onButton: (index: number) => void;
  readonly onClosed: () => void;
}

/** The client's own preferences dialog. */
export interface PreferencesModal {
  readonly kind: 'preferences';
  readonly id: number;
  readonly closable: true;
}

export type Modal = FrameModal | ConfirmationModal | PreferencesModal;

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The open dialogs, the topmost last. */
export class ModalStack {
  readonly #changed: () => void;
  readonly #modals: Modal[] = [];
  #returnFocus: Element | null = null;
  #lastId = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get modals(): readonly Modal[] {
    return this.#modals;
  }

  open(modal: WithoutId<Modal>): void {
    if (this.#modals.length === 0) this.#returnFocus = document.activeElement;
    this.#lastId += 1;
    this.#modals.push({ ...modal, id: this.#lastId });
    this.#changed();
  }

  /** The X or Esc: passes nothing on. */
  dismiss(id: number): void {
    const modal = this.#take(id);
    if (modal?.kind === 'frame') modal.onClosed(null);
    if (modal?.kind === 'confirmation') modal.onClosed();
  }

  /** A plug-in's page closed the dialog that it is in. */
  close(frame: PluginFrame, result: unknown): void {
    const found = this.#modals.find((modal) => modal.kind === 'frame' && modal.frame === frame);
    const modal = found && this.#take(found.id);
    if (modal?.kind === 'frame') modal.onClosed(result);
  }

  press(id: number, index: number): void {
    const modal = this.#take(id);
    if (modal?.kind === 'confirmation') modal.onButton(index);
  }

  /** Changes the dialog that a plug-in's page is in. */
  setOptions(
    frame: PluginFrame,
    options: { title?: string; accessibilityTitle?: string; height?: number },
  ): void {
    const modal = this.#modals.find((entry) => entry.kind === 'frame' && entry.frame === frame);
    if (modal?.kind !== 'frame') return;
    modal.title = options.title ?? modal.title;
    modal.accessibilityTitle = options.accessibilityTitle ?? modal.accessibilityTitle;
    modal.height = options.height ?? modal.height;
    this.#changed();
  }

  #take(id: number): Modal | undefined {
    const index = this.#modals.findIndex((modal) => modal.id === id);
    if (index < 0) return undefined;
    const [modal] = this.#modals.splice(index, 1);
    this.#changed();
    if (this.#modals.length === 0 && this.#returnFocus instanceof HTMLElement) {
      this.#returnFocus.focus();
    }
    return modal;
  }
}
