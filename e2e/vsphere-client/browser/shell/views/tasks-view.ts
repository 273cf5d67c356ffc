import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ObjectView, TaskRow } from '../../../protocol/shell-api.ts';
import { formatDateTime } from '../../sdk/date-time.ts';
import type { App } from '../model/app.ts';
import { icon } from './icons.ts';

const columns = [
  'Task Name',
  'Target',
  'Status',
  'Details',
  'Initiator',
  'Queued For',
  'Start Time',
  'Completion Time',
  'Server',
];

/** The panel at the bottom; it can be folded away. */
export function tasksView(app: App): TemplateResult {
  const open = app.preferences.tasksOpen;
  const toggle = (): void => {
    app.preferences.tasksOpen = !open;
    app.changed();
  };
  const running = app.tasks.filter((task) => task.state === 'running').length;
  return html`<section class="tasks-panel ${open ? 'open' : ''}" aria-label="Recent Tasks panel">
    <button class="tasks-toggle" aria-expanded=${open} @click=${toggle}>
      ${icon('down', open ? 'small' : 'small turned')}<span>Recent Tasks</span>
      ${running > 0 ? html`<span class="running-count" aria-label="${running} running">${running}</span>` : nothing}
    </button>
    ${open ? taskTable(app, app.tasks, 'Recent Tasks') : nothing}
  </section>`;
}

/** The tasks of one object, on its Monitor tab. */
export function objectTasksView(app: App, object: ObjectView): TemplateResult {
  const tasks = app.tasks.filter((task) => task.targetId === object.item.id);
  return html`<div class="own-page">
    <h2>Tasks</h2>
    ${taskTable(app, tasks, 'Tasks')}
  </div>`;
}

function taskTable(app: App, tasks: readonly TaskRow[], label: string): TemplateResult {
  return html`<div class="table-scroll">
    <table class="grid" aria-label=${label}>
      <thead>
        <tr>
          ${columns.map((title) => html`<th>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          tasks,
          (task) => task.key,
          (task) => taskRow(app, task),
        )}
        ${
          tasks.length === 0
            ? html`<tr>
                <td class="none" colspan=${columns.length}>No tasks</td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>
  </div>`;
}

function taskRow(app: App, task: TaskRow): TemplateResult {
  const { targetId } = task;
  const target = targetId
    ? html`<button class="link" @click=${() => app.navigation.openObject(targetId)}>
        ${task.target}
      </button>`
    : task.target;
  return html`<tr data-task=${task.key} data-state=${task.state}>
    <td>${task.name}</td>
    <td>${target}</td>
    <td class="task-status">${statusView(task)}</td>
    <td class="task-detail">${task.detail || nothing}</td>
    <td>${task.initiator}</td>
    <td>${queuedFor(task)}</td>
    <td>${timeText(app, task.startedAt)}</td>
    <td>${timeText(app, task.completedAt)}</td>
    <td>${task.server}</td>
  </tr>`;
}

function statusView(task: TaskRow): TemplateResult {
  switch (task.state) {
    case 'running':
      return html`<span class="task-progress">
        <progress max="100" value=${task.progress} aria-label=${`${task.name} progress`}></progress>
        <span>${task.progress}%</span>
      </span>`;
    case 'success':
      return html`${icon('success', 'level-ok')}<span>Completed</span>`;
    case 'error':
      return failureView(task.error ?? 'Failed');
    case 'queued':
      return html`${icon('clock')}<span>Queued</span>`;
  }
}

/** The text is cut after two lines; the whole of it is in the tip. */
function failureView(text: string): TemplateResult {
  return html`<span class="task-failure" title=${text}>
    ${icon('error', 'level-error')}<span class="task-error">${text}</span>
  </span>`;
}

function queuedFor(task: TaskRow): string {
  if (task.startedAt === undefined) return '';
  return `${Math.max(0, Date.parse(task.startedAt) - Date.parse(task.queuedAt))} ms`;
}

function timeText(app: App, time: string | undefined): string {
  if (time === undefined) return '';
  return formatDateTime(Date.parse(time), 'DATE_AND_TIME', app.preferences.dateTimeFormat);
}
