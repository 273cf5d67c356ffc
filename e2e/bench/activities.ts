import { rounded, spreadOf } from './bench-report.ts';
import type { BenchResult } from './bench-report.ts';
import { measureRun } from './measured-run.ts';
import type { Measured, RunSize } from './measured-run.ts';

const SLOTS = 10;
const HOSTS = 4;

/**
 * How close the runner comes to the ideal schedule: clusters through ten slots, where nothing but the simulated tasks of two seconds would
 * take time. And whether what it costs grows: memory with the number of clusters, calls to vCenter with the time that a task takes.
 * @param tell called with each measurement, for people
 */
export async function benchActivities(
  options: { readonly short: boolean },
  tell: (line: string) => void,
): Promise<BenchResult> {
  const clusters = options.short ? 30 : 100;
  const runs: Measured[] = [];
  for (let run = 1; run <= (options.short ? 1 : 3); run += 1)
    runs.push(await measured({ clusters, taskSeconds: 2 }, tell));
  const few = 2 * SLOTS;
  const short = await measured({ clusters: few, taskSeconds: 2 }, tell);
  const long = await measured({ clusters: few, taskSeconds: 4 }, tell);
  const ratio = spreadOf(runs.map((run) => run.wallSeconds / run.idealSeconds));
  const growth = spreadOf(runs.map((run) => run.memoryGrowth));
  const calls = rounded(long.callsPerCluster / short.callsPerCluster);
  return {
    bench: 'activities',
    figures: {
      clusters,
      slots: SLOTS,
      wallSeconds: spreadOf(runs.map((run) => run.wallSeconds)),
      idealSeconds: runs[0]?.idealSeconds ?? 0,
      simulatedTaskSeconds: spreadOf(runs.map((run) => run.simulatedTaskSeconds)),
      wallToIdeal: ratio,
      memoryMiB: spreadOf(runs.map((run) => run.memoryMiB)),
      memoryGrowth: growth,
      callsPerCluster: spreadOf(runs.map((run) => run.callsPerCluster)),
      callsPerClusterTasksOf2s: rounded(short.callsPerCluster),
      callsPerClusterTasksOf4s: rounded(long.callsPerCluster),
    },
    targets: {
      wallToIdeal: { figure: ratio.median, atMost: 1.05 },
      memoryGrowth: { figure: growth.median, atMost: 1.2 },
      callsOfTasksOf4sToTasksOf2s: { figure: calls, atMost: 1.05 },
    },
  };
}

async function measured(
  size: Pick<RunSize, 'clusters' | 'taskSeconds'>,
  tell: (line: string) => void,
): Promise<Measured> {
  const run = await measureRun({ ...size, hostsPerCluster: HOSTS, slots: SLOTS });
  const { wallSeconds, idealSeconds, callsPerCluster, memoryMiB } = run;
  tell(
    `${size.clusters} clusters, tasks of ${size.taskSeconds} s: ${wallSeconds.toFixed(2)} s, ideally ${idealSeconds} s; ${callsPerCluster.toFixed(1)} calls for each cluster; ${memoryMiB.toFixed(0)} MiB`,
  );
  return run;
}
