import type { Log } from '../src/ports/log.ts';

/** Keeps what was logged, for specs that look at it. */
export class SilentLog implements Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: unknown }[] =
    [];

  info(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'error', message, fields });
  }
}
