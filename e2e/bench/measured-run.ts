import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterIds, startActivity } from '../product/run-activity.ts';
import { startServer } from '../product/start-server.ts';
import type { RunningServer } from '../product/start-server.ts';
import type { DataObject } from '../vcenter/core/managed-object.ts';
import { demoRoles, demoUsers } from '../vcenter/scenario/demo-roles.ts';
import { parseScenario } from '../vcenter/scenario/scenario-schema.ts';
import type { Scenario } from '../vcenter/scenario/scenario-schema.ts';

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
  /** Rounds through the slots, nothing but the simulated tasks counted. */
  readonly idealSeconds: number;
  /** How long vCenter's tasks really took, on average: the simulated vCenter shares the machine. */
  readonly simulatedTaskSeconds: number;
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
    const [first = '', ...ids] = clusterIds(server).values();
    await setPace(server, first, size.taskSeconds);
    server.vcenter.control.clearCalls();
    const { id } = await startActivity(server, ids);
    const memory = new MemoryTrace(server.process.pid);
    const times = await end(server, id, () => memory.sample());
    const idealSeconds = Math.ceil(size.clusters / size.slots) * size.taskSeconds;
    return {
      wallSeconds: (Date.parse(times.finishedAt) - Date.parse(times.startedAt)) / 1000,
      idealSeconds,
      simulatedTaskSeconds: taskSecondsOf(server),
      callsPerCluster: callsSince(server, times.startedAt) / size.clusters,
      memoryGrowth: memory.growth(),
      memoryMiB: memory.largest(),
    };
  } finally {
    await server.close();
  }
}

/**
 * The simulated vCenter really fetches and reads the bundle, which takes time of its own. One cluster alone tells how much; the simulated
 * clock then goes that much faster, so that a task that is alone takes the time it shall. It also warms both processes up.
 */
async function setPace(server: RunningServer, first: string, taskSeconds: number): Promise<void> {
  const { id } = await startActivity(server, [first]);
  await end(server, id, () => Promise.resolve());
  const beside = Math.max(0, taskSecondsOf(server) - taskSeconds);
  server.vcenter.control.setClockFactor(taskSeconds / (taskSeconds - Math.min(beside, 0.1)));
}

/** With one cluster more than are measured. */
function worldOf({ clusters, hostsPerCluster, taskSeconds }: RunSize): Scenario {
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
        clusters: numbers(clusters + 1).map((cluster) => ({
          name: `Cluster ${cluster}`,
          hosts: numbers(hostsPerCluster).map((host) => ({
            name: `esx-${cluster}-${host}.example.com`,
          })),
        })),
      },
    ],
  });
}

interface ActivityTimes {
  readonly state: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Waits in the database, which costs the server nothing. Throws an Error when the activity did not succeed. */
async function end(
  { databaseFile }: RunningServer,
  activityId: string,
  eachLook: () => Promise<void>,
): Promise<ActivityTimes> {
  const database = new DatabaseSync(databaseFile, { readOnly: true, timeout: 10_000 });
  try {
    const finished = database.prepare('SELECT body FROM activities WHERE finished = 1 AND id = ?');
    for (;;) {
      await eachLook();
      const body = finished.get(activityId)?.['body'];
      if (typeof body === 'string') return succeeded(JSON.parse(body) as ActivityTimes);
      await sleep(100);
    }
  } finally {
    database.close();
  }
}

function succeeded(times: ActivityTimes): ActivityTimes {
  if (times.state !== 'succeeded') throw new Error(`The activity ended as ${times.state}.`);
  return times;
}

function callsSince({ vcenter }: RunningServer, startedAt: string): number {
  return vcenter.control.calls().filter(({ at }) => at >= startedAt).length;
}

function taskSecondsOf({ vcenter }: RunningServer): number {
  const infos = vcenter.vcenter.registry
    .ofType('Task')
    .map(({ properties }) => properties['info'] as DataObject)
    .filter(({ descriptionId }) => descriptionId === 'IoFilterManager.installIoFilter');
  const total = infos.reduce((sum, { startTime, completeTime }) => {
    const [from, to] = [startTime, completeTime] as [Date, Date];
    return sum + (to.getTime() - from.getTime()) / 1000;
  }, 0);
  return total / Math.max(1, infos.length);
}

/** The resident memory of a process over time. */
class MemoryTrace {
  readonly #pid: number;
  readonly #samples: number[] = [];

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Where the system does not tell in /proc, nothing is sampled. */
  async sample(): Promise<void> {
    const status = await readFile(`/proc/${this.#pid}/status`, 'utf8').catch(() => '');
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    if (kib !== undefined) this.#samples.push(Number(kib) / 1024);
  }

  largest(): number {
    return Math.max(0, ...this.#samples);
  }

  growth(): number {
    const quarter = Math.floor(this.#samples.length / 4);
    const second = Math.max(...this.#samples.slice(quarter, 2 * quarter));
    const last = Math.max(...this.#samples.slice(3 * quarter));
    return quarter === 0 ? 1 : last / second;
  }
}
