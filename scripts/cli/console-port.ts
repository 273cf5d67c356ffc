/** What a command needs of the terminal; specs bring their own. */
export interface ConsolePort {
  /** The result. */
  out(line: string): void;
  /** Everything else. */
  err(line: string): void;
  /** Aborted by Ctrl+C. */
  readonly interrupted: AbortSignal;
  /** Resolves after `ms` milliseconds, or rejects when interrupted. */
  pause(ms: number): Promise<void>;
}
