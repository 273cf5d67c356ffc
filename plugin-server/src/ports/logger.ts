/** Writes one line of the log: the facts first, then the message. `error` means that somebody must act now; what heals itself is a warning. */
type Write = (facts: Readonly<Record<string, unknown>>, message: string) => void;

/** Structured log without secrets. Errors are given as the fact `err`. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
