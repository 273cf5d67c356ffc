import { aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import { allProfiles } from '../../testing/policy-builders.ts';
import {
  aPolicyCluster,
  aRecord,
  assign,
  changesOf,
  factsOf,
  unassign,
  wishes,
} from '../../testing/policy-facts-builder.ts';
import type { PlannedVm } from '../../testing/policy-facts-builder.ts';
import { aJob } from '../../testing/usage-builders.ts';
import { aVmDisk, disksOf } from '../../testing/vm-situations.ts';
import type { PolicyFacts } from './policy-facts.ts';
import { planPolicies } from './policy-planning.ts';
import type { PolicyWishes } from './vm-change.ts';

type Row = readonly [
  situation: string,
  machine: Omit<PlannedVm, 'number'>,
  expected: string,
  facts?: Partial<PolicyFacts>,
  wish?: Partial<PolicyWishes>,
];

const three = disksOf(1, [aVmDisk(0), aVmDisk(1), aVmDisk(2, { multiWriter: true })]);
const encrypted = { disks: disksOf(1, [aVmDisk(0, { encrypted: true })]) };
const attached = { disks: disksOf(1, [aVmDisk(0, { filterIds: [aHostFilter().id] })]) };
const plain: Partial<PolicyWishes> = { combine: false };
const bare = { clusters: [aPolicyCluster('stays', [aHost(1)])] };
const comes = { clusters: [aPolicyCluster('comes', [aHost(1)])] };
const goes = { clusters: [aPolicyCluster('goes')] };

const assigned: readonly Row[] = [
  ['its disk is under nothing', {}, 'web-1 assign 2000>filter'],
  ['it has the policy already', { under: ['own'] }, 'web-1 skip'],
  ['it has a combined policy already', { under: ['combined'] }, 'web-1 skip'],
  ['it has the policy and snapshots', { under: ['own'], vm: { hasSnapshot: true } }, 'web-1 skip'],
  ['its disk has rules', { under: ['tags'] }, 'web-1 assign 2000>combined tags'],
  [
    'its rules shall not be kept',
    { under: ['tags'] },
    'web-1 assign 2000>filter [wouldLoseRules 2000]',
    {},
    plain,
  ],
  ['its policy has no rules', { under: ['vvol'] }, 'web-1 assign 2000>filter'],
  ['its policy is gone', { under: ['gone'] }, 'web-1 assign 2000>filter [wouldLoseRules 2000]'],
  [
    'its policy encrypts and keeps filters out',
    { under: ['encryption'] },
    'web-1 refuse [encryptionOrder 2000]',
  ],
  [
    'its policy encrypts and lets filters in',
    { under: ['open-encryption-policy'], ...encrypted },
    'web-1 assign 2000>combined open-encryption-policy',
  ],
  [
    'its encryption would be lost',
    { under: ['open-encryption-policy'], ...encrypted },
    'web-1 refuse [encryptionOrder 2000]',
    {},
    plain,
  ],
  ['it is encrypted without a policy', encrypted, 'web-1 refuse [encryptionOrder 2000]'],
  [
    'it is encrypted, and its policy does not say so',
    { under: ['tags'], ...encrypted },
    'web-1 refuse [encryptionOrder 2000]',
  ],
  ['storage replicates it', { under: ['vvol-replicated'] }, 'web-1 refuse [vvolReplication 2000]'],
  [
    'its replication by storage may be lost',
    { under: ['vvol-replicated'] },
    'web-1 assign 2000>filter [wouldLoseRules 2000]',
    {},
    plain,
  ],
  [
    'it is in persistent memory, whatever may be lost',
    { under: ['pmem'] },
    'web-1 refuse [persistentMemory 2000]',
    {},
    plain,
  ],
  [
    'its policy asks for another filter of the class',
    { under: ['other-replication'] },
    'web-1 refuse [otherFilterOfClass 2000]',
  ],
  [
    'the class is known from a host only',
    { under: ['other-replication'] },
    'web-1 refuse [otherFilterOfClass 2000]',
    { capability: null },
  ],
  [
    'one of its disks cannot change',
    { disks: three, under: [null, 'own'] },
    'web-1 assign 2000>filter [multiWriter 2002]',
  ],
  [
    'the disks that can change are as wished',
    { disks: three, under: ['own', 'own'] },
    'web-1 skip [multiWriter 2002]',
  ],
  [
    'all is told at once',
    { under: ['encryption'], vm: { hasSnapshot: true } },
    'web-1 refuse [snapshot, encryptionOrder 2000]',
  ],
  ['its host has no filter', {}, 'web-1 refuse [hostWithoutFilter]', bare],
  [
    'the same plan brings the filter',
    {},
    'web-1 assign 2000>filter',
    { ...comes, capability: null },
  ],
  ['the same plan takes the filter away', {}, 'web-1 refuse [hostWithoutFilter]', goes],
  ['nobody knows its disks', { disks: null }, 'web-1 refuse [disksUnknown]'],
  [
    'nobody knows its disks, for a reason',
    { disks: null, vm: { connectionState: 'inaccessible' } },
    'web-1 refuse [notConnected]',
  ],
  ['nobody knows its policy', {}, 'web-1 refuse [disksUnknown 2000]', { diskPolicies: [] }],
  ['it has no disks', { disks: disksOf(1, []), vm: { diskCount: 0 } }, 'web-1 refuse [noDisks]'],
  ['it belongs to a job', {}, 'web-1 assign 2000>filter', { jobs: [aJob('Shop', [1])] }],
];

const unassigned: readonly Row[] = [
  ['it does not have the policy', { under: ['tags'] }, 'web-1 skip'],
  ['its disk is under nothing', {}, 'web-1 skip'],
  ['nothing was recorded', { under: ['own'] }, 'web-1 unassign 2000>default'],
  [
    'the datastore default was recorded',
    { under: ['own'] },
    'web-1 unassign 2000>default',
    { recorded: [aRecord(1, null)] },
  ],
  [
    'another policy was recorded',
    { under: ['own'] },
    'web-1 unassign 2000>profile tags',
    { recorded: [aRecord(1, 'tags')] },
  ],
  [
    'several were recorded, of which the newest counts',
    { under: ['own'] },
    'web-1 unassign 2000>profile tags',
    { recorded: [aRecord(1, 'tags'), aRecord(1, 'vsan')] },
  ],
  [
    'records of the filter itself do not count',
    { under: ['own'] },
    'web-1 unassign 2000>profile vsan',
    { recorded: [aRecord(1, 'combined'), aRecord(1, 'vsan')] },
  ],
  [
    'what was recorded is gone',
    { under: ['own'] },
    'web-1 unassign 2000>default',
    { recorded: [aRecord(1, 'gone')] },
  ],
  ['its policy is combined', { under: ['combined'] }, 'web-1 unassign 2000>profile vsan'],
  [
    'its policy is combined, and what was recorded is gone',
    { under: ['combined'] },
    'web-1 unassign 2000>profile vsan',
    { recorded: [aRecord(1, 'gone')] },
  ],
  [
    'its policy is combined, and the base is gone',
    { under: ['combined'] },
    'web-1 unassign 2000>default',
    { profiles: allProfiles.filter(({ profileId }) => profileId !== 'vsan') },
  ],
  ['only the filter itself has stayed', attached, 'web-1 unassign 2000>default'],
  [
    'only the filter itself has stayed beside a policy',
    { ...attached, under: ['tags'] },
    'web-1 unassign 2000>profile tags',
  ],
  ['its host has no filter', { under: ['own'] }, 'web-1 unassign 2000>default', bare],
  ['it has snapshots', { under: ['own'], vm: { hasSnapshot: true } }, 'web-1 refuse [snapshot]'],
  [
    'it belongs to a job',
    { under: ['own'] },
    'web-1 refuse [replicationJob]',
    { jobs: [aJob('Shop', [1])] },
  ],
  ['it belongs to a job but has no filter', {}, 'web-1 skip', { jobs: [aJob('Shop', [1])] }],
  ['the removal of the filter does it', { under: ['own'] }, 'web-1 skip', goes],
  [
    'a shared disk leaves as well',
    { disks: three, under: ['own', null, 'own'] },
    'web-1 unassign 2000>default, 2002>default',
  ],
  ['it has no disks', { disks: disksOf(1, []), vm: { diskCount: 0 } }, 'web-1 skip'],
];

function describeRows(title: string, rows: readonly Row[], wish = assign(1)): void {
  describe(title, () => {
    for (const [situation, machine, expected, facts = {}, more = {}] of rows)
      it(`is "${expected}" when ${situation}${more.combine === false ? ' and rules need not be kept' : ''}`, () => {
        const plan = planPolicies(
          factsOf([{ number: 1, ...machine }], facts),
          wishes([wish], more),
        );

        expect(changesOf(plan)).toEqual([expected]);
      });
  });
}

describeRows('the plan for a machine that shall get the policy', assigned);
describeRows('the plan for a machine that shall lose the policy', unassigned, unassign(1));

describe('the plan for some disks of a machine', () => {
  const machine = { number: 1, disks: three, under: [null, 'own'] };

  it('leaves the others as they are', () => {
    const plan = planPolicies(factsOf([machine]), wishes([assign(1, [2000])]));

    expect(changesOf(plan)).toEqual(['web-1 assign 2000>filter']);
  });

  it('says which of them are not there', () => {
    const plan = planPolicies(factsOf([machine]), wishes([assign(1, [2000, 2077])]));

    expect(changesOf(plan)).toEqual(['web-1 assign 2000>filter [unknownDisk 2077]']);
  });

  it('refuses when none of them is there', () => {
    const plan = planPolicies(factsOf([machine]), wishes([assign(1, [2077])]));

    expect(changesOf(plan)).toEqual(['web-1 refuse [unknownDisk 2077]']);
  });
});
