import { clusterIds, startActivity } from '../product/run-activity.ts';
import { startServer } from '../product/start-server.ts';
import type { RunningServer } from '../product/start-server.ts';
import type { DataObject } from '../vcenter/core/managed-object.ts';
import { demoRoles, demoUsers } from '../vcenter/scenario/demo-roles.ts';
import { parseScenario } from '../vcenter/scenario/scenario-schema.ts';
import type { Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { finishedActivity, secondsOf } from './finished-activity.ts';
import type { FinishedActivity } from './finished-activity.ts';
import { MemoryTrace } from './memory-trace.ts';
import { cpuSecondsOf } from './processor-time.ts';

/** More than this is not taken off the simulated waits: the machine is too busy to measure on, and the result shall show it. */
const LONGEST_BESIDE_SECONDS = 0.1;

/** How large a run is. */
export interface RunSize {
  readonly clusters: number;
  readonly hostsPerCluster: number;
  readonly slots: number;
  /** How long each simulated task takes. */
  readonly taskSeconds: number;
}

export interface Measured {
  /** From the start of the activity's first cluster to the end of its last one. */
  readonly wallSeconds: number;
  /**
   * Rounds through the slots, nothing but the simulated tasks counted. Each counts for the time that it is meant to take, or for what it took
   * on average where that is less; what it took more is not allowed for.
   */
  readonly idealSeconds: number;
  /** How long vCenter's tasks really took, on average: the simulated vCenter shares the machine. */
  readonly simulatedTaskSeconds: number;
  /** Time that processors worked for the server; 0 where the system does not tell. */
  readonly serverCpuSeconds: number;
  /** Calls that the simulated vCenter received while the activity ran. */
  readonly callsPerCluster: number;
  /** Largest memory of the server process in the last quarter of the run, against that in the second quarter. */
  readonly memoryGrowth: number;
  readonly memoryMiB: number;
}

/** Installs the filter on all clusters of a fresh world with a fresh server process, and measures. */
export async function measureRun(size: RunSize): Promise<Measured> {
  const server = await startServer({
    scenario: worldOf(size),
    settings: { slots: size.slots, logLevel: 'warn' },
  });
  try {
    const ids = [...clusterIds(server).values()];
    await setPace(server, ids.slice(0, size.slots), size.taskSeconds);
    return await measured(server, ids.slice(size.slots), size);
  } finally {
    await server.close();
  }
}

async function measured(
  server: RunningServer,
  ids: readonly string[],
  size: RunSize,
): Promise<Measured> {
  const { pid } = server.process;
  const memory = new MemoryTrace(pid);
  server.vcenter.control.clearCalls();
  const cpuBefore = await cpuSecondsOf(pid);
  const { id } = await startActivity(server, ids);
  const times = await succeeded(server, id, () => memory.sample());
  const simulatedTaskSeconds = taskSecondsOf(server, times.startedAt);
  const rounds = Math.ceil(size.clusters / size.slots);
  return {
    wallSeconds: secondsOf(times),
    idealSeconds: rounds * Math.min(size.taskSeconds, simulatedTaskSeconds),
    simulatedTaskSeconds,
    serverCpuSeconds: (await cpuSecondsOf(pid)) - cpuBefore,
    callsPerCluster: callsSince(server, times.startedAt) / size.clusters,
    memoryGrowth: memory.growth(),
    memoryMiB: memory.largest(),
  };
}

/**
 * Sets the simulated clock so that a task that is meant to take two seconds takes two seconds, from start to completion as vCenter's own
 * `TaskInfo` says. Its waits alone take that long already, but for each task the simulated vCenter also really fetches and reads the bundle, and
 * its waits end late while it answers calls, because it shares the processors with the server that is measured. So one round of clusters goes
 * first, as many side by side as in the rounds that are measured, and the waits are made shorter by as much as the tasks took too long. Should
 * that be too much, the ideal is made shorter too. That round also warms both processes up.
 */
async function setPace(
  server: RunningServer,
  round: readonly string[],
  taskSeconds: number,
): Promise<void> {
  const { id } = await startActivity(server, round);
  const { startedAt } = await succeeded(server, id);
  const beside = Math.max(0, taskSecondsOf(server, startedAt) - taskSeconds);
  const allowed = Math.min(beside, LONGEST_BESIDE_SECONDS);
  server.vcenter.control.setClockFactor(taskSeconds / (taskSeconds - allowed));
}

/** With one round of clusters more than are measured. */
function worldOf({ clusters, hostsPerCluster, slots, taskSeconds }: RunSize): Scenario {
  const numbers = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => index + 1);
  return parseScenario({
    name: 'bench',
    // vCenter works on one host after the other.
    timing: { downloadSeconds: 0, secondsPerHost: taskSeconds / hostsPerCluster },
    roles: demoRoles,
    users: demoUsers,
    datacenters: [
      {
        name: 'East',
        clusters: numbers(clusters + slots).map((cluster) => ({
          name: `Cluster ${cluster}`,
          hosts: numbers(hostsPerCluster).map((host) => ({
            name: `esx-${cluster}-${host}.example.com`,
          })),
        })),
      },
    ],
  });
}

/** Throws an Error when the activity did not succeed. */
async function succeeded(
  server: RunningServer,
  activityId: string,
  eachLook?: () => Promise<void>,
): Promise<FinishedActivity> {
  const activity = await finishedActivity(server, activityId, eachLook);
  if (activity.state !== 'succeeded') throw new Error(`The activity ended as ${activity.state}.`);
  return activity;
}

function callsSince({ vcenter }: RunningServer, startedAt: string): number {
  return vcenter.control.calls().filter(({ at }) => at >= startedAt).length;
}

/** How long vCenter says that its tasks took, on average, of those that began since then. */
function taskSecondsOf({ vcenter }: RunningServer, since: string): number {
  const infos = vcenter.vcenter.registry
    .ofType('Task')
    .map(({ properties }) => properties['info'] as DataObject)
    .filter(({ descriptionId }) => descriptionId === 'IoFilterManager.installIoFilter')
    .filter(({ startTime }) => (startTime as Date).getTime() >= Date.parse(since));
  const total = infos.reduce((sum, { startTime, completeTime }) => {
    const [from, to] = [startTime, completeTime] as [Date, Date];
    return sum + (to.getTime() - from.getTime()) / 1000;
  }, 0);
  return total / Math.max(1, infos.length);
}
