import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ADMINISTRATOR, DEMO_OPERATOR } from '../vcenter/scenario/demo-roles.ts';
import { demoScenario } from '../vcenter/scenario/demo-scenario.ts';
import { ensurePyvmomi } from '../../scripts/setup/schemas.ts';
import type { PythonPackages } from '../../scripts/setup/python-packages.ts';
import { serveBundle } from './bundle-server.ts';
import { expectations } from './expectations.ts';
import { judgeAll, readObservations } from './observation.ts';
import type { CheckResult } from './observation.ts';
import type { Answer, Order } from './simulator.ts';

const HELP = `Lets pyVmomi, a client of vCenter that nobody of this project wrote, work with the simulated vCenter, and checks what it saw.

Usage: npm run conformance

The simulated vCenter and the client are processes of their own and speak over TLS that the client verifies. Needs Python 3;
pyVmomi is fetched into .cache/python.`;

const CLUSTER = 'Production';
/** A running machine of that cluster without snapshots. */
const MACHINE = 'prod-web-01';
const TIME_LIMIT_MS = 240_000;
const here = import.meta.dirname;

type Passwords = Readonly<Record<'administrator' | 'operator', string>>;
type Started = Extract<Answer, { answer: 'started' }>;
type Stopped = Extract<Answer, { answer: 'stopped' }>;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function ask<Kind extends Answer>(child: ChildProcess, order: Order): Promise<Kind> {
  child.send(order);
  const ended = once(child, 'exit').then(() => {
    throw new Error('The simulated vCenter ended by itself; its output stands above.');
  });
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Kind];
  return answer;
}

/** Runs the client to its end. What it needs to know goes in by standard input. */
async function runClient({ python, folder }: PythonPackages, input: unknown): Promise<string> {
  const child = spawn(python, ['-B', join(here, 'client.py')], {
    env: { ...process.env, PYTHONPATH: folder, PYTHONUNBUFFERED: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: TIME_LIMIT_MS,
  });
  child.stdin.end(JSON.stringify(input));
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  await once(child, 'close');
  return Buffer.concat(pieces).toString('utf8');
}

async function observe(
  simulator: ChildProcess,
  packages: PythonPackages,
  folder: string,
): Promise<CheckResult[]> {
  const passwords: Passwords = {
    administrator: randomBytes(12).toString('base64url'),
    operator: randomBytes(12).toString('base64url'),
  };
  const { port, caPem, instanceUuid } = await ask<Started>(simulator, {
    order: 'start',
    passwords,
  });
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, caPem);
  const bundle = await serveBundle(folder, '1.2.0');
  try {
    const output = await runClient(packages, {
      port,
      caFile,
      cluster: CLUSTER,
      machine: MACHINE,
      filter: bundle.filter.name,
      bundleUrl: bundle.url,
      administrator: { name: DEMO_ADMINISTRATOR, password: passwords.administrator },
      operator: { name: DEMO_OPERATOR, password: passwords.operator },
    });
    const { filter } = bundle;
    const user = DEMO_ADMINISTRATOR;
    const world = { scenario: demoScenario(), instanceUuid, user, cluster: CLUSTER, filter };
    const observations = readObservations(output);
    for (const seen of observations) if ('error' in seen) say(`${seen.step}: ${seen.error}`);
    return judgeAll(expectations(world), observations);
  } finally {
    await bundle.close();
  }
}

/** The judgement of the official schemas on all that the client and the simulated vCenter said. */
function schemaResults({ checked, violations }: Stopped): CheckResult[] {
  if (checked === 0) return [];
  const says = `says and hears ${checked} kinds of messages, all valid by the official schemas`;
  const problems = violations.map(
    ({ direction, words, xml }) => `${direction}: ${words.join('; ')}\n${xml.slice(0, 1500)}`,
  );
  return [problems.length === 0 ? { says } : { says, problem: problems.join('\n') }];
}

function print(results: readonly CheckResult[]): void {
  for (const { says, problem } of results) {
    say(
      problem === undefined
        ? `ok      ${says}`
        : `FAILED  ${says}\n        ${problem.replaceAll('\n', '\n        ')}`,
    );
  }
  const failed = results.filter(({ problem }) => problem !== undefined).length;
  say(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function main(): Promise<void> {
  const packages = await ensurePyvmomi();
  if (typeof packages === 'string') {
    say(`Skipped, because pyVmomi cannot be had: ${packages}\n0 passed, 0 failed, 1 skipped`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const simulator = fork(join(here, 'simulator.ts'));
  try {
    const results = await observe(simulator, packages, folder);
    const stopped = await ask<Stopped>(simulator, { order: 'stop' });
    print([...results, ...schemaResults(stopped)]);
  } finally {
    simulator.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--help')) say(HELP);
else await main();
