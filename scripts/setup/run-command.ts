import { spawn } from 'node:child_process';

/** How a command ended. */
export interface CommandResult {
  readonly code: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/** Where and how a command runs. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Sees each piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs a program without a shell and without input, and collects its output. A program that cannot be started ends with code 127. */
export function runCommand(
  program: string,
  programArguments: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const pieces: string[] = [];
    const collect = (data: Buffer): void => {
      const text = data.toString('utf8');
      pieces.push(text);
      options.onOutput?.(text);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) =>
      resolve({ code: 127, output: `${pieces.join('')}${error.message}\n` }),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, output: pieces.join('') }));
  });
}
