import { aHost, aHostFilter } from '../../testing/inventory-builders.ts';
import {
  aFilteredHost,
  aListing,
  aQuestion,
  aVmDisk,
  disksOf,
  OTHER_FILTER,
} from '../../testing/vm-situations.ts';
import type { EligibilityQuestion } from './vm-eligibility.ts';
import { vmEligibility } from './vm-eligibility.ts';
import { VM_REASON_CODES } from './vm-change.ts';
import type { VmDisk, VmListing } from './vm-listing.ts';

const away = aHost(1, { connectionState: 'disconnected', filters: null });
const silent = aHost(1, { connectionState: 'notResponding', filters: null });
const bare = aHost(1);
const broken = aFilteredHost(1, { filters: [aHostFilter({ available: false })] });
const crowded = aFilteredHost(1, { filters: [aHostFilter(), OTHER_FILTER] });

function vm(changes: Partial<VmListing>): Partial<EligibilityQuestion> {
  return { vm: aListing(1, changes) };
}

function disk(changes: Partial<VmDisk>): Partial<EligibilityQuestion> {
  return { disks: disksOf(1, [aVmDisk(0, changes)]) };
}

const busy = { disks: disksOf(1, [aVmDisk()], { reconfigurable: false }) };
const noDisks = { disks: disksOf(1, []), ...vm({ diskCount: 0 }) };
const lacking = { notEditableBy: { user: 'otto', serviceAccount: 'svc' } };
const otherFilter = { host: crowded, ...disk({ filterIds: [OTHER_FILTER.id] }) };

/** The situation, what it is made of, and the codes for getting and for losing the filter; empty is eligible. */
type Row = readonly [string, Partial<EligibilityQuestion>, string, string];

const machines: readonly Row[] = [
  ['runs', {}, '', ''],
  ['is powered off', vm({ powerState: 'poweredOff' }), '', ''],
  ['has an encrypted home', vm({ encrypted: true }), '', ''],
  ['is suspended', vm({ powerState: 'suspended' }), 'suspended', 'suspended'],
  ['is a template', vm({ template: true }), 'template', 'template'],
  ['has snapshots', vm({ hasSnapshot: true }), 'snapshot', 'snapshot'],
  ['has Fault Tolerance', vm({ faultTolerant: true }), 'faultTolerance', ''],
  ['is disconnected', vm({ connectionState: 'disconnected' }), 'notConnected', 'notConnected'],
  ['is inaccessible', vm({ connectionState: 'inaccessible' }), 'notConnected', 'notConnected'],
  ['is orphaned', vm({ connectionState: 'orphaned' }), 'notConnected', 'notConnected'],
  ['is invalid', vm({ connectionState: 'invalid' }), 'notConnected', 'notConnected'],
  ['is worked on', busy, 'busy', 'busy'],
  ['has no disks', noDisks, 'noDisks', 'noDisks'],
  [
    'may not be edited',
    lacking,
    'missingPrivilege, serviceAccountPrivilege',
    'missingPrivilege, serviceAccountPrivilege',
  ],
  ['belongs to a job', { jobNames: ['Shop'] }, '', 'replicationJob'],
];

const hosts: readonly Row[] = [
  ['is disconnected', { host: away }, 'hostNotConnected', 'hostNotConnected'],
  ['does not respond', { host: silent }, 'hostNotConnected', 'hostNotConnected'],
  ['is not known', { host: null, ...vm({ host: null }) }, 'hostUnknown', ''],
  ['cannot be looked at', { host: null, clusterName: null }, 'hostUnknown', ''],
  ['is in no cluster', { clusterName: null }, 'notInCluster', ''],
  ['does not carry the filter', { host: bare }, 'hostWithoutFilter', ''],
  ['gets the filter by the same plan', { host: bare, fate: 'comes' }, '', ''],
  ['loses the filter by the same plan', { fate: 'goes' }, 'hostWithoutFilter', ''],
  ['has a filter that does not work', { host: broken }, 'filterNotAvailable', ''],
  ['has a filter that the plan repairs', { host: broken, fate: 'comes' }, '', ''],
  [
    'is away and the plan brings the filter',
    { host: away, fate: 'comes' },
    'hostNotConnected',
    'hostNotConnected',
  ],
  ['is in maintenance mode', { host: aFilteredHost(1, { inMaintenanceMode: true }) }, '', ''],
  [
    'has the filter under the same name from somebody else',
    { host: aHost(1, { filters: [aHostFilter({ vendor: 'XYZ' })] }) },
    'hostWithoutFilter',
    '',
  ],
];

