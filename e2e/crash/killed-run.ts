import { setTimeout as sleep } from 'node:timers/promises';
import { clusterIds, machineIds, startActivity, startPolicies } from '../product/run-activity.ts';
import { startServer } from '../product/start-server.ts';
import type { RunningServer } from '../product/start-server.ts';
import type { Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { isAt, recordedCluster, setBreakPoint, slowDown } from './break-point.ts';
import type { Boundary, RecordedCluster } from './break-point.ts';

const LIMIT_MS = 60_000;
/** A server that answers no sooner is held in its write. */
const HELD_MS = 250;
/** Between two questions whether it is held. */
const PAUSE_MS = 20;

export const SETUP_STEPS = ['look', 'publishBundle', 'requestTask', 'followTask', 'verifyHosts'];
export const REMOVAL_STEPS = [
  'look',
  'guardJobs',
  'recordPolicies',
  'detachPolicies',
  'verifyDetached',
  'requestTask',
  'followTask',
  'verifyRemoved',
];

export const POLICY_STEPS = [
  'recordPolicies',
  'preparePolicies',
  'changePolicies',
  'verifyPolicies',
];

/** What is to be done with the one cluster of the world, or with all its machines, and what happens meanwhile. */
export interface RunOptions {
  readonly scenario: Scenario;
  readonly desired: 'installed' | 'absent' | 'assigned';
  /** Called when the server runs and nothing has been asked of it. */
  readonly before?: (server: RunningServer) => void;
  /** The boundaries at which the server is killed, in their order. */
  readonly killAt?: readonly Boundary[];
  /** The boundaries at which the vCenter is restarted, in their order, while the server goes on. */
  readonly restartAt?: readonly Boundary[];
}

/** What is known after the end. */
export interface RunResult {
  readonly cluster: RecordedCluster;
  /** Calls of each method that were carried out. */
  readonly calls: (method: string) => number;
  /** State of each of our own tasks in vCenter. */
  readonly ownTasks: readonly unknown[];
  /** Boundaries at which the server was killed. */
  readonly kills: readonly string[];
  /** How often the vCenter was restarted. */
  readonly restarts: number;
}

/** Both records of every step. */
export function boundariesOf(steps: readonly string[]): readonly Boundary[] {
  return steps.flatMap((step) => [
    { step, state: 'running' },
    { step, state: 'ended' },
  ]);
}

/** Carries one activity out from its start to its end. */
export async function runThrough(options: RunOptions): Promise<RunResult> {
  const server = await startServer({ scenario: options.scenario });
  try {
    const [first = null, ...others] = options.killAt ?? [];
    setBreakPoint(server.databaseFile, first);
    if (first !== null && options.desired === 'installed') holdVcenter(server);
    if (options.restartAt !== undefined) slowDown(server.databaseFile);
    options.before?.(server);
    await begin(server, options.desired);
    const kills: string[] = [];
    for (let boundary = first; boundary !== null; boundary = others.shift() ?? null) {
      if (boundary.step === 'followTask' && boundary.state === 'ended') letVcenterWork(server);
      await heldAt(server, boundary);
      await server.process.kill();
      kills.push(`${boundary.step} ${boundary.state}`);
      setBreakPoint(server.databaseFile, others[0] ?? null);
      await server.process.start();
    }
    const restarts = await restartVcenter(server, options.restartAt ?? []);
    return resultOf(server, await ended(server), { kills, restarts });
  } finally {
    await server.close();
  }
}

async function begin(server: RunningServer, desired: RunOptions['desired']): Promise<void> {
  if (desired === 'assigned') await startPolicies(server, machineIds(server));
  else await startActivity(server, [...clusterIds(server).values()], desired);
}

async function ended({ databaseFile }: RunningServer): Promise<RecordedCluster> {
  return until('the activity has ended', () => {
    const cluster = recordedCluster(databaseFile);
    const isOver = ['succeeded', 'failed', 'cancelled'].includes(cluster?.state ?? '');
    return isOver ? cluster : null;
  });
}

/**
 * The server that is killed also serves the bundle. A vCenter that fetches it at that moment is cut off and fails its task, and asking again
 * is right then; so it fetches only once the server is there to stay.
 */
function holdVcenter({ vcenter }: RunningServer): void {
  vcenter.control.setClockFactor(1e-6);
}

function letVcenterWork({ vcenter }: RunningServer): void {
  vcenter.control.setClockFactor(1);
}

/** Restarts the vCenter each time a boundary is seen, as soon as it is recorded; answers how often. */
async function restartVcenter(
  server: RunningServer,
  boundaries: readonly Boundary[],
): Promise<number> {
  let restarts = 0;
  for (const boundary of boundaries) {
    const seen = await until(`${boundary.step} is ${boundary.state}`, () =>
      hasPassed(recordedCluster(server.databaseFile), boundary),
    );
    if (seen === 'passed') continue;
    await server.vcenter.control.restart();
    restarts += 1;
  }
  return restarts;
}

function hasPassed(cluster: RecordedCluster | null, boundary: Boundary): 'now' | 'passed' | null {
  if (isAt(cluster, boundary)) return 'now';
  return boundary.state === 'running' && isAt(cluster, { ...boundary, state: 'ended' })
    ? 'passed'
    : null;
}

/** Resolves when the boundary has been recorded and the server hangs in its next write. */
async function heldAt(server: RunningServer, boundary: Boundary): Promise<void> {
  await until(`${boundary.step} is ${boundary.state}`, () =>
    isAt(recordedCluster(server.databaseFile), boundary) ? boundary : null,
  );
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    if (!(await server.process.answersWithin(HELD_MS))) return;
    await sleep(PAUSE_MS);
  }
  const recorded = JSON.stringify(recordedCluster(server.databaseFile));
  throw new Error(
    `The server was not held after ${boundary.step} was ${boundary.state}: ${recorded}`,
  );
}

async function until<T>(what: string, look: () => T | null): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const found = look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`In vain waited until ${what}.`);
    await sleep(5);
  }
}

function resultOf(
  { vcenter }: RunningServer,
  cluster: RecordedCluster,
  done: Pick<RunResult, 'kills' | 'restarts'>,
): RunResult {
  const tasks = vcenter.vcenter.registry.ofType('Task').map(({ properties }) => properties['info']);
  const own = (tasks as { descriptionId: string; state: string }[]).filter(({ descriptionId }) =>
    descriptionId.startsWith('com.rtr.'),
  );
  return {
    cluster,
    ...done,
    calls: (method) =>
      vcenter.control.calls(method).filter(({ fault }) => fault === null || fault === 'cut').length,
    ownTasks: own.map(({ state }) => state),
  };
}
