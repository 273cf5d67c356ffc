import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommand } from './command-line.ts';

describe('the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vcenter-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('starts the demo with new passwords unless told otherwise', () => {
    const first = readCommand([]);
    const second = readCommand([]);

    expect(first.options.scenario.name).toBe('demo');
    expect(Object.keys(first.passwords).length).toBe(3);
    expect(first.passwords).not.toEqual(second.passwords);
  });

  it('takes a size', () => {
    const { options } = readCommand(['--clusters', '2', '--hosts', '3', '--vms', '4']);
    const clusters = options.scenario.datacenters.flatMap((each) => each.clusters);

    expect(clusters.map(({ hosts, vms }) => [hosts.length, vms.length])).toEqual([
      [3, 4],
      [3, 4],
    ]);
  });

  it('takes a scenario and passwords from files', () => {
    const scenario = file('world.json', {
      name: 'mine',
      users: [{ name: 'a@b', permissions: [{ role: 'Administrator' }] }],
      datacenters: [{ name: 'DC' }],
    });
    const passwords = file('passwords.json', { 'a@b': 'secret' });
    const command = readCommand(['--scenario', scenario, '--passwords', passwords]);

    expect(command.options.scenario.name).toBe('mine');
    expect(command.passwords).toEqual({ 'a@b': 'secret' });
  });

  it('takes ports, versions and speed', () => {
    const args = [
      '--port',
      '9443',
      '--control-port',
      '9444',
      '--api-version',
      '7.0.3.0',
      '--speed',
      '20',
    ];

    expect(readCommand(args).options).toEqual(
      jasmine.objectContaining({
        port: 9443,
        controlPort: 9444,
        apiVersion: '7.0.3.0',
        taskSpeed: 20,
      }),
    );
  });

  const wrong: [string, string[], RegExp][] = [
    ['an unknown option', ['--nonsense'], /nonsense/],
    ['a port that is none', ['--port', '70000'], /--port must be a whole number/],
    ['a speed of nothing', ['--speed', '0'], /--speed must be a number above 0/],
    ['a version that is none', ['--api-version', 'eight'], /no version like/],
    ['a scenario and a size', ['--scenario', 'x', '--vms', '1'], /exclude each other/],
    ['a file that is missing', ['--scenario', '/nowhere.json'], /nowhere.json cannot be read/],
  ];
  for (const [what, args, message] of wrong) {
    it(`refuses ${what} in a sentence`, () => {
      expect(() => readCommand(args)).toThrowError(message);
    });
  }

  it('refuses passwords that are none', () => {
    const passwords = file('bad.json', { 'a@b': 1 });

    expect(() => readCommand(['--passwords', passwords])).toThrowError(/passwords by login name/);
  });
});
