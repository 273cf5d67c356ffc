import { aCluster } from '../../testing/inventory-builders.ts';
import { assign, unassign } from '../../testing/policy-facts-builder.ts';
import {
  alreadyAssigned as done,
  oneAssigned as one,
  oneBlocked as blocked,
  oneLeaving as leaving,
  policyPlanOf as planOf,
  twoAssigned as two,
} from '../../testing/policy-plan-builder.ts';
import type { PolicySituation as Situation } from '../../testing/policy-plan-builder.ts';
import { aFilteredHost } from '../../testing/vm-situations.ts';
import type { Activity } from './activity.ts';
import { newActivity } from './new-activity.ts';
import { newVmWork } from './new-vm-work.ts';
import type { Plan } from './plan.ts';

function activityOf(plan: Plan): Activity {
  const about = {
    initiatedBy: 'anna',
    serviceAccount: 'svc',
    createdAt: '2025-03-01T10:00:00.000Z',
  };
  return newActivity({ id: 'a', plan, ...about });
}

describe('a cluster whose machines change their policy', () => {
  const busy = { busyActivityId: 'other' };
  const rows: readonly (readonly [string, Situation, string, readonly string[]])[] = [
    ['only that is done', one, 'skip', []],
    ['nothing is left to do', done, 'skip', []],
    ['another activity works there', { ...one, world: busy }, 'refuse', ['clusterBusy']],
    [
      'another activity works there, and nothing is left to do',
      { ...done, world: busy },
      'skip',
      [],
    ],
    ['a machine cannot be changed', blocked, 'refuse', ['vmNotEligible']],
    [
      'such a machine is left out',
      { ...blocked, more: { ineligible: 'leaveOut' } },
      'skip',
      ['vmNotEligible'],
    ],
    [
      'the filter is removed by the same plan',
      { ...leaving, wish: { desired: 'absent' } },
      'remove',
      ['nowhereToEvacuate', 'maintenanceModeNeeded'],
    ],
    [
      'the filter that shall be there is gone',
      {
        ...one,
        wish: { desired: 'installed' },
        world: { clusterFilters: [], cluster: aCluster(1, [aFilteredHost(1, { filters: [] })]) },
      },
      'install',
      [],
    ],
  ];
  for (const [situation, given, action, codes] of rows)
    it(`is planned as "${action}" (${codes.join(', ')}) when ${situation}`, () => {
      const [row] = planOf(given).clusters;

      expect<string | undefined>(row?.action).toBe(action);
      expect<readonly string[] | undefined>(row?.findings.map(({ code }) => code)).toEqual(codes);
    });
});

describe('an activity that changes policies', () => {
  const many = Array.from({ length: 3 }, (_, index) => index + 1);
  const titles: readonly (readonly [string, Situation, string])[] = [
    ['one machine', one, 'Assign I/O Filter policy to 1 virtual machine'],
    [
      'several',
      { vms: many.map((number) => ({ number })), asked: many.map((number) => assign(number)) },
      'Assign I/O Filter policy to 3 virtual machines',
    ],
    ['one that leaves', leaving, 'Remove I/O Filter policy from 1 virtual machine'],
    [
      'both kinds',
      { vms: [{ number: 1, under: ['own'] }, { number: 2 }], asked: [unassign(1), assign(2)] },
      'Change storage policies of 2 virtual machines',
    ],
    [
      'a restore',
      {
        vms: [{ number: 1 }],
        asked: [],
        facts: {
          toRestore: [
            {
              vm: { type: 'VirtualMachine', value: 'vm-1' },
              diskKey: 2000,
              profileId: 'tags',
              profileName: 'tags',
              vmName: 'web-1',
              clusterId: 'domain-c1',
            },
          ],
        },
        more: { restore: { activityId: 'a' } },
      },
      'Restore storage policies of 1 virtual machine',
    ],
    [
      'a policy once more',
      {
        ...leaving,
        asked: [],
        facts: { outOfDate: [{ vm: { type: 'VirtualMachine', value: 'vm-1' }, diskKey: 2000 }] },
        more: { reapplyProfileId: 'own' },
      },
      'Re-apply I/O Filter policy to 1 virtual machine',
    ],
  ];
  for (const [what, given, title] of titles)
    it(`is called "${title}" for ${what}`, () => {
      const activity = activityOf(planOf(given));

      expect([activity.title, activity.kind, activity.state]).toEqual([
        title,
        'policies',
        'queued',
      ]);
    });

  it('has the steps for policies only where nothing else is done', () => {
    const [cluster] = activityOf(planOf(two)).clusters;

    expect(cluster?.steps.map(({ name }) => name)).toEqual([
      'recordPolicies',
      'preparePolicies',
      'changePolicies',
      'verifyPolicies',
    ]);
    expect([cluster?.state, cluster?.progress, cluster?.policies]).toEqual([
      'queued',
      null,
      { total: 2, succeeded: 0, failed: 0, cancelled: 0 },
    ]);
    expect(cluster?.hosts.map(({ state }) => state)).toEqual(['installed']);
  });

  it('has them after those of the filter, and is called after the filter', () => {
    const empty = { clusterFilters: [], cluster: aCluster(1, [aFilteredHost(1, { filters: [] })]) };

    const activity = activityOf(planOf({ ...one, wish: { desired: 'installed' }, world: empty }));

    expect([activity.title, activity.kind]).toEqual(['Set up I/O Filter on Cluster 1', 'setup']);
    expect(activity.clusters[0]?.steps.map(({ name }) => name)).toEqual([
      'look',
      'publishBundle',
      'requestTask',
      'followTask',
      'verifyHosts',
      'recordPolicies',
      'preparePolicies',
      'changePolicies',
      'verifyPolicies',
    ]);
  });

  it('has nothing to do when every machine is as wished', () => {
    const activity = activityOf(planOf(done));

    expect([activity.state, activity.clusters[0]?.state, activity.clusters[0]?.policies]).toEqual([
      'succeeded',
      'skipped',
      null,
    ]);
  });

  it('records what will be done with each machine that is changed', () => {
    const mixed = {
      vms: [{ number: 1 }, { number: 2, under: ['own'] }],
      asked: [assign(1), assign(2)],
    };

    const work = newVmWork('a', planOf(mixed));

    expect(work.map(({ name, action, state, attempt }) => [name, action, state, attempt])).toEqual([
      ['web-1', 'assign', 'pending', 0],
    ]);
    expect(work[0]?.disks.map(({ diskKey, toName }) => [diskKey, toName])).toEqual([
      [2000, 'Filter policy'],
    ]);
  });
});
