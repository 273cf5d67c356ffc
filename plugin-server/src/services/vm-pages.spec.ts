import { addVms } from '../../testing/vm-world.ts';
import { VmBed, namesOf } from '../../testing/vm-bed.ts';
import { Problem } from '../domain/problem.ts';

const OWN = 'own-policy';
const VSAN = 'vsan-policy';

/** web-1 to web-12, in turn on the hosts 1, 2 and 3 and in the folders Web, Databases and Office. */
function bedWithMachines(): VmBed {
  const bed = new VmBed();
  const { world } = bed.vcenter;
  world.policies.set(OWN, { name: 'Filter policy', filterNames: ['samplefilter'] });
  world.policies.set(VSAN, { name: 'vSAN', filterNames: [] });
  addVms(world, { count: 12, disksEach: 2 });
  return bed;
}

function putUnder(bed: VmBed, vmId: string, keys: readonly number[], profileId = OWN): void {
  const { disks } = bed.vcenter.world;
  const filterNames = profileId === OWN ? ['samplefilter'] : [];
  for (const [index, disk] of disks.entries())
    if (disk.vm.value === vmId && keys.includes(disk.diskKey))
      disks[index] = { ...disk, profileId, filterNames };
}

describe('A page of machines', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = bedWithMachines();
  });

  afterEach(() => bed.indexes.stop());

  it('shows so many from the wanted place on, and how many there are', async () => {
    const page = await bed.page({ offset: 8, limit: 3 });

    expect(namesOf(page)).toEqual(['web-9', 'web-10', 'web-11']);
    expect([page.matching, page.total]).toEqual([12, 12]);
  });

  it('goes the other way round when asked to', async () => {
    const page = await bed.page({ sort: { by: 'name', descending: true }, limit: 2 });

    expect(namesOf(page)).toEqual(['web-12', 'web-11']);
  });

  it('finds any part of a name, whatever the case', async () => {
    expect(await bed.names({ search: 'EB-1' })).toEqual(['web-1', 'web-10', 'web-11', 'web-12']);
  });

  it('shows only the machines of the chosen clusters, whatever else the filter says', async () => {
    const page = await bed.page({ filter: { clusterIds: ['domain-c2'], search: 'web-1' } });

    expect(namesOf(page)).toEqual(['web-12']);
    expect([page.matching, page.total]).toEqual([1, 4]);
  });

  it('shows the machines of a folder and of those below it', async () => {
    expect(await bed.names({ folderId: 'group-v11' })).toEqual([
      'web-2',
      'web-5',
      'web-8',
      'web-11',
    ]);
    expect((await bed.names({ folderId: 'group-v3' })).length).toBe(12);
    expect(await bed.names({ folderId: 'group-nobody' })).toEqual([]);
  });

  it('shows the machines that carry a tag', async () => {
    bed.vcenter.world.tags = [
      { id: 'tag-1', name: 'Gold', category: 'Tier', vmIds: ['vm-3', 'vm-7'] },
    ];

    expect(await bed.names({ tagId: 'tag-1' })).toEqual(['web-3', 'web-7']);
    expect(await bed.names({ tagId: 'tag-2' })).toEqual([]);
  });

  it('tells of each disk what it is under', async () => {
    putUnder(bed, 'vm-1', [2000]);
    putUnder(bed, 'vm-1', [2001], VSAN);
    const [row] = (await bed.page({ filter: { vmIds: ['vm-1'] } })).rows;

    expect(row?.vm.policyState).toBe('some');
    expect(
      row?.disks?.map(({ policyKind, policyName, filterAttached }) => [
        policyKind,
        policyName,
        filterAttached,
      ]),
    ).toEqual([
      ['filter', 'Filter policy', true],
      ['other', 'vSAN', false],
    ]);
  });

  it('tells where a machine lies', async () => {
    const [row] = (await bed.page({ filter: { vmIds: ['vm-2'] } })).rows;

    expect([row?.hostName, row?.folder]).toEqual(['esx-2.example.com', ['Databases']]);
  });

  it('can be asked for by the state of the policy', async () => {
    putUnder(bed, 'vm-1', [2000, 2001]);
    putUnder(bed, 'vm-2', [2000]);

    expect(await bed.names({ policyState: 'all' })).toEqual(['web-1']);
    expect(await bed.names({ policyState: 'some' })).toEqual(['web-2']);
    expect(await bed.names({ policyState: 'someOrAll' })).toEqual(['web-1', 'web-2']);
    expect((await bed.names({ policyState: 'none' })).length).toBe(10);
  });

  it('can be asked for by a policy of the filter', async () => {
    const { world } = bed.vcenter;
    world.policies.set('combined', { name: 'Gold and filter', filterNames: ['samplefilter'] });
    putUnder(bed, 'vm-1', [2000, 2001]);
    putUnder(bed, 'vm-2', [2001]);
    for (const [index, disk] of world.disks.entries())
      if (disk.vm.value === 'vm-3')
        world.disks[index] = { ...disk, profileId: 'combined', filterNames: ['samplefilter'] };

    expect(await bed.names({ profileId: OWN })).toEqual(['web-1', 'web-2']);
    expect(await bed.names({ profileId: 'combined' })).toEqual(['web-3']);
    expect(await bed.names({ profileId: 'nobody' })).toEqual([]);
  });

  it('leaves machines outside of clusters to those who name them', async () => {
    bed.vcenter.world.changeVm('vm-4', { host: null });

    expect(await bed.names()).not.toContain('web-4');
    expect(await bed.names({ vmIds: ['vm-4', 'vm-5'] })).toEqual(['web-4', 'web-5']);
    expect(await bed.names({ vmIds: ['vm-4'], clusterIds: ['domain-c1'] })).toEqual([]);
  });
});

