import { signal } from '@angular/core';
import type { StartActivityRequest } from '@contract/activity';
import type { Plan, PlanRequest } from '@contract/plan';
import { aClusterPlan, aFinding, aPlan, anActivity } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { ApiProblem } from '../api/api-problem';
import { PlanRun } from './plan-run';

const choice: PlanRequest = { clusters: [{ clusterId: 'domain-c8', desired: 'installed' }] };

/** A server with a row of answers for each question. */
class RowServer {
  plans: (Plan | ApiProblem)[] = [aPlan()];
  starts: (ApiProblem | null)[] = [null];
  readonly started: StartActivityRequest[] = [];

  plan() {
    return settle(this.plans.shift() ?? aPlan());
  }

  start(request: StartActivityRequest) {
    this.started.push(request);
    return settle(this.starts.shift() ?? anActivity());
  }
}

function settle<T>(answer: T | ApiProblem): Promise<T> {
  return answer instanceof ApiProblem ? Promise.reject(answer) : Promise.resolve(answer);
}

function problem(code: string): ApiProblem {
  return new ApiProblem(aProblem({ code }));
}

describe('a run of the wizard', () => {
  let server: RowServer;
  let request: ReturnType<typeof signal<PlanRequest | null>>;
  let run: PlanRun;

  beforeEach(() => {
    server = new RowServer();
    request = signal<PlanRequest | null>(choice);
    let keys = 0;
    run = new PlanRun(server, request, () => `key-${++keys}`);
  });

  it('goes on when the plan has no blocker', async () => {
    expect(await run.makePlan()).toBeTrue();
    expect(run.plan()?.clusters.length).toBe(1);
    expect(run.canStart()).toBeTrue();
  });

  it('cannot ask for a plan of nothing', async () => {
    request.set(null);

    expect(run.draft.canAsk()).toBeFalse();
    expect(await run.makePlan()).toBeFalse();
  });

  it('stays and shows all blockers at once', async () => {
    const findings = [aFinding(), aFinding({ code: 'other' }), aFinding({ severity: 'warning' })];
    server.plans = [aPlan({ clusters: [aClusterPlan({ action: 'refuse', findings })] })];

    expect(await run.makePlan()).toBeFalse();
    expect(run.draft.blockers().map(({ code }) => code)).toEqual(['acceptanceLevel', 'other']);
    expect(run.draft.canAsk()).toBeFalse();
    expect(run.canStart()).toBeFalse();
  });

  it('forgets the blockers when the choice changes', async () => {
    server.plans = [aPlan({ clusters: [aClusterPlan({ findings: [aFinding()] })] })];
    await run.makePlan();

    request.set({ clusters: [{ clusterId: 'domain-c9', desired: 'installed' }] });

    expect(run.draft.blockers()).toEqual([]);
    expect(run.draft.canAsk()).toBeTrue();
  });

  it('throws away a plan that comes after the choice has changed', async () => {
    const answer = Promise.withResolvers<Plan>();
    spyOn(server, 'plan').and.returnValue(answer.promise);
    const first = run.makePlan();
    request.set({ clusters: [{ clusterId: 'domain-c9', desired: 'installed' }] });
    answer.resolve(aPlan());
    await first;

    expect(run.plan()).toBeNull();
  });

  it('shows why there is no plan', async () => {
    server.plans = [problem('vcenterUnavailable')];

    expect(await run.makePlan()).toBeFalse();
    expect(run.draft.state().kind).toBe('failed');
    expect(run.draft.canAsk()).toBeTrue();
  });

  it('has no work when every cluster is up to date', async () => {
    server.plans = [aPlan({ clusters: [aClusterPlan({ action: 'skip' })] })];
    await run.makePlan();

    expect(run.hasWork()).toBeFalse();
    expect(run.canStart()).toBeFalse();
  });

  it('starts exactly the plan that was shown', async () => {
    await run.makePlan();
    await run.start();

    expect(server.started).toEqual([
      { ...choice, planHash: 'a'.repeat(64), idempotencyKey: 'key-2' },
    ]);
    expect(run.startState().kind).toBe('started');
  });

  it('starts nothing without a plan, and nothing twice', async () => {
    await run.start();
    await run.makePlan();
    await Promise.all([run.start(), run.start()]);
    await run.start();

    expect(server.started.length).toBe(1);
  });

  it('uses the same key when a start that got no answer is tried again', async () => {
    server.starts = [problem('unreachable'), null];
    await run.makePlan();
    await run.start();
    const refused = run.startState().kind;
    await run.start();

    expect(refused).toBe('refused');
    expect(new Set(server.started.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(run.startState().kind).toBe('started');
  });

  it('plans anew when the world has moved, says what moved and waits for the user', async () => {
    const moved = aPlan({ clusters: [aClusterPlan({ action: 'skip' })], hash: 'b'.repeat(64) });
    server.plans = [aPlan(), moved];
    server.starts = [problem('planOutdated')];
    await run.makePlan();
    await run.start();

    expect(run.startState()).toEqual({
      kind: 'moved',
      changes: ['Production: “Install” has become “Nothing to do”.'],
    });
    expect(run.plan()).toEqual(moved);
    expect(server.started.length).toBe(1);
  });

  it('says what moved in the words of the server when it has any', async () => {
    server.plans = [aPlan(), aPlan({ hash: 'b'.repeat(64) })];
    server.starts = [new ApiProblem(aProblem({ code: 'planOutdated', moved: ['A host left.'] }))];
    await run.makePlan();
    await run.start();

    expect(run.startState()).toEqual({ kind: 'moved', changes: ['A host left.'] });
  });

  it('goes on to the page about virtual machines when only they stand against it', async () => {
    const scope = { type: 'virtualMachine', id: 'vm-1', name: 'db-01' } as const;
    const findings = [aFinding({ code: 'vmCannotBeDetached', scope })];
    server.plans = [aPlan({ clusters: [aClusterPlan({ action: 'refuse', findings })] })];

    expect(await run.makePlan()).toBeTrue();
    expect(run.draft.refusal()).toBe('machines');
    expect(run.canStart()).toBeFalse();
  });

  it('shows the problem when planning anew fails too', async () => {
    server.plans = [aPlan(), problem('vcenterUnavailable')];
    server.starts = [problem('planOutdated')];
    await run.makePlan();
    await run.start();

    expect(run.startState()).toEqual({
      kind: 'refused',
      problem: jasmine.objectContaining({ code: 'vcenterUnavailable' }),
    });
  });
});
