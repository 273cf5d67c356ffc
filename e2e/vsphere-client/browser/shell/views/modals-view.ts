import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ref } from 'lit/directives/ref.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { App } from '../model/app.ts';
import type { ConfirmationModal, FrameModal, Modal } from '../model/modal-stack.ts';
import { frameView } from './frame-view.ts';
import { icon } from './icons.ts';
import { focusFirst, keepFocus } from './modal-focus.ts';
import { preferencesView } from './preferences-view.ts';

/** The open dialogs, one above the other. */
export function modalsView(app: App): TemplateResult {
  return html`${repeat(
    app.modals.modals,
    (modal) => modal.id,
    (modal) => modalView(app, modal),
  )}`;
}

function modalView(app: App, modal: Modal): TemplateResult {
  const { title, label, width, body } = parts(app, modal);
  const dismiss = (): void => app.modals.dismiss(modal.id);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && modal.closable) dismiss();
    else keepFocus(event);
  };
  return html`<div class="modal-layer" @keydown=${onKey}>
    <div
      class="dialog ${modal.kind}"
      role="dialog"
      aria-modal="true"
      aria-label=${label}
      tabindex="-1"
      style=${styleMap({ width: `${width}px` })}
      ${ref(focusFirst)}
    >
      ${title || modal.closable ? dialogHeader(title, modal.closable, dismiss) : nothing} ${body}
    </div>
  </div>`;
}

function parts(app: App, modal: Modal) {
  switch (modal.kind) {
    case 'frame':
      return {
        title: modal.title,
        label: modal.accessibilityTitle || modal.title || modal.frame.plugin.name,
        width: modal.width,
        body: frameBody(app, modal),
      };
    case 'confirmation': {
      const { title, accessibilityTitle, width } = modal.question;
      return {
        title: title ?? '',
        label: accessibilityTitle ?? title ?? 'Confirmation',
        width: width ?? 400,
        body: confirmationBody(app, modal),
      };
    }
    case 'preferences':
      return {
        title: 'My Preferences',
        label: 'My Preferences',
        width: 480,
        body: preferencesView(app, modal.id),
      };
  }
}

function dialogHeader(title: string, closable: boolean, dismiss: () => void): TemplateResult {
  return html`<div class="dialog-header">
    <h2>${title}</h2>
    ${
      closable
        ? html`<button class="dialog-close" aria-label="Close" @click=${dismiss}>
            ${icon('close')}
          </button>`
        : nothing
    }
  </div>`;
}

function frameBody(app: App, modal: FrameModal): TemplateResult {
  return html`<div class="dialog-frame" style=${styleMap({ height: `${modal.height}px` })}>
    ${frameView(app, modal.frame)}
  </div>`;
}

function confirmationBody(app: App, modal: ConfirmationModal): TemplateResult {
  const { content, secondaryTitle, alertLevel, buttons } = modal.question;
  const icons = { SUCCESS: 'success', INFO: 'info', WARNING: 'warning', DANGER: 'error' } as const;
  const levels = { SUCCESS: 'ok', INFO: 'info', WARNING: 'warning', DANGER: 'error' } as const;
  return html`<div class="dialog-body">
      ${secondaryTitle ? html`<h3>${secondaryTitle}</h3>` : nothing}
      <div class="confirmation-content">
        ${alertLevel ? icon(icons[alertLevel], `large level-${levels[alertLevel]}`) : nothing}
        <p>${content}</p>
      </div>
    </div>
    <div class="dialog-footer">
      ${buttons.map(
        (button, index) =>
          html`<button
            class="btn ${button.type === 'PRIMARY' ? 'btn-primary' : 'btn-outline'} ${buttonStyle(button.style)}"
            @click=${() => app.modals.press(modal.id, index)}
          >
            ${button.label}
          </button>`,
      )}
    </div>`;
}

function buttonStyle(style: string | undefined): string {
  return style === undefined ? '' : `btn-${style.toLowerCase()}`;
}