describe('Who may see machines', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = bedWithMachines();
  });

  afterEach(() => bed.indexes.stop());

  it('finds no machine that is hidden, neither among rows nor in any number', async () => {
    const bert = bed.vcenter.user('bert', { objectId: 'vm-2', privilege: 'System.Read' });
    const page = await bed.page({}, bert);

    expect(namesOf(page)).not.toContain('web-2');
    expect([page.matching, page.total]).toEqual([11, 11]);
    expect(await bed.names({ vmIds: ['vm-2'] }, bert)).toEqual([]);
  });

  it('finds no machine of a cluster that is hidden', async () => {
    const bert = bed.vcenter.user('bert', { objectId: 'domain-c2', privilege: 'System.Read' });

    expect((await bed.page({}, bert)).total).toBe(8);
  });

  it('learns no name of a host that is hidden', async () => {
    const bert = bed.vcenter.user('bert', { objectId: 'host-1', privilege: 'System.Read' });
    bed.vcenter.world.changeHost('host-1', { filters: [] });
    const [row] = (await bed.page({ filter: { vmIds: ['vm-1'] } }, bert)).rows;

    expect(row?.hostName).toBeNull();
    expect(row?.reasons.map(({ reason }) => reason)).toEqual([
      "web-1's host host-1 does not carry the filter.",
    ]);
  });

  it('sees machines that came later', async () => {
    await bed.names();
    addVms(bed.vcenter.world, { count: 1, prefix: 'new' });
    bed.indexes.of(bed.anna.vcGuid).forget();

    expect(await bed.names({ search: 'new' })).toEqual(['new-1']);
  });

  it('is refused without the right to see storage policies', async () => {
    const bert = bed.vcenter.user('bert', {
      objectId: 'group-d1',
      privilege: 'StorageProfile.View',
    });

    await expectAsync(bed.page({}, bert)).toBeRejectedWithError(Problem, /storage policies/);
  });

  it('is asked of vCenter once for many pages', async () => {
    await bed.page();
    await bed.pages.selection(bed.anna, { filter: {}, includeIneligible: false });
    const before = bed.calls;
    await bed.page({ offset: 3 });
    await bed.page({ sort: { by: 'host', descending: true } });

    expect(bed.calls).toBe(before);
  });
});