const disks: readonly Row[] = [
  ['is a file', {}, '', ''],
  ['is a virtual raw device mapping', disk({ kind: 'virtualRdm' }), '', ''],
  ['is a physical raw device mapping', disk({ kind: 'physicalRdm' }), 'physicalRdm', ''],
  [
    'has a backing of an unknown kind',
    disk({ kind: 'other' }),
    'unknownDiskKind',
    'unknownDiskKind',
  ],
  ['shares its bus within the host', disk({ busSharing: 'virtual' }), 'busSharing', ''],
  ['shares its bus between hosts', disk({ busSharing: 'physical' }), 'busSharing', ''],
  ['is written by several machines', disk({ multiWriter: true }), 'multiWriter', ''],
  ['has another filter of the class', otherFilter, 'otherFilterOfClass', ''],
  [
    'has a filter of another class',
    {
      host: aFilteredHost(1, { filters: [aHostFilter(), { ...OTHER_FILTER, type: 'cache' }] }),
      ...disk({ filterIds: [OTHER_FILTER.id] }),
    },
    '',
    '',
  ],
  ['has a filter that its host does not know', disk({ filterIds: ['XYZ_unknown_1'] }), '', ''],
  ['has our filter', disk({ filterIds: [aHostFilter().id] }), '', ''],
  ['is encrypted', disk({ encrypted: true }), '', ''],
  [
    'is shared in both ways',
    disk({ busSharing: 'physical', multiWriter: true }),
    'busSharing, multiWriter',
    '',
  ],
];

const together: readonly Row[] = [
  [
    'a host that is away takes the machine with it',
    { host: away, ...vm({ connectionState: 'disconnected' }) },
    'hostNotConnected',
    'hostNotConnected',
  ],
  [
    'a host that is away says nothing of files out of reach',
    { host: away, ...vm({ connectionState: 'inaccessible' }) },
    'hostNotConnected, notConnected',
    'hostNotConnected, notConnected',
  ],
  [
    'a template cannot be reconfigured, which is no task',
    { ...busy, ...vm({ template: true }) },
    'template',
    'template',
  ],
  [
    'a suspended machine cannot be reconfigured, which is no task',
    { ...busy, ...vm({ powerState: 'suspended' }) },
    'suspended',
    'suspended',
  ],
  [
    'a machine with snapshots may be worked on as well',
    { ...busy, ...vm({ hasSnapshot: true }) },
    'snapshot, busy',
    'snapshot, busy',
  ],
  [
    'everything is told at once',
    {
      host: bare,
      ...vm({ hasSnapshot: true, faultTolerant: true, powerState: 'suspended' }),
      ...disk({ multiWriter: true }),
    },
    'snapshot, suspended, faultTolerance, hostWithoutFilter, multiWriter',
    'snapshot, suspended',
  ],
  ['disks that are not known do not count', { disks: null }, '', ''],
  [
    'without disks the machine counts all the same',
    { disks: null, ...vm({ hasSnapshot: true }) },
    'snapshot',
    'snapshot',
  ],
  [
    'without disks their number counts',
    { disks: null, ...vm({ diskCount: 0 }) },
    'noDisks',
    'noDisks',
  ],
];

/** @param who whose situation it is */
function describeRows(title: string, who: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [situation, changes, assign, unassign] of rows)
      for (const [mode, expected] of [
        ['assign', assign],
        ['unassign', unassign],
      ] as const)
        it(`${expected === '' ? 'can' : 'cannot'} ${mode === 'assign' ? 'get' : 'leave'} the filter when ${who}${situation} (${expected})`, () => {
          const { eligible, reasons } = vmEligibility(aQuestion({ ...changes, mode }));

          expect(reasons.map(({ code }) => code).join(', ')).toBe(expected);
          expect(eligible).toBe(expected === '');
        });
  });
}

