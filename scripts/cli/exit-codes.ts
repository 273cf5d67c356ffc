/** Exit statuses of the command line; part of its interface. */
export const EXIT = {
  ok: 0,
  /** The activity failed or was cancelled. */
  failed: 1,
  /** The command line, the file or the token is wrong. */
  badInput: 2,
  /** The server refused, with findings that say why. */
  refused: 3,
  /** The server, or its vCenter, does not answer. */
  unreachable: 4,
  /** Ctrl+C while waiting; the activity goes on. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a status and a sentence. */
export class CommandError extends Error {
  readonly status: ExitStatus;
  /** What `--json` prints besides the sentence. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: ExitStatus, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'CommandError';
    this.status = status;
    this.facts = facts;
  }
}
