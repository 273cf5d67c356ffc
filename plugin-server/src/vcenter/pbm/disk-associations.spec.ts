import { VimFault } from '../../domain/vim-fault.ts';
import type { VirtualDiskRef } from '../../domain/virtual-disk.ts';
import type { SoapCall } from '../soap/send.ts';
import { diskAssociations, disksUnder } from './disk-associations.ts';
import { PbmService } from './pbm-service.ts';

const disk = (vm: string, diskKey = 2000): VirtualDiskRef => ({
  vm: { type: 'VirtualMachine', value: vm },
  diskKey,
});

/** A PBM that knows which policy the disk of a key has, and which policies there are. */
class StubPbm {
  readonly calls: SoapCall[] = [];
  readonly associations = new Map<string, string>();
  readonly policies = new Map<string, string>();
  readonly faults = new Map<string, string>();
  readonly service = new PbmService((call) => Promise.resolve(this.#answer(call)));

  made(operation: string): readonly SoapCall[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  #answer(call: SoapCall): unknown {
    this.calls.push(call);
    const { entities = [], profileIds = [] } = call.args as {
      entities?: { key: string }[];
      profileIds?: { uniqueId: string }[];
    };
    switch (call.operation) {
      case 'PbmRetrieveServiceContent': {
        const manager = { type: 'PbmProfileProfileManager', value: 'ProfileManager' };
        return { profileManager: manager, complianceManager: manager };
      }
      // In another order than asked, which the API does not rule out.
      case 'PbmQueryAssociatedProfiles':
        return entities.map((object) => this.#row(object)).toReversed();
      case 'PbmQueryProfile':
        return [...this.policies.keys()].map((uniqueId) => ({ uniqueId }));
      default:
        return profileIds.map((profileId) => this.#profile(profileId));
    }
  }

  #row(object: { readonly key: string }): unknown {
    const fault = this.faults.get(object.key);
    if (fault !== undefined)
      return { object, fault: { fault: { $type: fault }, localizedMessage: 'Words.' } };
    const uniqueId = this.associations.get(object.key);
    return uniqueId === undefined ? { object } : { object, profileId: [{ uniqueId }] };
  }

  #profile(profileId: { readonly uniqueId: string }): unknown {
    const name = this.policies.get(profileId.uniqueId);
    if (name === undefined) throw new VimFault('InvalidArgument', 'profileIds');
    return { $type: 'PbmCapabilityProfile', profileId, name };
  }
}

describe('diskAssociations', () => {
  let pbm: StubPbm;

  beforeEach(() => {
    pbm = new StubPbm();
    pbm.policies.set('p-1', 'Gold').set('p-2', 'Silver');
  });

  const ask = (disks: readonly VirtualDiskRef[]): ReturnType<typeof diskAssociations> =>
    diskAssociations(pbm.service, 'server-1', disks);

  it('gives each disk its policy with name, in the order of the disks', async () => {
    pbm.associations.set('vm-1:2000', 'p-1').set('vm-1:2001', 'p-2');
    const disks = [disk('vm-1'), disk('vm-2'), disk('vm-1', 2001)];

    expect(await ask(disks)).toEqual([
      { ...disk('vm-1'), profileId: 'p-1', profileName: 'Gold' },
      { ...disk('vm-2'), profileId: null, profileName: null },
      { ...disk('vm-1', 2001), profileId: 'p-2', profileName: 'Silver' },
    ]);
  });

  it('names a disk by its machine, its key and its vCenter', async () => {
    await ask([disk('vm-42')]);

    expect(pbm.made('PbmQueryAssociatedProfiles')[0]?.args['entities']).toEqual([
      { objectType: 'virtualDiskId', key: 'vm-42:2000', serverUuid: 'server-1' },
    ]);
  });

  it('needs three calls for 1200 disks, and one for the names of all their policies', async () => {
    const disks = Array.from({ length: 1200 }, (_, index) => disk(`vm-${index}`));
    for (const { vm } of disks) pbm.associations.set(`${vm.value}:2000`, 'p-1');

    const policies = await ask(disks);

    expect(policies.every(({ profileName }) => profileName === 'Gold')).toBeTrue();
    expect(pbm.made('PbmQueryAssociatedProfiles').length).toBe(3);
    expect(pbm.made('PbmRetrieveContent').length).toBe(1);
  });

  it('asks nothing for no disks', async () => {
    expect(await ask([])).toEqual([]);
    expect(pbm.calls).toEqual([]);
  });

  it('keeps the id of a policy that was deleted, and still names the others', async () => {
    pbm.associations.set('vm-1:2000', 'gone').set('vm-2:2000', 'p-2');

    expect(await ask([disk('vm-1'), disk('vm-2')])).toEqual([
      { ...disk('vm-1'), profileId: 'gone', profileName: null },
      { ...disk('vm-2'), profileId: 'p-2', profileName: 'Silver' },
    ]);
  });

  it('guesses nothing when PBM cannot tell of one disk', async () => {
    pbm.faults.set('vm-2:2000', 'PbmFaultNotFound');

    await expectAsync(ask([disk('vm-1'), disk('vm-2')])).toBeRejectedWith(
      jasmine.objectContaining({ type: 'PbmFaultNotFound', message: 'Words.' }),
    );
  });
});

describe('disksUnder', () => {
  const row = (objectType: string, key: string, serverUuid?: string): unknown => ({
    object: { objectType, key, serverUuid },
    profileId: [{ uniqueId: 'p-1' }],
  });
  const under = (rows: readonly unknown[], ids = ['p-1']): ReturnType<typeof disksUnder> => {
    const manager = { type: 'PbmProfileProfileManager', value: 'ProfileManager' };
    const content = { profileManager: manager, complianceManager: manager };
    const pbm = new PbmService(({ operation }) =>
      Promise.resolve(operation === 'PbmQueryAssociatedEntities' ? rows : content),
    );
    return disksUnder(pbm, 'Server-1', ids);
  };

  it('leaves out homes of machines and disks of linked vCenters', async () => {
    const rows = [
      row('virtualMachine', 'vm-1'),
      row('virtualDiskId', 'vm-1:2000', 'server-1'),
      row('virtualDiskId', 'vm-1:2001', 'server-2'),
      row('virtualDiskId', 'vm-2:2000'),
    ];

    expect(await under(rows)).toEqual([
      { ...disk('vm-1'), profileId: 'p-1' },
      { ...disk('vm-2'), profileId: 'p-1' },
    ]);
  });

  it('does not take no policies for all policies', async () => {
    expect(await under([row('virtualDiskId', 'vm-1:2000')], [])).toEqual([]);
  });

  it('guesses nothing when PBM cannot tell of one row', async () => {
    const fault = { fault: { $type: 'PbmFaultNotFound' }, localizedMessage: 'Words.' };

    await expectAsync(under([{ object: {}, fault }])).toBeRejectedWith(
      jasmine.objectContaining({ type: 'PbmFaultNotFound' }),
    );
  });
});
