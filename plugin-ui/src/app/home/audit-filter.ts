import type { AuditFilter } from '@contract/audit';

const OUTCOMES: readonly string[] = [
  'accepted',
  'refused',
  'succeeded',
  'failed',
] satisfies AuditFilter['outcome'][];

/** The filter that a form holds; empty fields do not filter. Days are those of the browser's clock. */
export function auditFilter(form: FormData): AuditFilter {
  const text = (name: string): string | null => {
    const value = form.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const day = (name: string): string | null => {
    const value = text(name);
    return value === null ? null : new Date(`${value}T00:00:00`).toISOString();
  };
  const outcome = text('outcome');
  const fields = {
    who: text('who'),
    action: text('action'),
    text: text('text'),
    outcome: outcome !== null && OUTCOMES.includes(outcome) ? outcome : null,
    from: day('from'),
    to: day('to'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