describe('Which machines can be ticked', () => {
  let bed: VmBed;

  beforeEach(() => {
    bed = bedWithMachines();
  });

  afterEach(() => bed.indexes.stop());

  it('leaves out those whose host lacks the filter, unless the plan brings it', async () => {
    const later = { eligibility: 'eligible', willCarryFilter: ['domain-c2'] } as const;

    expect((await bed.names({ eligibility: 'eligible' })).length).toBe(8);
    expect((await bed.names(later)).length).toBe(12);
  });

  it('says why a machine cannot', async () => {
    bed.vcenter.world.changeVm('vm-1', { hasSnapshot: true });
    const { rows } = await bed.page({ filter: { eligibility: 'ineligible', search: 'web-1' } });

    expect(
      rows.map(({ vm, reasons }) => [vm.listing.name, reasons.map(({ code }) => code)]),
    ).toEqual([
      ['web-1', ['snapshot']],
      ['web-12', ['hostWithoutFilter']],
    ]);
  });

  it('leaves out machines that the user or the service account may not edit', async () => {
    const denial = (objectId: string) => ({
      objectId,
      privilege: 'VirtualMachine.Config.EditDevice',
    });
    const bert = bed.vcenter.user('bert', denial('vm-1'));
    bed.vcenter.denyServiceAccount(denial('vm-2'));
    const first = await bed.page({ filter: { vmIds: ['vm-1', 'vm-2'] } }, bert);
    const names = await bed.names({ eligibility: 'eligible', search: 'web-' }, bert);

    expect(first.rows.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ['missingPrivilege'],
      ['serviceAccountPrivilege'],
    ]);
    expect(names).not.toContain('web-1');
    expect(names).not.toContain('web-2');
  });

  it('judges a machine that has the policy by whether it can lose it', async () => {
    putUnder(bed, 'vm-1', [2000, 2001]);
    bed.jobs.put({
      id: 'job-1',
      vcGuid: bed.anna.vcGuid,
      name: 'Nightly',
      kind: 'replication',
      vmIds: ['vm-1'],
      encrypted: false,
      updatedAt: '2026-01-01T00:00:00Z',
    });
    const [row] = (await bed.page({ filter: { vmIds: ['vm-1'] } })).rows;
    const assigned = { vmIds: ['vm-1'], desired: 'assigned', eligibility: 'eligible' } as const;

    expect(row?.reasons.map(({ code }) => code)).toEqual(['replicationJob']);
    expect(await bed.names({ vmIds: ['vm-1'], eligibility: 'eligible' })).toEqual([]);
    expect(await bed.names(assigned)).toEqual(['web-1']);
  });

  it('leaves out a machine whose only disk cannot change, as soon as its disks are known', async () => {
    const { disks } = bed.vcenter.world;
    for (const [index, disk] of disks.entries())
      if (disk.vm.value === 'vm-1') disks[index] = { ...disk, kind: 'physicalRdm' };

    expect(await bed.names({ eligibility: 'eligible', clusterIds: ['domain-c1'] })).not.toContain(
      'web-1',
    );
  });

  it('selects all that match in the order of their names, and counts what is left out', async () => {
    const filter = { search: 'web-1' };
    const only = await bed.pages.selection(bed.anna, { filter, includeIneligible: false });
    const all = await bed.pages.selection(bed.anna, { filter, includeIneligible: true });

    expect(only.vms.map(({ listing }) => listing.name)).toEqual(['web-1', 'web-10', 'web-11']);
    expect([only.leftOut, all.leftOut, all.vms.length]).toEqual([1, 0, 4]);
  });
});
