/** What a command needs of the terminal; specs bring their own. */
export interface ConsolePort {
  /** The result. */
  out(line: string): void;
  /** Everything else. */
  err(line: string): void;
  /** Resolves after `ms` milliseconds, or rejects on Ctrl+C. */
  pause(ms: number): Promise<void>;
}
