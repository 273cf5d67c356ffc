import { rounded, spreadOf } from './bench-report.ts';
import type { BenchResult } from './bench-report.ts';
import { FAULTS, measureAssignments } from './measured-assignments.ts';
import type { Assignments } from './measured-assignments.ts';

/** A vCenter that works on sixteen machines at a time, half a second on each. */
const PACE = { atATime: 16, taskSeconds: 0.5 };

/**
 * How close many assignments of the filter's policy come to the ideal: a vCenter that is never without work. The clock runs from the start of the
 * activity to its recorded end, so reading machines, making the policy, verifying, and our line in Recent Tasks are included; the plan is made
 * before. Each machine must be changed by one task and no more, and those whose task fails must be reported by name.
 * @param tell called with each measurement, for people
 */
export async function benchPolicies(
  options: { readonly short: boolean },
  tell: (line: string) => void,
): Promise<BenchResult> {
  const machines = options.short ? 320 : 2000;
  const runs: Assignments[] = [];
  for (let run = 1; run <= (options.short ? 1 : 3); run += 1) {
    const one = await measureAssignments({ machines, ...PACE });
    tell(describeRun(machines, one));
    runs.push(one);
  }
  const ofAll = (figure: (run: Assignments) => number): number => Math.max(...runs.map(figure));
  const ratio = spreadOf(runs.map((run) => run.wallSeconds / run.idealSeconds));
  return {
    bench: 'policies',
    figures: { machines, faults: FAULTS, ...figuresOf(runs), wallToIdeal: ratio },
    targets: {
      wallToIdeal: { figure: ratio.median, atMost: 1.15 },
      machinesChangedTwice: { figure: ofAll((run) => run.changedTwice), atMost: 0 },
      machinesNotAsReported: { figure: ofAll((run) => run.notAsReported), atMost: 0 },
      faultsNotReportedByName: { figure: ofAll((run) => run.faultsNotReported), atMost: 0 },
    },
  };
}

function figuresOf(runs: readonly Assignments[]): BenchResult['figures'] {
  return {
    planSeconds: spreadOf(runs.map((run) => run.planSeconds)),
    wallSeconds: spreadOf(runs.map((run) => run.wallSeconds)),
    idealSeconds: rounded(runs[0]?.idealSeconds ?? 0),
    simulatedTaskSeconds: spreadOf(runs.map((run) => run.simulatedTaskSeconds)),
    serverCpuSeconds: spreadOf(runs.map((run) => run.serverCpuSeconds)),
    callsPerMachine: spreadOf(runs.map((run) => run.callsPerMachine)),
    memoryMiB: spreadOf(runs.map((run) => run.memoryMiB)),
    memoryGrowth: spreadOf(runs.map((run) => run.memoryGrowth)),
  };
}

function describeRun(machines: number, run: Assignments): string {
  const seconds = [run.wallSeconds, run.idealSeconds, run.planSeconds, run.simulatedTaskSeconds];
  const [wall, ideal, plan, task] = seconds.map((value) => value.toFixed(2));
  return `${machines} machines: ${wall} s, ideally ${ideal} s; planned in ${plan} s; a task of vCenter took ${task} s; ${run.serverCpuSeconds.toFixed(1)} s of processor time in the server; ${run.callsPerMachine.toFixed(2)} calls for each machine; ${run.memoryMiB.toFixed(0)} MiB`;
}
