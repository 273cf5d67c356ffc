import { parseArgs } from 'node:util';
import { CommandError, EXIT } from './exit-codes.ts';

export const COMMANDS = [
  'plan',
  'apply',
  'status',
  'activities',
  'clusters',
  'policies',
  'assign',
  'unassign',
  'reapply',
  'delete-policies',
  'restore-points',
  'restore',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const CLI_HELP = `Works the plug-in server from the command line, over the same API as the vSphere Client's pages.

Usage: npm run -s cli -- COMMAND [ARGUMENT] --server URL --vcenter GUID --token-file FILE [options]

  clusters            the clusters with the state of the filter
  plan FILE           what applying the file would do, and what stands against it; changes nothing
  apply FILE          makes clusters and machines what the file says and waits for the end; does nothing when they are so already
  activities [ID]     the latest activities, or one of them with its hosts and the machines that failed
  status              whom the server takes you for, the clusters in numbers, and what runs
  policies            the storage policies that use the filter, and how compliant their disks are
  assign              puts the disks of the machines of --vm under the filter's policy and waits for the end
  unassign            puts them back under the policy that they had before, or under the datastore's default
  reapply             assigns the policy of --policy once more to the disks for which it is out of date
  delete-policies     deletes the policies of --policy, if they use the filter and nothing is under them
  restore-points      what activities recorded before they changed the policies of machines
  restore             puts back what the activity of --activity recorded

FILE is JSON; "-" reads standard input. Clusters and machines are named by "name" or by "id":
  { "clusters": [ { "name": "Production", "filter": "latest" }, { "id": "domain-c21", "filter": "absent" } ],
    "virtualMachines": [ { "name": "db1", "policy": "filter" }, { "id": "vm-42", "policy": "default" } ] }

  --server URL         the plug-in server, https://plugin.example.org:8443
  --certificate FILE   PEM to trust the server by: its own certificate or its authority's; without it the system's authorities count
  --vcenter GUID       the vCenter
  --token-file FILE    its first line is an API token of the scope "operate" (npm run tokens)
  --vm NAME            assign, unassign: a machine, by name or id; may be given again
  --disk DISK          assign, unassign of one machine: one of its disks, "Hard disk 1" or 2000; may be given again; without it all disks
  --policy NAME        reapply, delete-policies: a policy, by name or id; delete-policies takes it more than once
  --activity ID        restore: the activity that recorded the policies
  --cluster NAME       restore, restore-points: only this cluster, by name or id; restore takes it more than once
  --check              policies: lets vCenter look anew at compliance
  --no-combine         a disk with rules of its own loses them instead of keeping them beside the filter
  --leave-out          machines that cannot be changed are left out instead of standing against all
  --dry-run            assign, unassign, reapply, restore: shows what would be done and changes nothing
  --no-wait            ends as soon as the activity has started
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
  readonly vms: readonly string[];
  readonly disks: readonly string[];
  readonly policies: readonly string[];
  readonly activity: string | null;
  readonly clusters: readonly string[];
  readonly check: boolean;
  readonly combine: boolean;
  readonly leaveOut: boolean;
  readonly dryRun: boolean;
  readonly wait: boolean;
  readonly json: boolean;
}

const CHANGE = ['no-combine', 'leave-out', 'no-wait'] as const;
const OWN_OPTIONS = {
  plan: ['no-combine', 'leave-out'],
  apply: CHANGE,
  status: [],
  activities: [],
  clusters: [],
  policies: ['check'],
  assign: ['vm', 'disk', 'dry-run', ...CHANGE],
  unassign: ['vm', 'disk', 'dry-run', 'leave-out', 'no-wait'],
  reapply: ['policy', 'dry-run', 'leave-out', 'no-wait'],
  'delete-policies': ['policy'],
  'restore-points': ['cluster'],
  restore: ['activity', 'cluster', 'dry-run', 'leave-out', 'no-wait'],
} as const satisfies Readonly<Record<CommandName, readonly string[]>>;

const COMMON_OPTIONS = ['server', 'certificate', 'vcenter', 'token-file', 'json', 'help'];

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
  const options = {
    command,
    argument,
    server: serverOf(values.server),
    certificateFile: values.certificate ?? null,
    vcGuid: given('vcenter', values.vcenter),
    tokenFile: given('token-file', values['token-file']),
    vms: values.vm,
    disks: values.disk,
    policies: values.policy,
    activity: values.activity ?? null,
    clusters: values.cluster,
    check: values.check,
    combine: !values['no-combine'],
    leaveOut: values['leave-out'],
    dryRun: values['dry-run'],
    wait: !values['no-wait'],
    json: values.json,
  };
  checkOwnOptions(options, values);
  return options;
}

/** Options that a command would ignore are mistakes: somebody counts on them. */
function checkOwnOptions(
  { command, vms, disks, policies, activity, clusters }: CliOptions,
  values: Readonly<Record<string, unknown>>,
): void {
  const allowed: readonly string[] = [...COMMON_OPTIONS, ...OWN_OPTIONS[command]];
  for (const [name, value] of Object.entries(values)) {
    const isGiven = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== false;
    if (isGiven && !allowed.includes(name)) throw usage(`${command} takes no --${name}.`);
  }
  if ((command === 'assign' || command === 'unassign') && vms.length === 0)
    throw usage('--vm is missing.');
  if (disks.length > 0 && vms.length > 1) throw usage('--disk goes with one --vm only.');
  const many = command === 'delete-policies';
  if ((many || command === 'reapply') && policies.length === 0) throw usage('--policy is missing.');
  if (!many && policies.length > 1) throw usage(`${command} takes one --policy only.`);
  if (command === 'restore' && activity === null) throw usage('--activity is missing.');
  if (command === 'restore-points' && clusters.length > 1)
    throw usage('restore-points takes one --cluster only.');
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
        vm: { type: 'string', multiple: true, default: [] },
        disk: { type: 'string', multiple: true, default: [] },
        policy: { type: 'string', multiple: true, default: [] },
        activity: { type: 'string' },
        cluster: { type: 'string', multiple: true, default: [] },
        check: { type: 'boolean', default: false },
        'no-combine': { type: 'boolean', default: false },
        'leave-out': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
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
