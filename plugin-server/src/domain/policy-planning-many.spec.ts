import { aHost } from '../../testing/inventory-builders.ts';
import { allProfiles, POLICY_NAME } from '../../testing/policy-builders.ts';
import {
  aPolicyCluster,
  assign,
  factsOf,
  findingsOf,
  inShort,
  unassign,
  wishes,
} from '../../testing/policy-facts-builder.ts';
import type { PlannedVm } from '../../testing/policy-facts-builder.ts';
import { aFilteredHost, aVmDisk, disksOf } from '../../testing/vm-situations.ts';
import type { PolicyFacts, PolicyRights } from './policy-facts.ts';
import { planPolicies } from './policy-planning.ts';
import type { PolicyWishes } from './vm-change.ts';

const three = disksOf(1, [aVmDisk(0), aVmDisk(1), aVmDisk(2, { multiWriter: true })]);

describe('the plan for several machines', () => {
  it('has them by cluster and by name, whichever order they come in', () => {
    const hosts = [aFilteredHost(1)];
    const second = { ...aPolicyCluster('stays', [aFilteredHost(2)]) };
    const other = {
      ...second,
      cluster: {
        ...second.cluster,
        ref: { type: 'ClusterComputeResource', value: 'domain-c2' },
        name: 'Cluster 2',
      },
    };
    const onSecond = { host: aHost(2).ref };
    const given = [{ number: 3, vm: onSecond }, { number: 2 }, { number: 1 }];
    const facts = factsOf(given, { clusters: [aPolicyCluster('stays', hosts), other] });

    const plan = planPolicies(facts, wishes([assign(3), assign(2), assign(1)]));

    expect(
      [...plan.changes].map(([id, rows]) => `${id} ${rows.map(({ name }) => name).join(' ')}`),
    ).toEqual(['domain-c1 web-1 web-2', 'domain-c2 web-3']);
  });

  it('names machines outside of clusters, and those that are not known', () => {
    const out = { host: null };
    const facts = factsOf([
      { number: 1, vm: out },
      { number: 2, vm: out, under: ['own'] },
      { number: 3, vm: out, under: ['own'] },
    ]);

    const plan = planPolicies(facts, wishes([assign(1), unassign(2), assign(3), assign(7)]));

    expect(plan.outsideClusters.map(inShort)).toEqual([
      'web-1 refuse [hostUnknown]',
      'web-2 refuse [hostUnknown]',
    ]);
    expect(plan.changes.size).toBe(0);
  });

  it('needs each policy once, and counts its disks', () => {
    const facts = factsOf([
      { number: 1, disks: three, under: [null, 'tags'] },
      { number: 2, under: ['tags'] },
      { number: 3, under: ['vsan'] },
      { number: 4, under: ['own'] },
    ]);

    const { policies } = planPolicies(facts, wishes([1, 2, 3, 4].map((number) => assign(number))));

    expect(
      policies.map(({ name, profileId, baseName, disks }) => [name, profileId, baseName, disks]),
    ).toEqual([
      [POLICY_NAME, 'own', null, 1],
      [`tags + ${POLICY_NAME}`, null, 'tags', 2],
      [
        `vSAN Default Storage Policy + ${POLICY_NAME}`,
        'combined',
        'vSAN Default Storage Policy',
        1,
      ],
    ]);
  });

  it('gives policies that have to be made names that are free, each another one', () => {
    const profiles = allProfiles
      .filter(({ profileId }) => !['own', 'combined'].includes(profileId))
      .map((profile) => ({
        ...profile,
        name: profile.profileId === 'vvol' ? POLICY_NAME : 'Gold',
      }));
    const facts = factsOf(
      [{ number: 1 }, { number: 2, under: ['tags'] }, { number: 3, under: ['vsan'] }],
      { profiles },
    );

    const { policies } = planPolicies(facts, wishes([assign(1), assign(2), assign(3)]));

    expect(policies.map(({ name }) => name)).toEqual([
      `${POLICY_NAME} (2)`,
      `Gold + ${POLICY_NAME}`,
      `Gold + ${POLICY_NAME} (2)`,
    ]);
  });

  it('says nothing when there is nothing to say', () => {
    expect(findingsOf(planPolicies(factsOf([{ number: 1 }]), wishes([assign(1)])))).toEqual([]);
  });
});

