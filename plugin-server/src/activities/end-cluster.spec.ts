import { FAKE_VC_GUID } from '../../testing/fake-vcenter/fake-vcenter.ts';
import { MemoryQueueState } from '../../testing/memory-queue-state.ts';
import { POLICY_ACTIVITY, vcenterWithMachines } from '../../testing/policy-plan.ts';
import { PolicyRun } from '../../testing/policy-run.ts';

describe('machines that nobody has begun to change', () => {
  let run: PolicyRun;

  afterEach(() => run.stop());

  const NOT_BEGUN = { total: 3, succeeded: 0, failed: 0, cancelled: 3 };

  it('end with their cluster when it fails before their turn', async () => {
    const vcenter = vcenterWithMachines(3);
    vcenter.world.capabilities.areHeld = true;
    run = new PolicyRun(vcenter);

    const [cluster] = (await run.ended(30_000)).clusters;

    expect([cluster?.state, cluster?.policies]).toEqual(['failed', NOT_BEGUN]);
    expect(run.rows.map(({ state, finishedAt }) => [state, finishedAt !== null])).toEqual([
      ['cancelled', true],
      ['cancelled', true],
      ['cancelled', true],
    ]);
  });

  it('end with their cluster when it is cancelled before their turn', async () => {
    const vcenter = vcenterWithMachines(3);
    vcenter.world.capabilities.areHeld = true;
    run = new PolicyRun(vcenter);
    await run.when(({ clusters }) => clusters[0]?.steps[1]?.state === 'running');
    run.server.runner.cancel(POLICY_ACTIVITY, 'domain-c1');

    const [cluster] = (await run.ended()).clusters;

    expect([cluster?.state, cluster?.policies]).toEqual(['cancelled', NOT_BEGUN]);
  });

  it('end with their cluster when it is cancelled in the queue', () => {
    const queueState = new MemoryQueueState();
    queueState.setPaused(FAKE_VC_GUID, true);
    run = new PolicyRun(vcenterWithMachines(3), {}, { queueState });
    run.server.runner.cancel(POLICY_ACTIVITY, 'domain-c1');

    const [cluster] = run.server.store.find(POLICY_ACTIVITY)?.clusters ?? [];

    expect([cluster?.state, cluster?.policies]).toEqual(['cancelled', NOT_BEGUN]);
  });
});
