import type { AuditEntry as ContractEntry, AuditFilter } from '../../contract/audit.ts';
import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { AuditWish } from '../../services/audit-view.ts';

export function presentAuditEntry(entry: AuditEntry): ContractEntry {
  const { sequence, at, who, action, vcGuid, target, account, outcome, detail } = entry;
  const { previousHash, hash } = entry;
  const facts = { sequence, at, who, action, vcGuid, target, account, outcome, detail };
  return { ...facts, previousHash, hash };
}

/** What the query wishes; times in UTC, as the log keeps them. */
export function auditWishOf({ who, action, outcome, from, to, text }: AuditFilter): AuditWish {
  return {
    ...(who !== undefined && { who }),
    ...(action !== undefined && { action }),
    ...(outcome !== undefined && { outcome }),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
    ...(text !== undefined && { text }),
  };
}

const COLUMNS = [
  'sequence',
  'at',
  'who',
  'action',
  'vcGuid',
  'target',
  'account',
  'outcome',
  'detail',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof AuditEntry)[];

/** RFC 4180, with a line of column names. */
export function* auditCsv(entries: Iterable<AuditEntry>): Generator<string> {
  yield csvLine(COLUMNS);
  for (const entry of entries) yield csvLine(COLUMNS.map((column) => String(entry[column] ?? '')));
}

/** One JSON object a line. */
export function* auditJsonLines(entries: Iterable<AuditEntry>): Generator<string> {
  for (const entry of entries) yield `${JSON.stringify(presentAuditEntry(entry))}\n`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Spreadsheets take a cell that begins with one of these for a formula; an apostrophe before it makes them take it for text. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
