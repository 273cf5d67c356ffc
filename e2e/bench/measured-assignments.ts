import { randomUUID } from 'node:crypto';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { Plan } from '../../plugin-server/src/contract/plan.ts';
import type {
  VmSelection,
  VmWork,
  VmWorkList,
} from '../../plugin-server/src/contract/virtual-machine.ts';
import { startServer } from '../product/start-server.ts';
import type { RunningServer } from '../product/start-server.ts';
import type { DataObject } from '../vcenter/core/managed-object.ts';
import { sizedScenario } from '../vcenter/scenario/sized-scenario.ts';
import { finishedActivity, secondsOf } from './finished-activity.ts';
import { MemoryTrace } from './memory-trace.ts';
import { cpuSecondsOf } from './processor-time.ts';

/** So many tasks fail for good. */
export const FAULTS = 5;
const CLUSTERS = 4;
/** Of the machines of a sized world some cannot get the policy, less than a quarter. */
const SPARE = 4 / 3;
/** The most that the API answers at once. */
const PAGE = 500;
const RECONFIGURE = 'VirtualMachine.reconfigure';
const REASON = { reason: 'injected' };

/** How many machines get the policy, and what vCenter needs for them. */
export interface AssignmentSize {
  readonly machines: number;
  /** Reconfigurations that vCenter works on side by side. */
  readonly atATime: number;
  readonly taskSeconds: number;
}

export interface Assignments {
  /** From the request for a plan to its answer. */
  readonly planSeconds: number;
  /** From the start of the activity to its end. */
  readonly wallSeconds: number;
  readonly idealSeconds: number;
  /** How long vCenter's tasks really took once they ran, on average. */
  readonly simulatedTaskSeconds: number;
  /** Time that processors worked for the server; 0 where the system does not tell. */
  readonly serverCpuSeconds: number;
  /** Calls that the simulated vCenter received while the activity ran. */
  readonly callsPerMachine: number;
  readonly memoryMiB: number;
  readonly memoryGrowth: number;
  /** Machines that vCenter was asked to change more than once. */
  readonly changedTwice: number;
  /** Machines whose row does not say what became of them in vCenter. */
  readonly notAsReported: number;
  /** Machines whose task failed and whose row does not say so with their name and the fault. */
  readonly faultsNotReported: number;
}

/** Gives the filter's policy to all machines of a fresh world with a fresh server process, some of which fail, and measures. */
export async function measureAssignments(size: AssignmentSize): Promise<Assignments> {
  const { machines, atATime, taskSeconds } = size;
  const scenario = sizedScenario({
    clusters: CLUSTERS,
    hosts: 4,
    vms: Math.ceil((machines * SPARE) / CLUSTERS),
    filtered: true,
    timing: { secondsPerReconfigure: taskSeconds, reconfiguresAtATime: atATime },
  });
  const server = await startServer({ scenario, settings: { logLevel: 'warn' } });
  try {
    return await measured(server, size);
  } finally {
    await server.close();
  }
}

async function measured(
  server: RunningServer,
  { machines, atATime, taskSeconds }: AssignmentSize,
): Promise<Assignments> {
  const { control } = server.vcenter;
  const { vms } = await server.ask<VmSelection>('/vms/selection', {});
  if (vms.length < machines) throw new Error(`Only ${vms.length} machines can get the policy.`);
  const chosen = vms.slice(0, machines);
  const failing = breakSome(server, chosen);
  const { pid } = server.process;
  const memory = new MemoryTrace(pid);
  control.clearCalls();
  const cpuBefore = await cpuSecondsOf(pid);
  const { activity, planSeconds } = await start(server, chosen);
  const times = await finishedActivity(server, activity.id, () => memory.sample());
  const calls = control.calls().filter(({ at }) => at >= times.startedAt);
  const rows = await rowsOf(server, activity.id, machines);
  return {
    planSeconds,
    wallSeconds: secondsOf(times),
    idealSeconds: Math.ceil(machines / atATime) * taskSeconds,
    simulatedTaskSeconds: taskSecondsOf(server),
    serverCpuSeconds: (await cpuSecondsOf(pid)) - cpuBefore,
    callsPerMachine: calls.length / machines,
    memoryMiB: memory.largest(),
    memoryGrowth: memory.growth(),
    changedTwice: changedTwice(server),
    notAsReported: notAsReported(server, rows, chosen),
    faultsNotReported: failing.filter((name) => !isReported(rows, name)).length,
  };
}