describe('what stands against a plan of policy changes', () => {
  const blocked = { number: 1, vm: { hasSnapshot: true } };
  const right = (changes: Partial<PolicyRights>): PolicyRights => ({
    name: 'otto',
    notEditable: new Set(),
    lacksAtRoot: [],
    ...changes,
  });
  const noEdit = right({ notEditable: new Set(['vm-1']) });
  const noUpdate = right({ lacksAtRoot: ['StorageProfile.Update'] });
  const noView = right({ lacksAtRoot: ['StorageProfile.View'] });
  const ownGone = allProfiles.filter(({ profileId }) => profileId !== 'own');
  type Row = readonly [
    string,
    PlannedVm,
    readonly string[],
    Partial<PolicyFacts>?,
    Partial<PolicyWishes>?,
  ];
  const rows: readonly Row[] = [
    ['a machine that cannot be changed', blocked, ['blocker vmNotEligible vm-1']],
    [
      'nothing but a remark when such machines are left out',
      blocked,
      ['warning vmNotEligible domain-c1'],
      {},
      { ineligible: 'leaveOut' },
    ],
    [
      'a privilege that the user lacks on it',
      { number: 1 },
      ['blocker missingPrivilege vm-1'],
      { user: noEdit },
    ],
    [
      'a privilege that the service account lacks on it',
      { number: 1 },
      ['blocker serviceAccountPrivilege vm-1'],
      { serviceAccount: noEdit },
    ],
    [
      'both',
      blocked,
      ['blocker missingPrivilege vm-1', 'blocker vmNotEligible vm-1'],
      { user: noEdit },
    ],
    [
      'nobody who may not make policies when none has to be made',
      { number: 1 },
      [],
      { user: noUpdate, serviceAccount: noUpdate },
    ],
    [
      'who may not make the policy that is needed',
      { number: 1 },
      ['blocker missingPrivilege guid', 'blocker serviceAccountPrivilege guid'],
      { user: noUpdate, serviceAccount: noUpdate, profiles: ownGone },
    ],
    [
      'who may not read policies, told once',
      { number: 1 },
      ['blocker missingPrivilege guid'],
      { user: noView, diskPolicies: [] },
    ],
    [
      'who may not read policies, beside what else there is',
      blocked,
      ['blocker vmNotEligible vm-1', 'blocker serviceAccountPrivilege guid'],
      { serviceAccount: noView, diskPolicies: [] },
    ],
  ];
  for (const [what, machine, expected, facts, wish] of rows)
    it(`is ${what}`, () => {
      const plan = planPolicies(factsOf([machine], facts), wishes([assign(1)], wish));

      expect(findingsOf(plan)).toEqual(expected);
      const said = [...plan.findings.values()].flat();
      expect(
        said.filter(
          ({ reason, remedy }) => !/^\S.*[.]$/.test(reason) || !/^[A-Z].*[.]$/.test(remedy),
        ),
      ).toEqual([]);
    });

  it('leads to the machine', () => {
    const plan = planPolicies(factsOf([blocked]), wishes([assign(1)]));

    expect(plan.findings.get('domain-c1')?.[0]?.link).toEqual({
      kind: 'clientView',
      viewId: 'vm.summary',
      objectType: 'VirtualMachine',
      objectId: 'vm-1',
    });
  });

  it('names a hundred machines and counts the rest', () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ ...blocked, number: index + 1 }));

    const plan = planPolicies(factsOf(many), wishes(many.map(({ number }) => assign(number))));

    const found = plan.findings.get('domain-c1') ?? [];
    expect(found).toHaveSize(101);
    expect(found.at(-1)?.reason).toContain('30 more virtual machines of Cluster 1');
  });
});

describe('the plan for 20,000 machines with 3 disks each', () => {
  it('takes less than a second of one core', () => {
    const hosts = Array.from({ length: 320 }, (_, index) => aFilteredHost(index + 1));
    const machines = Array.from({ length: 20_000 }, (_, index): PlannedVm => ({
      number: index + 1,
      vm: { host: hosts[index % 320]?.ref ?? null },
      disks: disksOf(index + 1, [aVmDisk(0), aVmDisk(1), aVmDisk(2)]),
      under: [null, 'tags', 'own'],
    }));
    const facts = factsOf(machines, { clusters: [aPolicyCluster('stays', hosts)] });
    const all = wishes(machines.map(({ number }) => assign(number)));
    const begun = process.cpuUsage();

    const plan = planPolicies(facts, all);

    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(plan.policies.map(({ disks }) => disks)).toEqual([20_000, 20_000]);
    expect(plan.changes.get('domain-c1')?.slice(0, 1).map(inShort)).toEqual([
      'web-1 assign 2000>filter, 2001>combined tags',
    ]);
  });
});