describeRows('a machine', 'it ', machines);
describeRows('a machine, by its host,', 'its host ', hosts);
describeRows('a machine, by its only disk,', 'its only disk ', disks);
describeRows('a machine, by all of it,', '', together);

describe('a disk that cannot change', () => {
  const plain = aVmDisk(0);
  const shared = aVmDisk(1, { multiWriter: true });
  const raw = aVmDisk(2, { kind: 'physicalRdm' });
  const given = (list: readonly VmDisk[], changes: Partial<EligibilityQuestion> = {}) =>
    vmEligibility(aQuestion({ disks: disksOf(1, list), ...changes }));

  it('is left out, and the others change', () => {
    const { eligible, diskKeys, reasons } = given([plain, shared, raw]);

    expect([eligible, diskKeys]).toEqual([true, [2000]]);
    expect(reasons.map(({ code, diskKey }) => `${code} ${diskKey ?? ''}`)).toEqual([
      'multiWriter 2001',
      'physicalRdm 2002',
    ]);
  });

  it('blocks its machine when it is the last one', () => {
    expect(given([shared, raw])).toEqual(
      jasmine.objectContaining({ eligible: false, diskKeys: [] }),
    );
  });

  it('does not matter when it is not meant', () => {
    const { eligible, reasons } = given([plain, shared], { diskKeys: [2000] });

    expect([eligible, reasons.length]).toEqual([true, 0]);
  });

  it('blocks when it alone is meant', () => {
    expect(given([plain, shared], { diskKeys: [2001] }).eligible).toBeFalse();
  });

  it('changes nothing about a machine that is blocked itself', () => {
    const { eligible, diskKeys } = given([plain], { vm: aListing(1, { hasSnapshot: true }) });

    expect([eligible, diskKeys]).toEqual([false, []]);
  });

  it('cannot be told before the disks are read', () => {
    expect(vmEligibility(aQuestion({ disks: null })).diskKeys).toBeNull();
  });
});

describe('the class of our filter', () => {
  it('comes from what it published while its host does not carry it yet', () => {
    const question = aQuestion({
      host: aHost(1, { filters: [OTHER_FILTER] }),
      fate: 'comes',
      filter: { identities: [{ name: 'samplefilter', vendor: 'SMP' }], filterClass: 'REPLICATION' },
      ...disk({ filterIds: [OTHER_FILTER.id] }),
    });

    expect(vmEligibility(question).reasons.map(({ code }) => code)).toEqual(['otherFilterOfClass']);
  });

  it('is told of nobody as long as nothing tells it', () => {
    const question = aQuestion({
      host: aHost(1, { filters: [OTHER_FILTER] }),
      fate: 'comes',
      ...disk({ filterIds: [OTHER_FILTER.id] }),
    });

    expect(vmEligibility(question).eligible).toBeTrue();
  });
});

describe('the reasons above', () => {
  const all = [...machines, ...hosts, ...disks, ...together].flatMap(([, changes]) =>
    (['assign', 'unassign'] as const).flatMap(
      (mode) => vmEligibility(aQuestion({ ...changes, mode })).reasons,
    ),
  );

  it('are whole sentences that name the machine or its host, with a remedy', () => {
    const halfSaid = all.filter(
      ({ reason, remedy }) =>
        !/^\S.*[.]$/.test(reason) ||
        !/^[A-Z].*[.]$/.test(remedy) ||
        !/web-1|esx-1[.]example[.]com/.test(reason),
    );

    expect(halfSaid).toEqual([]);
  });

  it('show every reason that does not depend on policies', () => {
    const elsewhere = [
      'unknownDisk',
      'disksUnknown',
      'encryptionOrder',
      'vvolReplication',
      'persistentMemory',
      'unknownRule',
      'wouldLoseRules',
      'policyGone',
    ];
    const shown = new Set<string>(all.map(({ code }) => code));

    expect(VM_REASON_CODES.filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual(
      [],
    );
  });
});
