import { MemoryVmChangeStore } from '../../../testing/memory-vm-change-store.ts';
import { planForAll, POLICY_ACTIVITY, vcenterWithMachines } from '../../../testing/policy-plan.ts';
import { newVmWork } from '../../domain/new-vm-work.ts';
import { VmWorkWriter } from './vm-work-writer.ts';

const ROWS = newVmWork(POLICY_ACTIVITY, planForAll(vcenterWithMachines(50)));

describe('writing the rows of machines', () => {
  it('takes one transaction for all of one turn, and the newest of each', async () => {
    const saved: number[] = [];
    const store = new MemoryVmChangeStore((rows) => saved.push(rows.length));
    const writer = new VmWorkWriter(store);
    await Promise.all([
      ...ROWS.map((row) => writer.write(row)),
      ...ROWS.map((row) => writer.write({ ...row, state: 'succeeded' })),
    ]);
    const [first] = ROWS;
    if (first !== undefined) await writer.write(first);

    expect(saved).toEqual([50, 1]);
    expect(store.progress(POLICY_ACTIVITY, 'domain-c1').succeeded).toBe(49);
  });

  it('tells everybody who waits when it fails, and goes on afterwards', async () => {
    const store = new MemoryVmChangeStore();
    const save = spyOn(store, 'save').and.throwError('The disk is full.');
    const writer = new VmWorkWriter(store);
    const failed = await Promise.allSettled(ROWS.map((row) => writer.write(row)));
    save.and.callThrough();
    await Promise.all(ROWS.map((row) => writer.write(row)));

    expect(failed.every(({ status }) => status === 'rejected')).toBeTrue();
    expect(store.progress(POLICY_ACTIVITY, 'domain-c1').total).toBe(50);
  });
});
