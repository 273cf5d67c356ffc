import type { ApiClient } from './api-client.ts';
import type { ConsolePort } from './console-port.ts';
import type { ExitStatus } from './exit-codes.ts';
import type { CliOptions } from './options.ts';

/** What a command works with. */
export interface CommandParts {
  readonly api: ApiClient;
  readonly options: CliOptions;
  readonly terminal: ConsolePort;
  /** Progress; standard error when the result is JSON. */
  readonly say: (line: string) => void;
}

/** What a command ends with: lines for people, or one object for machines. */
export interface CommandResult {
  readonly status: ExitStatus;
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
}

export type Command = (parts: CommandParts) => Promise<CommandResult>;
