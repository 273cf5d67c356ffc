import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { App } from '../model/app.ts';
import { locales } from '../model/preferences.ts';
import { formText } from './form-text.ts';

/** Language and clock. A new language needs a new page, as in the real client; a new clock is told to the plug-ins. */
export function preferencesView(app: App, modalId: number): TemplateResult {
  const { preferences } = app;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    preferences.hour12 = formText(form, 'clock') === '12';
    app.frames.tellAll({ name: 'dateTimeFormatChanged', format: preferences.dateTimeFormat });
    app.modals.dismiss(modalId);
    const locale = formText(form, 'locale');
    if (locale === preferences.locale) return;
    preferences.locale = locale;
    window.location.reload();
  };
  return html`<form class="preferences-form" @submit=${save}>
    <label for="locale">Language</label>
    <select id="locale" name="locale">
      ${locales.map(
        (locale) =>
          html`<option value=${locale} ?selected=${locale === preferences.locale}>
            ${locale}
          </option>`,
      )}
    </select>
    <label for="clock">Time format</label>
    <select id="clock" name="clock">
      <option value="12" ?selected=${preferences.hour12}>12 hours</option>
      <option value="24" ?selected=${!preferences.hour12}>24 hours</option>
    </select>
    <div class="dialog-footer">
      <button type="button" class="btn btn-outline" @click=${() => app.modals.dismiss(modalId)}>
        Cancel
      </button>
      <button type="submit" class="btn btn-primary">Save</button>
    </div>
  </form>`;
}
