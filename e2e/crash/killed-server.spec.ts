import { manyMachines, oneCluster } from './worlds.ts';
import {
  boundariesOf,
  POLICY_STEPS,
  REMOVAL_STEPS,
  runThrough,
  SETUP_STEPS,
} from './killed-run.ts';
import type { RunOptions, RunResult } from './killed-run.ts';

const OPERATIONS = [
  {
    name: 'an installation',
    method: 'InstallIoFilter_Task',
    scenario: () => oneCluster(null),
    desired: 'installed',
    steps: SETUP_STEPS,
    hosts: ['installed', 'installed'],
    reconfigurations: 0,
  },
  {
    name: 'an update',
    method: 'UpgradeIoFilter_Task',
    scenario: () => oneCluster('1.1.0'),
    desired: 'installed',
    steps: SETUP_STEPS,
    hosts: ['installed', 'installed'],
    reconfigurations: 0,
  },
  {
    name: 'a removal',
    method: 'UninstallIoFilter_Task',
    scenario: () => oneCluster('1.2.0'),
    desired: 'absent',
    steps: REMOVAL_STEPS,
    hosts: ['removed', 'removed'],
    reconfigurations: 1,
  },
  {
    name: 'an assignment of storage policies',
    method: 'PbmCreate',
    scenario: () => manyMachines(3),
    desired: 'assigned',
    steps: POLICY_STEPS,
    hosts: ['installed', 'installed', 'installed', 'installed'],
    reconfigurations: 3,
  },
] as const;

type Operation = (typeof OPERATIONS)[number];

/** vCenter was asked once, the end is right, and our line in Recent Tasks has ended with it. */
function expectOnce(result: RunResult, { method, hosts, reconfigurations }: Operation): void {
  const { cluster, calls, ownTasks } = result;
  expect(cluster.state)
    .withContext(cluster.problem?.detail ?? '')
    .toBe('succeeded');
  expect(cluster.hosts.map(({ state }) => state)).toEqual([...hosts]);
  expect(calls(method)).withContext(method).toBe(1);
  expect(calls('ReconfigVM_Task')).withContext('ReconfigVM_Task').toBe(reconfigurations);
  expect(calls('ResolveInstallationErrorsOnCluster_Task')).toBe(0);
  expect(ownTasks).toEqual(['success']);
}

/** All operations side by side, each in a world of its own. */
async function runAll(
  more: (operation: Operation) => Partial<RunOptions>,
): Promise<readonly (readonly [Operation, RunResult])[]> {
  return Promise.all(
    OPERATIONS.map(async (operation) => {
      const { desired } = operation;
      const scenario = operation.scenario();
      return [operation, await runThrough({ scenario, desired, ...more(operation) })] as const;
    }),
  );
}

describe('Install, update, removal and a change of storage policies', () => {
  it('are asked for once when the server is killed at every recorded boundary of their steps', async () => {
    const results = await runAll(({ steps }) => ({ killAt: boundariesOf(steps) }));

    for (const [operation, result] of results) {
      expect(result.kills.length).toBe(operation.steps.length * 2);
      expectOnce(result, operation);
    }
  });

  it('are asked for once when the vCenter is restarted at the boundaries of their steps', async () => {
    const results = await runAll(({ steps }) => ({ restartAt: boundariesOf(steps) }));

    for (const [operation, result] of results) {
      expect(result.restarts).toBeGreaterThanOrEqual(operation.steps.length);
      expectOnce(result, operation);
    }
  });

  it('are asked for once when the connection is cut between a request and its reply', async () => {
    const results = await runAll(({ method }) => ({
      before: ({ vcenter }) => {
        for (const cut of [method, 'CreateTask', 'ReconfigVM_Task'])
          vcenter.control.addFault({ method: cut, action: 'cut-after', times: 1 });
      },
    }));

    for (const [operation, result] of results) expectOnce(result, operation);
  });
});
