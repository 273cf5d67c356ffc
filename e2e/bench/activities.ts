import { rounded, spreadOf } from './bench-report.ts';
import type { BenchResult } from './bench-report.ts';
import { measureRun } from './measured-run.ts';
import type { Measured, RunSize } from './measured-run.ts';

const SLOTS = 10;
const HOSTS = 4;

/**
 * How close the runner comes to the ideal schedule: clusters through ten slots, where nothing but the simulated tasks of two seconds would
 * take time, so a hundred clusters in ten rounds of two seconds. The clock runs from the start of the first cluster to the recorded end of the last
 * one, our lines in Recent Tasks included. And whether what it costs grows: memory with the number of clusters, calls to vCenter with the time that a task takes.
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
      idealSeconds: spreadOf(runs.map((run) => run.idealSeconds)),
      simulatedTaskSeconds: spreadOf(runs.map((run) => run.simulatedTaskSeconds)),
      wallToIdeal: ratio,
      serverCpuSeconds: spreadOf(runs.map((run) => run.serverCpuSeconds)),
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
  const seconds = [
    run.wallSeconds,
    run.idealSeconds,
    run.simulatedTaskSeconds,
    run.serverCpuSeconds,
  ];
  const [wall, ideal, task, cpu] = seconds.map((value) => value.toFixed(2));
  tell(
    `${size.clusters} clusters, tasks of ${size.taskSeconds} s: ${wall} s, ideally ${ideal} s; a task of vCenter took ${task} s; ${cpu} s of processor time in the server; ${run.callsPerCluster.toFixed(1)} calls for each cluster; ${run.memoryMiB.toFixed(0)} MiB`,
  );
  return run;
}
