import { assign } from '../../testing/policy-facts-builder.ts';
import {
  alreadyAssigned as done,
  oneAssigned as one,
  oneBlocked as blocked,
  policyPlanOf as planOf,
  twoAssigned as two,
} from '../../testing/policy-plan-builder.ts';
import type { PolicySituation as Situation } from '../../testing/policy-plan-builder.ts';
import { aVmDisk, disksOf } from '../../testing/vm-situations.ts';
import { planDifferences } from './plan-difference.ts';
import { canonicalPlan } from './planning.ts';

describe('what has moved of the machines between two plans', () => {
  function differences(before: Situation, now: Situation): readonly string[] {
    const [old, present] = [planOf(before), planOf(now)];
    const sentences = planDifferences(old, present);
    // What makes a plan stale has to have a sentence, and nothing else.
    expect(sentences.length > 0).toBe(canonicalPlan(old) !== canonicalPlan(present));
    return sentences;
  }
  const disks = (count: number) =>
    disksOf(
      1,
      Array.from({ length: count }, (_, index) => aVmDisk(index)),
    );
  const tagged: Situation = { vms: [{ number: 1, under: ['tags'] }], asked: [assign(1)] };
  const renamed: Situation = { ...one, vms: [{ number: 1, vm: { name: 'web-one' } }] };
  const rows: readonly (readonly [string, Situation, Situation, readonly string[]])[] = [
    ['nothing when they are the same', one, one, []],
    ['nothing when a machine was renamed', one, renamed, []],
    ['nothing when the policy was made in between', { ...one, facts: { profiles: [] } }, one, []],
    ['that a machine was not there', one, two, ['web-2 was not in the plan that you saw.']],
    ['that a machine is gone', two, one, ['web-2 is no longer in the plan.']],
    [
      'that somebody else has assigned it',
      one,
      done,
      ['web-1 was to get the I/O Filter policy, now it would stay as it is.'],
    ],
    [
      'that it cannot be changed now',
      one,
      blocked,
      [
        'New for web-1: web-1 has snapshots, and with snapshots no disk can get an I/O filter.',
        'web-1 was to get the I/O Filter policy, now it would not be changed.',
      ],
    ],
    [
      'that a disk is under another policy',
      one,
      tagged,
      [
        'Hard disk 1 of web-1 is under tags now, it was under Datastore Default.',
        'Hard disk 1 of web-1 would go to tags + Filter policy, it was to go to Filter policy.',
      ],
    ],
    [
      'that a disk has come',
      one,
      { ...one, vms: [{ number: 1, disks: disks(2) }] },
      ['Hard disk 2 of web-1 would be changed as well: to Filter policy.'],
    ],
    [
      'that a disk has gone',
      { ...one, vms: [{ number: 1, disks: disks(2) }] },
      one,
      ['Hard disk 2 of web-1 would not be changed any more.'],
    ],
  ];
  for (const [what, before, now, expected] of rows)
    it(`is ${what}`, () => {
      expect(differences(before, now)).toEqual([...expected]);
    });

  it('is counted beyond twenty sentences', () => {
    const vms = Array.from({ length: 30 }, (_, index) => ({ number: index + 1 }));
    const all = { vms, asked: vms.map(({ number }) => assign(number)) };

    const sentences = differences(all, { vms: [], asked: [] });

    expect(sentences).toHaveSize(21);
    expect(sentences.at(-1)).toContain('10 more virtual machines of Cluster 1');
  });
});
