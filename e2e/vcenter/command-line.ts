import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { demoScenario } from './scenario/demo-scenario.ts';
import { parseScenario, withPasswords, type Scenario } from './scenario/scenario-schema.ts';
import { sizedScenario } from './scenario/sized-scenario.ts';
import type { VcenterOptions } from './start-vcenter.ts';

export const usage = `Usage: npm run vcenter -- [options]

Starts a simulated vCenter and prints its address and logins. It needs nothing else and forgets everything when it ends.

  --port N             port of the HTTPS server (default: any free one)
  --control-port N     port of the control API, plain HTTP on loopback (default: any free one)
  --listen ADDRESS     address to listen on (default 127.0.0.1)
  --host-name NAME     one more name for the server's certificate
  --scenario FILE      JSON file that describes the world (default: the demo)
  --clusters N --hosts N --vms N
                       a world of this size instead; hosts and vms count per cluster
  --filtered           with the filter on all clusters of that world
  --varied             with folders, tags and every kind of machine in that world
  --api-version V      newest vSphere API version that is spoken, such as 7.0.3.0
  --speed N            how many times faster than real time tasks go (default 1)
  --passwords FILE     JSON file {"user@domain": "password"}; other users get a new password each start
  --ca-file FILE       write the root certificate that clients have to trust to this file
  --json               print one line of JSON instead of text
  --help               this text
`;

/** What the command line asks for. */
export interface Command {
  readonly help: boolean;
  readonly json: boolean;
  readonly caFile?: string;
  /** By login name. */
  readonly passwords: Readonly<Record<string, string>>;
  readonly options: VcenterOptions;
}

const definitions = {
  port: { type: 'string' },
  'control-port': { type: 'string' },
  listen: { type: 'string' },
  'host-name': { type: 'string' },
  scenario: { type: 'string' },
  clusters: { type: 'string' },
  hosts: { type: 'string' },
  vms: { type: 'string' },
  filtered: { type: 'boolean' },
  varied: { type: 'boolean' },
  'api-version': { type: 'string' },
  speed: { type: 'string' },
  passwords: { type: 'string' },
  'ca-file': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof definitions }>>['values'];

/** Reads the command line. Throws an `Error` with a sentence for the user when it, or a file that it names, is wrong. */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({ args: [...args], options: definitions, strict: true });
  const world = readWorld(values);
  const given = values.passwords === undefined ? {} : readPasswords(values.passwords);
  const passwords = Object.fromEntries(
    world.users.map(({ name, password }) => [
      name,
      given[name] ?? password ?? randomBytes(9).toString('base64url'),
    ]),
  );
  const { listen: host, 'host-name': hostName, 'api-version': apiVersion } = values;
  if (apiVersion !== undefined && !/^\d+(\.\d+){1,3}$/.test(apiVersion)) {
    throw new Error(`--api-version ${apiVersion} is no version like 8.0.3.0.`);
  }
  return {
    help: values.help,
    json: values.json,
    passwords,
    ...(values['ca-file'] === undefined ? {} : { caFile: values['ca-file'] }),
    options: {
      scenario: withPasswords(world, passwords),
      port: wholeNumber('--port', values.port, 0, 65_535),
      controlPort: wholeNumber('--control-port', values['control-port'], 0, 65_535),
      taskSpeed: positive('--speed', values.speed),
      ...(host === undefined ? {} : { host }),
      ...(hostName === undefined ? {} : { hostName }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
    },
  };
}

function readWorld(values: Values): Scenario {
  const { scenario, clusters, hosts, vms, filtered = false, varied = false } = values;
  const sized = [clusters, hosts, vms].some((each) => each !== undefined);
  if (scenario !== undefined && sized) {
    throw new Error('--scenario and a size exclude each other.');
  }
  if (scenario !== undefined) return parseScenario(readJson(scenario));
  if (!sized && (filtered || varied)) {
    throw new Error('--filtered and --varied need a size.');
  }
  if (!sized) return demoScenario();
  return sizedScenario({
    clusters: wholeNumber('--clusters', clusters ?? '1', 1, 200),
    hosts: wholeNumber('--hosts', hosts ?? '4', 1, 96),
    vms: wholeNumber('--vms', vms ?? '20', 0, 20_000),
    filtered,
    varied,
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The file is missing, unreadable or no JSON: the user is told which.
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}

function readPasswords(file: string): Record<string, string> {
  const result = z.record(z.string(), z.string().min(1)).safeParse(readJson(file));
  if (!result.success) throw new Error(`${file} must hold an object of passwords by login name.`);
  return result.data;
}

function wholeNumber(name: string, text = '0', ...[min, max]: [number, number]): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new Error(`${name} must be a whole number from ${min} to ${max}.`);
}

function positive(name: string, text = '1'): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${name} must be a number above 0.`);
}
