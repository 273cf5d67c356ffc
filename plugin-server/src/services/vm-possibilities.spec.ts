import { VmBed } from '../../testing/vm-bed.ts';
import { addVms } from '../../testing/vm-world.ts';

const EDIT_DEVICE = 'VirtualMachine.Config.EditDevice';

describe('What can be done with machines', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = new VmBed();
    addVms(bed.vcenter.world, { count: 6 });
  });

  afterEach(() => bed.indexes.stop());

  const possibilities = async (user = bed.anna) =>
    (await bed.pages.possibilities(user, ['vm-1', 'vm-2', 'vm-3', 'vm-99'])).map(
      ({ vmId, assignable, unassignable }) => [vmId, assignable, unassignable],
    );

  it('is told for getting and for losing the policy at once', async () => {
    expect(await possibilities()).toEqual([
      ['vm-1', true, true],
      ['vm-2', true, true],
      ['vm-3', false, true],
    ]);
  });

  it('takes one look at the list, and no questions to vCenter the next time', async () => {
    await possibilities();
    const before = bed.calls;
    const looks = spyOn(bed.indexes.sights, 'of').and.callThrough();
    await possibilities();

    expect([bed.calls - before, looks.calls.count()]).toEqual([0, 1]);
  });

  it('leaves out what the user may not see, and offers nothing where they may not edit', async () => {
    const otto = bed.vcenter.user(
      'otto',
      { objectId: 'vm-1', privilege: 'System.Read' },
      { objectId: 'vm-2', privilege: EDIT_DEVICE },
    );
    expect(await possibilities(otto)).toEqual([
      ['vm-2', false, false],
      ['vm-3', false, true],
    ]);
  });
});
