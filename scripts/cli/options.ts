import { parseArgs } from 'node:util';
import { CommandError, EXIT } from './exit-codes.ts';

export const COMMANDS = ['plan', 'apply', 'status', 'activities', 'clusters'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const CLI_HELP = `Works the plug-in server from the command line, over the same API as the vSphere Client's pages.

Usage: npm run -s cli -- COMMAND [ARGUMENT] --server URL --vcenter GUID --token-file FILE [options]

  clusters            the clusters with the state of the filter
  plan FILE           what applying the file would do, and what stands against it; changes nothing
  apply FILE          makes the clusters what the file says and waits for the end; does nothing when they are so already
  activities [ID]     the latest activities, or one of them with its hosts
  status              whom the server takes you for, the clusters in numbers, and what runs

FILE is JSON; "-" reads standard input. A cluster is named by "name" or by "id":
  { "clusters": [ { "name": "Production", "filter": "latest" }, { "id": "domain-c21", "filter": "absent" } ] }

  --server URL         the plug-in server, https://plugin.example.org:8443
  --certificate FILE   PEM to trust the server by: its own certificate or its authority's; without it the system's authorities count
  --vcenter GUID       the vCenter
  --token-file FILE    its first line is an API token of the scope "operate" (npm run tokens)
  --no-wait            apply: ends as soon as the activity has started
  --json               prints one JSON object; progress goes to standard error

Exit status: 0 done, or nothing to do; 1 the activity failed or was cancelled; 2 bad usage, file or token; 3 refused, with findings;
4 the server or its vCenter does not answer; 130 Ctrl+C while waiting. Ctrl+C never ends an activity.`;

export interface CliOptions {
  readonly command: CommandName;
  /** File of plan and apply, id of activities. */
  readonly argument: string | null;
  readonly server: URL;
  readonly certificateFile: string | null;
  readonly vcGuid: string;
  readonly tokenFile: string;
  readonly wait: boolean;
  readonly json: boolean;
}

/** Throws CommandError `badInput`; null when only the help is wanted. */
export function parseOptions(args: readonly string[]): CliOptions | null {
  const { values, positionals } = parsed(args);
  if (values.help) return null;
  const [name, argument = null, ...others] = positionals;
  const command = COMMANDS.find((each) => each === name);
  if (command === undefined) throw usage(`The commands are ${COMMANDS.join(', ')}.`);
  const needsFile = command === 'plan' || command === 'apply';
  if (needsFile && argument === null) throw usage(`${command} needs a file.`);
  if (others.length > 0 || (argument !== null && !needsFile && command !== 'activities'))
    throw usage('There are more arguments than the command takes.');
  return {
    command,
    argument,
    server: serverOf(values.server),
    certificateFile: values.certificate ?? null,
    vcGuid: given('vcenter', values.vcenter),
    tokenFile: given('token-file', values['token-file']),
    wait: !values['no-wait'],
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        server: { type: 'string' },
        certificate: { type: 'string' },
        vcenter: { type: 'string' },
        'token-file': { type: 'string' },
        'no-wait': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    // Expected: an option that does not exist, or one without its value.
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function serverOf(text: string | undefined): URL {
  const url = URL.parse(given('server', text));
  const isOrigin = url?.protocol === 'https:' && url.pathname === '/' && url.search === '';
  if (!isOrigin || url.username !== '')
    throw usage('--server is an address like https://host:8443.');
  return url;
}

function given(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw usage(`--${name} is missing.`);
  return value;
}

function usage(message: string): CommandError {
  return new CommandError(EXIT.badInput, `${message} See --help.`);
}
