import { aHost } from '../../testing/inventory-builders.ts';
import {
  aPolicyCluster,
  aRecord,
  changesOf,
  factsOf,
  findingsOf,
  unassign,
  wishes,
} from '../../testing/policy-facts-builder.ts';
import { aVmDisk, disksOf } from '../../testing/vm-situations.ts';
import type { PolicyFacts } from './policy-facts.ts';
import { planPolicies } from './policy-planning.ts';

const three = disksOf(1, [aVmDisk(0), aVmDisk(1), aVmDisk(2, { multiWriter: true })]);

describe('restoring what an activity recorded', () => {
  const restore = { restore: { activityId: 'a' } };
  const bare = { clusters: [aPolicyCluster('stays', [aHost(1)])] };
  type Row = readonly [string, string | null, string | null, string, Partial<PolicyFacts>?];
  const rows: readonly Row[] = [
    ['nothing when the disk is under it', 'tags', 'tags', 'web-1 skip'],
    ['nothing when the disk is under nothing as before', null, null, 'web-1 skip'],
    ['back to the policy', null, 'tags', 'web-1 restore 2000>profile tags'],
    ['back to the datastore default', 'own', null, 'web-1 restore 2000>default'],
    ['back to the policy of the filter', null, 'own', 'web-1 restore 2000>profile own'],
    ['back to a combined policy', 'tags', 'combined', 'web-1 restore 2000>profile combined'],
    ['not to a policy that is gone', null, 'gone', 'web-1 refuse [policyGone 2000]'],
    ['not to the filter where it is gone', null, 'own', 'web-1 refuse [hostWithoutFilter]', bare],
    [
      'to another policy where the filter is gone',
      null,
      'tags',
      'web-1 restore 2000>profile tags',
      bare,
    ],
    [
      'not where that would decrypt the disk',
      'encryption',
      null,
      'web-1 refuse [encryptionOrder 2000]',
    ],
  ];
  for (const [what, under, recorded, expected, facts] of rows)
    it(`goes ${what} (under ${under ?? 'nothing'}, recorded ${recorded ?? 'nothing'})`, () => {
      const given = factsOf([{ number: 1, under: [under] }], {
        toRestore: [aRecord(1, recorded)],
        ...facts,
      });

      expect(changesOf(planPolicies(given, wishes([], restore)))).toEqual([expected]);
    });

  it('concerns only the disks that were recorded, and says which are gone', () => {
    const facts = factsOf([{ number: 1, disks: three }], {
      toRestore: [aRecord(1, 'tags', 2001), aRecord(1, 'tags', 2009)],
    });

    expect(changesOf(planPolicies(facts, wishes([], restore)))).toEqual([
      'web-1 restore 2001>profile tags [unknownDisk 2009]',
    ]);
  });

  it('counts the machines that are gone', () => {
    const facts = factsOf([{ number: 1 }], {
      toRestore: [aRecord(1, 'tags'), aRecord(8, 'tags'), aRecord(9, null), aRecord(9, null, 2001)],
    });

    const plan = planPolicies(facts, wishes([], restore));

    expect(findingsOf(plan)).toEqual(['info recordedMachinesGone domain-c1']);
    expect(plan.findings.get('domain-c1')?.[0]?.reason).toContain('2 virtual machines');
  });

  it('gives way to what is wished of a machine by name', () => {
    const facts = factsOf([{ number: 1, under: ['own'] }], { toRestore: [aRecord(1, 'tags')] });

    expect(changesOf(planPolicies(facts, wishes([unassign(1)], restore)))).toEqual([
      'web-1 unassign 2000>default',
    ]);
  });
});

describe('re-applying a policy', () => {
  const reapply = { reapplyProfileId: 'own' };

  it('assigns it once more to the disks that are out of date', () => {
    const facts = factsOf([{ number: 1, disks: three, under: ['own', 'own', 'own'] }], {
      outOfDate: [aRecord(1, null, 2001)],
    });

    expect(changesOf(planPolicies(facts, wishes([], reapply)))).toEqual([
      'web-1 reapply 2001>profile own',
    ]);
  });

  it('leaves a disk alone that is under another policy by now', () => {
    const facts = factsOf([{ number: 1, under: ['tags'] }], { outOfDate: [aRecord(1, null)] });

    expect(changesOf(planPolicies(facts, wishes([], reapply)))).toEqual(['web-1 skip']);
  });

  it('takes what getting the filter takes', () => {
    const facts = factsOf([{ number: 1, under: ['own'], vm: { hasSnapshot: true } }], {
      outOfDate: [aRecord(1, null)],
    });

    expect(changesOf(planPolicies(facts, wishes([], reapply)))).toEqual([
      'web-1 refuse [snapshot]',
    ]);
  });
});