/** Lets the tasks of some machines, spread evenly, fail for good. Answers their names. */
function breakSome(
  { vcenter }: RunningServer,
  machines: readonly { readonly name: string }[],
): readonly string[] {
  const distance = Math.floor(machines.length / FAULTS);
  const names = Array.from(
    { length: FAULTS },
    (_, index) => machines[index * distance]?.name ?? '',
  );
  for (const object of names) {
    const fault = { type: 'SystemError', message: `injected for ${object}`, members: REASON };
    vcenter.control.addFault({ method: 'ReconfigVM_Task', object, where: 'task', fault });
  }
  return names;
}

/** Over HTTP, as the wizard does: a plan, then its start. */
async function start(
  server: RunningServer,
  machines: readonly { readonly id: string }[],
): Promise<{ readonly activity: Activity; readonly planSeconds: number }> {
  const virtualMachines = machines.map(({ id }) => ({ vmId: id, desired: 'assigned' as const }));
  const wishes = { clusters: [], policies: { virtualMachines } };
  const begun = performance.now();
  const plan = await server.ask<Plan>('/plans', wishes);
  const planSeconds = (performance.now() - begun) / 1000;
  const activity = await server.ask<Activity>('/activities', {
    ...wishes,
    planHash: plan.hash,
    idempotencyKey: randomUUID(),
  });
  return { activity, planSeconds };
}

async function rowsOf(
  server: RunningServer,
  activityId: string,
  machines: number,
): Promise<readonly VmWork[]> {
  const rows: VmWork[] = [];
  for (let offset = 0; offset < machines; offset += PAGE) {
    const path = `/activities/${activityId}/vms?offset=${offset}&limit=${PAGE}`;
    rows.push(...(await server.ask<VmWorkList>(path)).vms);
  }
  return rows;
}

function isReported(rows: readonly VmWork[], name: string): boolean {
  const row = rows.find(({ vmName }) => vmName === name);
  return (
    row?.state === 'failed' && row.problem?.rawFault?.includes(`injected for ${name}`) === true
  );
}

/** From the log of calls: machines for which more than one reconfiguration was asked for. */
function changedTwice({ vcenter }: RunningServer): number {
  const asked = vcenter.control.calls('ReconfigVM_Task').map(({ object }) => object);
  return asked.length - new Set(asked).size;
}

/** Compares the rows with the disks: a machine has the filter on one of them when its row says that it succeeded, and only then. */
function notAsReported(
  { vcenter }: RunningServer,
  rows: readonly VmWork[],
  machines: readonly { readonly id: string }[],
): number {
  const reported = new Map(rows.map(({ vmId, state }) => [vmId, state === 'succeeded']));
  const { registry } = vcenter.vcenter;
  const isFiltered = (id: string): boolean => {
    const { properties } = registry.get({ type: 'VirtualMachine', value: id });
    const { hardware } = properties['config'] as {
      readonly hardware: { readonly device: readonly DataObject[] };
    };
    return hardware.device.some(({ iofilter }) => iofilter !== undefined);
  };
  return machines.filter(({ id }) => reported.get(id) !== isFiltered(id)).length;
}

/** Of the tasks that vCenter still knows. */
function taskSecondsOf({ vcenter }: RunningServer): number {
  const tasks = vcenter.vcenter.registry
    .ofType('Task')
    .map(({ properties }) => properties['info'] as DataObject)
    .filter(({ descriptionId }) => descriptionId === RECONFIGURE);
  const total = tasks.reduce((sum, { startTime, completeTime }) => {
    const [from, to] = [startTime, completeTime] as [Date, Date];
    return sum + (to.getTime() - from.getTime()) / 1000;
  }, 0);
  return total / Math.max(1, tasks.length);
}
