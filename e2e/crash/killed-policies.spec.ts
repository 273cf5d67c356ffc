import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineIds, startPolicies } from '../product/run-activity.ts';
import { startServer } from '../product/start-server.ts';
import type { RunningServer } from '../product/start-server.ts';
import { recordedCluster } from './break-point.ts';
import { manyMachines } from './worlds.ts';

const MACHINES = 500;
const LIMIT_MS = 120_000;
/** Longer than the server lives. */
const NEVER_MS = 600_000;

/** After how many requests to change a machine the server is killed. */
const KILLS = [3, 90, 260, 420];

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`In vain waited until ${what}.`);
    await sleep(2);
  }
}

/** The machines that vCenter was asked to change, once for each request that it carried out. */
function asked({ vcenter }: RunningServer): readonly string[] {
  return vcenter.control
    .calls('ReconfigVM_Task')
    .filter(({ fault }) => fault === null || fault === 'cut')
    .map(({ object }) => object);
}

function hasEnded({ databaseFile }: RunningServer): boolean {
  return ['succeeded', 'failed', 'cancelled'].includes(recordedCluster(databaseFile)?.state ?? '');
}

/** How many machines are recorded in each state. */
function recordedMachines({ databaseFile }: RunningServer): Readonly<Record<string, number>> {
  const database = new DatabaseSync(databaseFile, { readOnly: true, timeout: 10_000 });
  try {
    const rows = database.prepare('SELECT state, count(*) AS count FROM vm_work GROUP BY state');
    return Object.fromEntries(
      rows.all().map((row) => [String(row['state']), Number(row['count'])]),
    );
  } finally {
    database.close();
  }
}

async function restart({ process }: RunningServer): Promise<void> {
  await process.kill();
  await process.start();
}

/** Every machine was changed, once, and the report says so. */
function expectAllOnce(server: RunningServer): void {
  const machines = asked(server);
  expect(machines.length).toBe(MACHINES);
  expect(new Set(machines).size).toBe(MACHINES);
  expect(server.vcenter.control.calls('PbmCreate').length).toBe(1);
  expect(recordedMachines(server)).toEqual({ succeeded: MACHINES });
  const cluster = recordedCluster(server.databaseFile);
  expect(cluster?.state)
    .withContext(cluster?.problem?.detail ?? '')
    .toBe('succeeded');
}

describe('Five hundred assignments', () => {
  let server: RunningServer;

  beforeEach(async () => {
    server = await startServer({ scenario: manyMachines(MACHINES) });
    await startPolicies(server, machineIds(server));
  });
  afterEach(() => server.close());

  it('are all carried out, none twice, when the server is killed in their midst', async () => {
    for (const count of KILLS) {
      await until(`${count} machines are asked for`, () => asked(server).length >= count);
      await restart(server);
    }
    await until('the activity has ended', () => hasEnded(server));

    expectAllOnce(server);
  });

  it('are all carried out, none twice, when the vCenter is restarted and connections are cut in their midst', async () => {
    const { control } = server.vcenter;
    for (const count of [60, 300]) {
      await until(`${count} machines are asked for`, () => asked(server).length >= count);
      await control.restart();
      control.addFault({ method: 'ReconfigVM_Task', action: 'cut-after', skip: 20, times: 5 });
    }
    await until('the activity has ended', () => hasEnded(server));

    expectAllOnce(server);
  });

  it('are all carried out, none twice, when the server is killed between requests and their replies', async () => {
    const rule = { method: 'ReconfigVM_Task', replyDelayMs: NEVER_MS, action: 'delay' } as const;
    for (const count of [1, 200]) {
      await until(`${count} machines are asked for`, () => asked(server).length >= count);
      const { id } = server.vcenter.control.addFault({ ...rule, times: 6 });
      const hits = (): number =>
        server.vcenter.control.faults().find((each) => each.id === id)?.hits ?? 0;
      await until('replies are held back', () => hits() === 6);
      await restart(server);
      server.vcenter.control.removeFault(id);
    }
    await until('the activity has ended', () => hasEnded(server));

    expectAllOnce(server);
  });
});
