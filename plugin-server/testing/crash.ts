import { filter, firstValueFrom, map, startWith } from 'rxjs';
import type { Activity } from '../src/domain/activity.ts';
import { newActivity } from '../src/domain/new-activity.ts';
import { newVmWork } from '../src/domain/new-vm-work.ts';
import type { Plan } from '../src/domain/plan.ts';
import type { VmWork } from '../src/ports/vm-change-store.ts';
import { isFilterTask } from '../src/activities/operation.ts';
import { FAKE_SERVICE_ACCOUNT } from './fake-vcenter/fake-vcenter.ts';
import type { FakeVcenter } from './fake-vcenter/fake-vcenter.ts';
import { MemoryActivityStore } from './memory-activity-store.ts';
import { MemoryPolicyMemory } from './memory-policy-memory.ts';
import { MemoryVmChangeStore } from './memory-vm-change-store.ts';
import { ServerProcess } from './server-process.ts';

const ACTIVITY_ID = 'b0f7c0c8-4f0d-4b53-9a55-0d5b4f0f8a11';

/** How a crashed run came out, and where it was cut. */
export interface CrashResult {
  readonly moment: string;
  readonly activity: Activity;
  readonly vcenter: FakeVcenter;
  /** Of the activity, as they are in the end. */
  readonly machines: readonly VmWork[];
}

export interface CrashOptions {
  readonly makeVcenter: () => FakeVcenter;
  readonly clusterId: string;
  /** What is done, in place of a plan for that cluster. */
  readonly plan?: (vcenter: FakeVcenter) => Plan;
  /** `installed` when left out. */
  readonly desired?: 'installed' | 'absent';
  /** What happens to the vCenter while the server is away. */
  readonly meanwhile?: (vcenter: FakeVcenter) => Promise<void>;
}

/**
 * Runs one activity many times and kills the server at another moment each time: after every record in the store, and before and after
 * every call to vCenter. Then a new server starts on what was stored.
 */
export async function crashEverywhere(options: CrashOptions): Promise<readonly CrashResult[]> {
  const results: CrashResult[] = [];
  for (let moment = 1; ; moment += 1) {
    const result = await crashAt(options, moment);
    if (result === null) return results;
    results.push(result);
  }
}

/** Null when the run ends before that moment comes. */
async function crashAt(options: CrashOptions, moment: number): Promise<CrashResult | null> {
  const vcenter = options.makeVcenter();
  const stored = await plannedActivity(vcenter, options);
  const policies = new MemoryPolicyMemory();
  const killed = await killAt(vcenter, { ...stored, policies }, moment);
  if (killed === null) return null;
  await options.meanwhile?.(vcenter);
  const { store, vmChanges } = killed;
  const server = new ServerProcess(vcenter, { store, vmChanges, policies });
  server.runner.start();
  const activity = await server.ended(ACTIVITY_ID);
  await server.runner.stop();
  const query = { activityId: ACTIVITY_ID, offset: 0, limit: 1000 };
  return { moment: killed.moment, activity, vcenter, machines: vmChanges.list(query).rows };
}

/** A store with a queued activity, as it is at the moment at which the user's click was answered. */
async function plannedActivity(
  vcenter: FakeVcenter,
  { clusterId, desired = 'installed', ...options }: CrashOptions,
): Promise<Stored> {
  const { planner } = new ServerProcess(vcenter);
  const user = vcenter.user('anna');
  const plan =
    options.plan?.(vcenter) ?? (await planner.plan(user, { clusters: [{ clusterId, desired }] }));
  const vmChanges = new MemoryVmChangeStore();
  vmChanges.save(newVmWork(ACTIVITY_ID, plan));
  const store = new MemoryActivityStore();
  store.save(
    newActivity({
      id: ACTIVITY_ID,
      plan,
      initiatedBy: user.userName,
      serviceAccount: FAKE_SERVICE_ACCOUNT,
      createdAt: '2025-03-01T10:00:00.000Z',
    }),
  );
  return { store, vmChanges };
}

interface Stored {
  readonly store: MemoryActivityStore;
  readonly vmChanges: MemoryVmChangeStore;
}

interface Killed extends Stored {
  readonly moment: string;
}

async function killAt(
  vcenter: FakeVcenter,
  stored: Stored & { readonly policies: MemoryPolicyMemory },
  moment: number,
): Promise<Killed | null> {
  const killed = Promise.withResolvers<Killed>();
  let passed = 0;
  const pass = (name: string): void => {
    passed += 1;
    if (passed !== moment) return;
    process.line.kill();
    const found = { store: store.snapshot(), vmChanges: vmChanges.snapshot() };
    killed.resolve({ moment: `${moment}: ${name}`, ...found });
  };
  const vmChanges = stored.vmChanges.snapshot((rows) => pass(`rows ${describeRows(rows)}`));
  const store = stored.store.snapshot((activity) => pass(`record ${describeRecord(activity)}`));
  const process = new ServerProcess(vcenter, {
    store,
    vmChanges,
    policies: stored.policies,
    onCall: pass,
  });
  process.runner.start();
  const ended = process.ended(ACTIVITY_ID).then(() => null);
  const first = await Promise.race([killed.promise, ended]);
  return passed < moment ? first : killed.promise;
}

function describeRecord({ clusters }: Activity): string {
  const [cluster] = clusters;
  const step = cluster?.steps.findLast(({ state }) => state !== 'pending');
  return `${cluster?.state ?? ''}, ${step?.name ?? 'no step'} ${step?.state ?? ''}`;
}

function describeRows(rows: readonly VmWork[]): string {
  return rows.map(({ name, state }) => `${name} ${state}`).join(', ');
}

/** Waits until vCenter has ended its own tasks. */
export async function vcenterIdle({ world }: FakeVcenter): Promise<void> {
  await firstValueFrom(
    world.changes.pipe(
      startWith(undefined),
      map(() =>
        world.tasks.filter((task) => isFilterTask(task) || task.name === 'ReconfigVM_Task'),
      ),
      filter((tasks) => tasks.every(({ state }) => state === 'success' || state === 'error')),
    ),
  );
}

/** Waits until vCenter is done, then makes it forget every task. */
export async function vcenterForgets(vcenter: FakeVcenter): Promise<void> {
  await vcenterIdle(vcenter);
  for (const task of [...vcenter.world.tasks]) vcenter.world.forgetTask(task.ref);
}
