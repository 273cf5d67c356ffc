import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { EventRow, ObjectView } from '../../../protocol/shell-api.ts';
import { formatDateTime } from '../../sdk/date-time.ts';
import type { App } from '../model/app.ts';
import { icon } from './icons.ts';

/** Monitor > Events: what happened to the object and to what is below it. */
export function eventsView(app: App, object: ObjectView): TemplateResult {
  return html`<div class="own-page">
    <h2>Events</h2>
    ${until(
      app.events.of(object.item.id).then((rows) => eventTable(app, rows)),
      html`<p class="empty">Loading...</p>`,
    )}
  </div>`;
}

function eventTable(app: App, rows: readonly EventRow[]): TemplateResult {
  const columns = ['Description', 'Type', 'Date Time', 'User'];
  return html`<table class="grid framed" aria-label="Events">
    <thead>
      <tr>
        ${columns.map((title) => html`<th>${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <td>${row.description}</td>
            <td>${typeView(row)}</td>
            <td>${timeText(app, row.at)}</td>
            <td>${row.user}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function typeView(row: EventRow): TemplateResult {
  const words = { info: 'Information', warning: 'Warning', error: 'Error' } as const;
  return html`${icon(row.type, `level-${row.type}`)}<span>${words[row.type]}</span>`;
}

function timeText(app: App, at: string): string {
  if (at === '') return '';
  return formatDateTime(Date.parse(at), 'DATE_AND_TIME', app.preferences.dateTimeFormat);
}
