import { vcenterWithMachines } from '../../testing/policy-plan.ts';
import { PolicyRun } from '../../testing/policy-run.ts';
import { aRuleSet } from '../../testing/vm-world.ts';
import type { FakeVcenter } from '../../testing/fake-vcenter/fake-vcenter.ts';
import type { Activity } from '../domain/activity.ts';
import { VimFault } from '../domain/vim-fault.ts';

const NAME = 'Real-Time Replication I/O Filter';
const FILTER_RULE = { namespace: 'samplefilter', id: 'samplefilter@REPLICATION' };
const TAG_RULE = { namespace: 'http://www.vmware.com/storage/tag', id: 'Tier', value: 'Gold' };

function names({ world }: FakeVcenter): readonly string[] {
  return [...world.policies.values()].map(({ name }) => name);
}

function detailOf({ clusters }: Activity, name: string): string {
  return clusters[0]?.steps.find((step) => step.name === name)?.detail ?? '';
}

describe('the storage policies of a change', () => {
  let run: PolicyRun;

  afterEach(() => run.stop());

  it('are made when the capability of the filter has appeared; what is waited for is said', async () => {
    const vcenter = vcenterWithMachines(1);
    vcenter.world.capabilities.areHeld = true;
    run = new PolicyRun(vcenter);
    const waiting = await run.when((activity) => detailOf(activity, 'preparePolicies') !== '');
    await run.clock.whenWaiting();
    run.clock.advance(60_000);
    vcenter.world.capabilities.areHeld = false;
    const ended = await run.ended();

    expect(detailOf(waiting, 'preparePolicies')).toContain('Waiting until the storage policy');
    expect(detailOf(waiting, 'preparePolicies')).toContain('samplefilter');
    expect(ended.state).toBe('succeeded');
    expect(detailOf(ended, 'preparePolicies')).toBe(`The storage policy ${NAME} was made.`);
  });

  it('are waited for once more at another try when the capability does not appear in three minutes', async () => {
    const vcenter = vcenterWithMachines(1);
    vcenter.world.capabilities.areHeld = true;
    run = new PolicyRun(vcenter);
    const ended = await run.ended(30_000);

    expect(ended.clusters[0]?.problem?.code).toBe('filterCapabilityMissing');
    expect(ended.clusters[0]?.attempt).toBe(4);
    expect(vcenter.wire.count('ReconfigVM_Task')).toBe(0);
  });

  it('are found by their content, whatever their name', async () => {
    const vcenter = vcenterWithMachines(1);
    const ruleSets = [aRuleSet(FILTER_RULE)];
    vcenter.world.policies.set('p', { name: 'Ours', filterNames: ['samplefilter'], ruleSets });
    run = new PolicyRun(vcenter);
    await run.ended();

    expect([vcenter.wire.count('PbmCreate'), names(vcenter)]).toEqual([0, ['Ours']]);
    expect(vcenter.world.disks[0]?.profileId).toBe('p');
  });

  it('get another name when a policy without the filter has theirs', async () => {
    const vcenter = vcenterWithMachines(1);
    vcenter.world.policies.set('p', { name: NAME, filterNames: [] });
    run = new PolicyRun(vcenter);
    await run.ended();

    expect(names(vcenter)).toEqual([NAME, `${NAME} (2)`]);
  });

  it('get another name when theirs is taken by a policy that cannot be seen', async () => {
    const vcenter = vcenterWithMachines(1);
    const error = new VimFault('PbmDuplicateName', 'The name is taken.', { name: NAME });
    vcenter.wire.addFault({ method: 'PbmCreate', when: 'before', error });
    run = new PolicyRun(vcenter);

    expect((await run.ended()).state).toBe('succeeded');
    expect(names(vcenter)).toEqual([`${NAME} (2)`]);
  });

  it('are combined with the rules that disks have already, once for all of them', async () => {
    const vcenter = vcenterWithMachines(6, { clusters: 3 });
    vcenter.world.policies.set('gold', {
      name: 'Gold',
      filterNames: [],
      ruleSets: [aRuleSet(TAG_RULE)],
    });
    run = new PolicyRun(vcenter, { to: { kind: 'combined', baseProfileId: 'gold' } });

    expect((await run.ended()).state).toBe('succeeded');
    expect(names(vcenter)).toEqual(['Gold', `Gold + ${NAME}`]);
    const [id] = [...vcenter.world.policies.keys()].slice(1);
    expect(vcenter.world.disks.every(({ profileId }) => profileId === id)).toBeTrue();
  });

  it('that were to be combined and are gone fail their machines, with the reason', async () => {
    const vcenter = vcenterWithMachines(1);
    run = new PolicyRun(vcenter, { to: { kind: 'combined', baseProfileId: 'gone' } });
    await run.ended();

    expect(run.rows[0]?.problem?.code).toBe('policyOrDiskUnknown');
    expect(run.rows[0]?.problem?.detail).toContain('is gone');
  });

  it('are not made where the service account may not', async () => {
    const vcenter = vcenterWithMachines(1);
    vcenter.world.denials.set('service', [
      { objectId: 'group-d1', privilege: 'StorageProfile.Update' },
    ]);
    run = new PolicyRun(vcenter);

    const problem = (await run.ended()).clusters[0]?.problem;
    expect(problem?.code).toBe('policyPrivilege');
    expect(problem?.detail).toContain('making and deleting');
    expect(problem?.remedy).toContain('VM storage policies > Update VM storage policies');
  });
});
