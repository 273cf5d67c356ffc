import { CommandError } from './exit-codes.ts';
import { parseOptions } from './options.ts';

const COMMON = [
  ...['--server', 'https://plugin.example.org:8443'],
  ...['--vcenter', '11111111-2222-3333-4444-555555555555', '--token-file', 'token'],
];

function mistakeOf(...args: string[]): string {
  try {
    parseOptions(args);
    return 'none';
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return `${error.status} ${error.message}`;
  }
}

describe('The options of the command line', () => {
  it('are read with their defaults', () => {
    expect(parseOptions(['apply', 'clusters.json', ...COMMON])).toEqual({
      command: 'apply',
      argument: 'clusters.json',
      server: new URL('https://plugin.example.org:8443'),
      certificateFile: null,
      vcGuid: '11111111-2222-3333-4444-555555555555',
      tokenFile: 'token',
      vms: [],
      disks: [],
      policies: [],
      activity: null,
      clusters: [],
      check: false,
      combine: true,
      leaveOut: false,
      dryRun: false,
      wait: true,
      json: false,
    });
  });

  it('name machines, disks and what to do with rules of their own', () => {
    const args = ['assign', '--vm', 'db1', '--disk', 'Hard disk 1', '--no-combine', '--dry-run'];
    expect(parseOptions([...args, ...COMMON])).toEqual(
      jasmine.objectContaining({
        vms: ['db1'],
        disks: ['Hard disk 1'],
        combine: false,
        dryRun: true,
      }),
    );
  });

  it('ask for help without anything else', () => {
    expect(parseOptions(['--help'])).toBeNull();
  });

  const mistakes: Record<string, [string[], RegExp]> = {
    'no command': [COMMON, /^2 The commands are plan, apply/],
    'a command that there is not': [['install', ...COMMON], /^2 The commands are/],
    'no file to apply': [['apply', ...COMMON], /^2 apply needs a file/],
    'an argument too many': [['status', 'x', ...COMMON], /^2 There are more arguments/],
    'no machine to assign to': [['assign', ...COMMON], /^2 --vm is missing/],
    'disks of several machines': [
      ['assign', '--vm', 'a', '--vm', 'b', '--disk', '2000', ...COMMON],
      /^2 --disk goes with one --vm/,
    ],
    'an option of another command': [
      ['status', '--vm', 'db1', ...COMMON],
      /^2 status takes no --vm/,
    ],
    'no activity to restore': [['restore', ...COMMON], /^2 --activity is missing/],
    'two policies to apply again': [
      ['reapply', '--policy', 'a', '--policy', 'b', ...COMMON],
      /^2 reapply takes one --policy/,
    ],
    'an option that there is not': [['status', '--force', ...COMMON], /^2 .*--force/],
    'no server': [['status', ...COMMON.slice(2)], /^2 --server is missing/],
    'no token': [['status', ...COMMON.slice(0, 4)], /^2 --token-file is missing/],
    'a server without TLS': [
      ['status', ...COMMON, '--server', 'http://plugin.example.org'],
      /^2 --server is an address like https/,
    ],
    'a server with a path': [
      ['status', ...COMMON, '--server', 'https://plugin.example.org/api'],
      /^2 --server is an address like https/,
    ],
  };
  for (const [name, [args, message]] of Object.entries(mistakes))
    it(`refuse ${name} with status 2`, () => {
      expect(mistakeOf(...args)).toMatch(message);
    });
});
