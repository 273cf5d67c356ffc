import { addVms } from '../../testing/vm-world.ts';
import { sampleActivity } from '../../testing/sample-world.ts';
import { VmBed } from '../../testing/vm-bed.ts';
import type { Activity } from '../domain/activity.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';

function anActivity(bed: VmBed, state: 'running' | 'succeeded', succeeded: number): Activity {
  const [cluster] = sampleActivity.clusters;
  if (cluster === undefined) throw new Error('The sample activity has a cluster.');
  const policies = { total: 5, succeeded, failed: 0, cancelled: 0 };
  return {
    ...sampleActivity,
    vcGuid: bed.anna.vcGuid,
    clusters: [{ ...cluster, state, policies }],
  };
}

describe('The index of machines', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = new VmBed();
    addVms(bed.vcenter.world, { count: 250 });
  });

  afterEach(() => bed.indexes.stop());

  function lists(): number {
    return bed.vcenter.wire.count('VmInventory.list');
  }

  it('reads the machines once for all who ask at the same time', async () => {
    await Promise.all([bed.page(), bed.page({ offset: 50 }), bed.names({ search: 'web-1' })]);

    expect(lists()).toBe(1);
  });

  it('needs as many calls for many machines as for few', async () => {
    const few = new VmBed();
    addVms(few.vcenter.world, { count: 2_000 });
    const many = new VmBed();
    addVms(many.vcenter.world, { count: 8_000 });
    await Promise.all([few.page(), many.page()]);

    expect(many.calls).toBe(few.calls);
    few.indexes.stop();
    many.indexes.stop();
  });

  it('shows what is known while it reads anew what is older than half a minute', async () => {
    await bed.page();
    bed.vcenter.world.changeVm('vm-1', { name: 'renamed' });
    bed.clock.advance(31_000);
    const meanwhile = await bed.names({ vmIds: ['vm-1'] });
    await bed.indexes.of(bed.anna.vcGuid).current();

    expect(meanwhile).toEqual(['web-1']);
    expect(lists()).toBe(2);
  });

  it('reads the disks of a page with it, and those of the others in the background', async () => {
    const first = await bed.page();
    for (let chunk = 0; chunk < 3; chunk += 1) {
      await bed.clock.whenWaiting();
      bed.clock.advance(1_000);
      await settled();
    }
    const later = await bed.page();

    expect(first.rows.every(({ disks }) => disks !== null)).toBeTrue();
    expect([first.disksPending, later.disksPending]).toEqual([200, 0]);
    expect(bed.vcenter.wire.count('VmInventory.disks')).toBe(3);
  });

  it('reads disks again when the configuration of their machine has changed', async () => {
    await bed.page({ limit: 1 });
    const { disks } = bed.vcenter.world;
    const [disk] = disks;
    if (disk !== undefined) disks[0] = { ...disk, label: 'System disk' };
    bed.vcenter.world.changeVm('vm-1', { changeVersion: 'another' });
    bed.indexes.of(bed.anna.vcGuid).forget();
    const [row] = (await bed.page({ limit: 1 })).rows;

    expect(row?.disks?.map((view) => view.disk.label)).toEqual(['System disk']);
  });

  it('looks again at a machine that another task worked on', async () => {
    bed.vcenter.world.vms.set('vm-1', { ...machine(bed, 'vm-1'), reconfigurable: false });
    const [busy] = (await bed.page({ filter: { vmIds: ['vm-1'] } })).rows;
    bed.vcenter.world.vms.set('vm-1', { ...machine(bed, 'vm-1'), reconfigurable: true });
    bed.indexes.of(bed.anna.vcGuid).forget();
    const [free] = (await bed.page({ filter: { vmIds: ['vm-1'] } })).rows;

    expect([busy?.eligible, free?.eligible]).toEqual([false, true]);
  });

  it('forgets everything when an activity has ended on a cluster', async () => {
    await bed.page();
    bed.vcenter.world.changeVm('vm-1', { name: 'renamed' });
    bed.changes.next(anActivity(bed, 'succeeded', 5));

    expect(await bed.names({ vmIds: ['vm-1'] })).toEqual(['renamed']);
  });

  it('reads anew, without anybody waiting, while an activity changes policies', async () => {
    await bed.page();
    bed.vcenter.world.changeVm('vm-1', { name: 'renamed' });
    bed.changes.next(anActivity(bed, 'running', 2));
    const meanwhile = await bed.names({ vmIds: ['vm-1'] });
    await settled();

    expect([meanwhile, await bed.names({ vmIds: ['vm-1'] })]).toEqual([['web-1'], ['renamed']]);
  });

  it('does not read anew for each machine that an activity changes', async () => {
    await bed.page();
    for (let changed = 1; changed <= 10; changed += 1) {
      bed.changes.next(anActivity(bed, 'running', changed));
      await bed.page();
      await settled();
    }
    expect(bed.vcenter.wire.count('VmInventory.list')).toBe(2);

    bed.clock.advance(5_000);
    bed.changes.next(anActivity(bed, 'running', 11));
    await bed.page();
    await settled();
    expect(bed.vcenter.wire.count('VmInventory.list')).toBe(3);
  });

  it('says that vCenter is away only to those whom it can show nothing', async () => {
    await bed.page({ limit: 1 });
    const before = await bed.page({ limit: 1 });
    bed.vcenter.wire.goDown();

    await expectAsync(new VmBed().page()).toBeResolved();
    bed.indexes.of(bed.anna.vcGuid).forget();
    await expectAsync(bed.page()).toBeRejectedWithError(VcenterUnreachable);

    expect(before.rows.length).toBe(1);
  });

  it('ends what it reads in the background when the server stops', async () => {
    await bed.page();
    await bed.clock.whenWaiting();
    bed.indexes.stop();
    await settled();

    expect(bed.clock.waiting).toBe(0);
    expect(bed.log.lines).toEqual([]);
  });
});

function machine(bed: VmBed, vmId: string) {
  const found = bed.vcenter.world.vms.get(vmId);
  if (found === undefined) throw new Error(`There is no ${vmId}.`);
  return found;
}

/** Lets everything that waits for nothing but its turn go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1)
    await new Promise<void>((resolve) => setImmediate(resolve));
}
