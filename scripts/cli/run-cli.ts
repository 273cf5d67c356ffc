import { readFile } from 'node:fs/promises';
import { ApiClient } from './api-client.ts';
import { RUN } from './commands.ts';
import type { ConsolePort } from './console-port.ts';
import { findingSchema } from '../../plugin-server/src/contract/finding.ts';
import { describeFinding } from './describe.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { ExitStatus } from './exit-codes.ts';
import { CLI_HELP, parseOptions } from './options.ts';
import type { CliOptions } from './options.ts';

/** The command line as a whole. Resolves to the exit status; rejects for mistakes in the program only. */
export async function runCli(args: readonly string[], terminal: ConsolePort): Promise<ExitStatus> {
  // Known before the options are, because mistakes in them are told in it too.
  const json = args.includes('--json');
  try {
    const options = parseOptions(args);
    if (options === null) {
      terminal.out(CLI_HELP);
      return EXIT.ok;
    }
    return await runCommand(options, terminal);
  } catch (error) {
    // Expected: everything that a person, the server or the network can get wrong.
    if (!(error instanceof CommandError)) throw error;
    tell(error, terminal, json);
    return error.status;
  }
}

async function runCommand(options: CliOptions, terminal: ConsolePort): Promise<ExitStatus> {
  const { server, vcGuid, json } = options;
  const token = (await readGiven(options.tokenFile)).split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(token))
    throw new CommandError(EXIT.badInput, `${options.tokenFile} holds no API token.`);
  const certificatePem =
    options.certificateFile === null ? null : await readGiven(options.certificateFile);
  const api = openApi({ server, vcGuid, token, certificatePem });
  try {
    const say = (line: string): void => (json ? terminal.err(line) : terminal.out(line));
    const result = await RUN[options.command]({ api, options, terminal, say });
    if (json) terminal.out(JSON.stringify({ status: result.status, ...result.json }));
    else result.lines.forEach((line) => terminal.out(line));
    return result.status;
  } finally {
    api.close();
  }
}

function openApi(access: ConstructorParameters<typeof ApiClient>[0]): ApiClient {
  try {
    return new ApiClient(access);
  } catch {
    // Expected: the file is no certificate.
    throw new CommandError(EXIT.badInput, 'The file of --certificate holds no certificate (PEM).');
  }
}

async function readGiven(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // Expected: no such file, or not ours to read.
    throw new CommandError(EXIT.badInput, error instanceof Error ? error.message : String(error));
  }
}

function tell(error: CommandError, terminal: ConsolePort, json: boolean): void {
  const { status, message, facts } = error;
  if (json) {
    terminal.out(JSON.stringify({ status, error: { message, ...facts } }));
    return;
  }
  terminal.err(message);
  const findings = findingSchema.array().safeParse(facts['findings']);
  if (findings.success)
    for (const each of findings.data) terminal.err(`  ${describeFinding(each)}`);
}
