import type { DataObject } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { demoScenario } from '../scenario/demo-scenario.ts';
import type { ContentBed } from '../testing/content-bed.ts';
import { contentBed } from '../testing/content-bed.ts';
import { Encoder } from '../wire/encoder.ts';
import { pbmServiceInstance } from './pbm.ts';

describe('storage policy service', () => {
  let bed: ContentBed;
  const profileManager = ref('PbmProfileProfileManager', 'ProfileManager');

  beforeEach(() => {
    bed = contentBed(demoScenario());
  });

  afterEach(() => bed.close());

  const run = (method: string, args: Record<string, unknown>): unknown =>
    bed.call(bed.as('StorageProfile.View'), profileManager, method, args);
  const storage = { resourceType: { resourceType: 'STORAGE' } };
  const isInvalidArgument = (fault: VimFault) => fault.type === 'InvalidArgument';

  it('tells where its managers are', () => {
    const content = bed.call(
      bed.as(),
      pbmServiceInstance,
      'PbmRetrieveServiceContent',
    ) as DataObject;

    expect(content['profileManager']).toEqual(profileManager);
    expect(content['aboutInfo']).toEqual(
      jasmine.objectContaining({ name: 'PBM', instanceUuid: bed.vcenter.about.instanceUuid }),
    );
  });

  it('lists the policies by category and gives their content', () => {
    const profileIds = run('PbmQueryProfile', { ...storage, profileCategory: 'REQUIREMENT' });
    const profiles = run('PbmRetrieveContent', { profileIds }) as DataObject[];

    expect(profiles.map((profile) => profile['name'])).toEqual([
      'vSAN Default Storage Policy',
      'VVol No Requirements Policy',
      'VM Encryption Policy',
      'Host-local PMem Default Storage Policy',
      'Gold storage',
      'Other replication',
      'vSAN RAID-1',
      'Real-Time Replication I/O Filter policy',
    ]);
  });

  it('gives content that fits its schema', () => {
    const profileIds = run('PbmQueryProfile', storage);
    const encoder = new Encoder(bed.vcenter.schema, 'pbm', '8.0.0.0');
    const type = { name: 'PbmProfile', isRef: false, list: true, atLeastOne: false };
    const xml = encoder.element('returnval', type, run('PbmRetrieveContent', { profileIds }));

    expect(xml.match(/<returnval xsi:type="PbmCapabilityProfile">/g)?.length).toBe(9);
    expect(xml).toContain('<constraints xsi:type="PbmCapabilitySubProfileConstraints">');
  });

  it('refuses categories and ids that do not exist', () => {
    const unknown = { profileIds: [{ uniqueId: 'none' }] };

    expect(() => run('PbmQueryProfile', { ...storage, profileCategory: 'OTHER' })).toThrowMatching(
      isInvalidArgument,
    );
    expect(() => run('PbmRetrieveContent', unknown)).toThrowMatching(isInvalidArgument);
  });
});
