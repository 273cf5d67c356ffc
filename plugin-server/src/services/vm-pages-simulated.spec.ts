import { NEVER } from 'rxjs';
import { sizedScenario } from '../../../e2e/vcenter/scenario/sized-scenario.ts';
import { DEMO_ADMINISTRATOR } from '../../../e2e/vcenter/scenario/demo-roles.ts';
import { aBundle } from '../../testing/inventory-builders.ts';
import { MemoryReplicationJobs } from '../../testing/memory-replication-jobs.ts';
import { SilentLog } from '../../testing/silent-log.ts';
import { PASSWORDS, startSimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { SimulatedVcenter } from '../../testing/simulated-vcenter.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { SessionUser } from '../ports/vcenter.ts';
import { VmIndexes } from './vm-indexes.ts';
import { VmPages } from './vm-pages.ts';
import type { VmFilter, VmPageResult } from './vm-use-cases.ts';

const identity = { name: 'rtrfilter', vendor: 'RTR' };
const bundle = aBundle({ filter: { ...aBundle().filter, ...identity } });
const bundles = {
  list: (): Promise<readonly Bundle[]> => Promise.resolve([bundle]),
  latest: (): Promise<Bundle | null> => Promise.resolve(bundle),
};

describe('Pages of machines of a simulated vCenter', () => {
  let simulated: SimulatedVcenter;
  let user: SessionUser;
  let indexes: VmIndexes;
  let pages: VmPages;

  async function start(vmsPerCluster: number): Promise<void> {
    const size = { clusters: 2, hosts: 3, vms: vmsPerCluster };
    const scenario = sizedScenario(
      { ...size, filtered: true, assignedEvery: 4, varied: true },
      PASSWORDS,
    );
    simulated = await startSimulatedVcenter({ scenario });
    const token = simulated.vcenter.control.issueUiToken(
      DEMO_ADMINISTRATOR,
      PASSWORDS[DEMO_ADMINISTRATOR],
    );
    user = await simulated.users.authenticate(token, simulated.entry.vcGuid);
    const vcenters = { connect: () => simulated.connect() };
    const parts = { vcenters, bundles, clock: simulated.clock, log: new SilentLog() };
    indexes = new VmIndexes({ ...parts, policyName: 'Any', runner: { changes: NEVER } });
    pages = new VmPages({ vcenters, indexes, jobs: new MemoryReplicationJobs() });
  }

  function page(filter: VmFilter): Promise<VmPageResult> {
    const sort = { by: 'name', descending: false } as const;
    return pages.page(user, { filter, sort, offset: 0, limit: 200 });
  }

  afterEach(async () => {
    indexes.stop();
    await simulated.close();
  });

  it('tell the policies and filters of disks as vCenter has them', async () => {
    await start(40);
    const assigned = await page({ policyState: 'all' });
    const disks = assigned.rows.flatMap((row) => row.disks ?? []);

    expect(assigned.matching).toBeGreaterThan(10);
    expect(disks.every(({ policyKind }) => policyKind === 'filter')).toBeTrue();
    expect(disks.every(({ filterAttached }) => filterAttached)).toBeTrue();
  });

  it('can be narrowed to a folder and to a tag that vCenter tells of', async () => {
    await start(40);
    const choices = await pages.filterChoices(user);
    const [folder] = choices.folders;
    const [tag] = choices.tags ?? [];
    const inFolder = await page({ folderId: folder?.id });
    const tagged = await page({ tagId: tag?.id });

    expect(inFolder.rows.every((row) => row.folder[0] === folder?.path[0])).toBeTrue();
    expect(inFolder.matching).toBeGreaterThan(0);
    expect(tagged.matching).toBe(tag?.vms ?? -1);
  });

  it('name reasons of every kind that machines there have', async () => {
    await start(100);
    const { rows } = await page({ eligibility: 'ineligible', desired: 'assigned' });
    const codes = new Set(rows.flatMap(({ reasons }) => reasons.map(({ code }) => code)));

    expect([...codes]).toEqual(
      jasmine.arrayContaining(['template', 'snapshot', 'suspended', 'faultTolerance']),
    );
  });

  it('need as many calls for many machines as for few', async () => {
    const counts: number[] = [];
    for (const machines of [1_100, 2_200]) {
      if (counts.length > 0) {
        indexes.stop();
        await simulated.close();
      }
      await start(machines);
      simulated.vcenter.control.clearCalls();
      await page({});
      counts.push(simulated.vcenter.control.calls().length);
    }

    expect(counts[1]).toBe(counts[0]);
  }, 60_000);
});
