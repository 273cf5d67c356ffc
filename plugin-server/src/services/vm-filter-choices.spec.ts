import { addVms } from '../../testing/vm-world.ts';
import { VmBed } from '../../testing/vm-bed.ts';

describe('What machines can be filtered by', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = new VmBed();
    addVms(bed.vcenter.world, { count: 12, disksEach: 2 });
  });

  afterEach(() => bed.indexes.stop());

  it('is the folders below the datacenter, by their paths', async () => {
    const { folders } = await bed.pages.filterChoices(bed.anna);

    expect(folders.map(({ path }) => path.join('/'))).toEqual(['Databases', 'Office', 'Web']);
  });

  it('is the tags of machines that the user may see, with their numbers', async () => {
    const tag = { name: 'Gold', category: 'Tier' };
    bed.vcenter.world.tags = [
      { ...tag, id: 'tag-1', vmIds: ['vm-1', 'vm-2'] },
      { ...tag, id: 'tag-2', vmIds: ['vm-2'] },
    ];
    const bert = bed.vcenter.user('bert', { objectId: 'vm-2', privilege: 'System.Read' });
    const { tags } = await bed.pages.filterChoices(bert);

    expect(tags).toEqual([{ ...tag, id: 'tag-1', vms: 1 }]);
  });

  it('is no tag where vCenter does not give them', async () => {
    bed.vcenter.world.tags = null;

    expect((await bed.pages.filterChoices(bed.anna)).tags).toBeNull();
  });
});
