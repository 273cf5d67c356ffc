import type { Activity, ClusterActivityState, StepState } from './activity.ts';
import {
  clusterOf,
  endWithStep,
  finishCluster,
  IllegalTransition,
  moveStep,
  overallState,
  recordDetails,
  startCluster,
} from './activity-transitions.ts';
import { newActivity } from './new-activity.ts';
import { planCluster } from './planning.ts';
import { aWorld } from '../../testing/cluster-world-builder.ts';
import { aCluster, aClusterFilter, aHost, aHostFilter } from '../../testing/inventory-builders.ts';

const T0 = '2025-03-01T10:00:00.000Z';
const T1 = '2025-03-01T10:00:01.000Z';
const T2 = '2025-03-01T10:00:02.000Z';

function queued(clusters = 1): Activity {
  const plans = Array.from({ length: clusters }, (_, index) =>
    planCluster(aWorld([aHost(1)], { cluster: aCluster(index + 1, [aHost(index + 1)]) })),
  );
  return newActivity({
    id: 'a',
    plan: { vcGuid: 'guid', clusters: plans, policies: [], hash: '' },
    initiatedBy: 'anna',
    serviceAccount: 'svc',
    createdAt: T0,
  });
}

const problem = { code: 'x', title: 'Title', detail: 'Detail', remedy: null, rawFault: null };
const won = { state: 'succeeded', problem: null } as const;
const lost = { state: 'failed', problem } as const;

describe('a new activity', () => {
  it('waits with every step pending', () => {
    const activity = queued();

    expect(activity.state).toBe('queued');
    expect(activity.clusters[0]?.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'look pending',
      'publishBundle pending',
      'requestTask pending',
      'followTask pending',
      'verifyHosts pending',
    ]);
  });

  it('is named after its one cluster, or after their number', () => {
    expect(queued(1).title).toBe('Set up I/O Filter on Cluster 1');
    expect(queued(3).title).toBe('Set up I/O Filter on 3 clusters');
  });

  it('has succeeded at once when every cluster is skipped', () => {
    const world = aWorld([aHost(1, { filters: [aHostFilter()] })], {
      clusterFilters: [aClusterFilter()],
    });
    const plan = { vcGuid: 'guid', clusters: [planCluster(world)], policies: [], hash: '' };

    const activity = newActivity({
      id: 'a',
      plan,
      initiatedBy: 'anna',
      serviceAccount: 'svc',
      createdAt: T0,
    });

    expect([activity.state, activity.finishedAt, activity.clusters[0]?.state]).toEqual([
      'succeeded',
      T0,
      'skipped',
    ]);
  });
});

describe('an activity', () => {
  it('begins with its first cluster and ends with its last', () => {
    let activity = startCluster(queued(2), 'domain-c1', T1);
    activity = finishCluster(activity, 'domain-c1', T1, won);
    const between = activity;
    activity = startCluster(activity, 'domain-c2', T2);
    activity = finishCluster(activity, 'domain-c2', T2, won);

    expect([between.state, between.startedAt, between.finishedAt]).toEqual(['running', T1, null]);
    expect([activity.state, activity.startedAt, activity.finishedAt]).toEqual([
      'succeeded',
      T1,
      T2,
    ]);
  });

  it('gets a higher revision with every change', () => {
    const before = queued();

    expect(startCluster(before, 'domain-c1', T1).revision).toBe(before.revision + 1);
    expect(recordDetails(before, 'domain-c1', T1, { progress: 5 }).revision).toBe(
      before.revision + 1,
    );
  });

  it('keeps the problem of the cluster that failed', () => {
    const running = startCluster(queued(), 'domain-c1', T1);

    const failed = finishCluster(running, 'domain-c1', T2, lost);

    expect([failed.state, failed.clusters[0]?.problem]).toEqual(['failed', problem]);
  });

  const overall: readonly (readonly [readonly ClusterActivityState[], string])[] = [
    [['queued', 'queued'], 'queued'],
    [['queued', 'skipped'], 'queued'],
    [['queued', 'running'], 'running'],
    [['queued', 'succeeded'], 'running'],
    [['queued', 'failed'], 'running'],
    [['running', 'failed'], 'running'],
    [['succeeded', 'skipped'], 'succeeded'],
    [['skipped', 'skipped'], 'succeeded'],
    [['succeeded', 'failed'], 'failed'],
    [['cancelled', 'succeeded'], 'cancelled'],
    [['cancelled', 'failed'], 'failed'],
  ];
  for (const [states, expected] of overall)
    it(`is ${expected} when its clusters are ${states.join(' and ')}`, () => {
      const [cluster] = queued().clusters;
      const clusters = states.flatMap((state) => (cluster ? [{ ...cluster, state }] : []));

      expect(overallState(clusters)).toBe(expected as ReturnType<typeof overallState>);
    });

  it('does not know a cluster that is not part of it', () => {
    expect(() => clusterOf(queued(), 'domain-c99')).toThrowError(/no cluster domain-c99/);
  });
});

describe('a cluster of an activity', () => {
  it('cannot end before it began', () => {
    expect(() => finishCluster(queued(), 'domain-c1', T1, won)).toThrowError(IllegalTransition);
  });

  it('cannot begin twice', () => {
    const running = startCluster(queued(), 'domain-c1', T1);

    expect(() => startCluster(running, 'domain-c1', T2)).toThrowError(IllegalTransition);
  });

  it('cannot end twice', () => {
    const ended = finishCluster(startCluster(queued(), 'domain-c1', T1), 'domain-c1', T1, won);

    expect(() => finishCluster(ended, 'domain-c1', T2, lost)).toThrowError(IllegalTransition);
  });
});

describe('a step', () => {
  const allowed: readonly (readonly [StepState, StepState])[] = [
    ['pending', 'running'],
    ['pending', 'skipped'],
    ['running', 'running'],
    ['running', 'succeeded'],
    ['running', 'failed'],
    ['running', 'skipped'],
  ];
  const states: readonly StepState[] = ['pending', 'running', 'succeeded', 'failed', 'skipped'];
  const at = (state: StepState): Activity => {
    const activity = queued();
    return {
      ...activity,
      clusters: activity.clusters.map((cluster) => ({
        ...cluster,
        steps: cluster.steps.map((step) => (step.name === 'look' ? { ...step, state } : step)),
      })),
    };
  };
  for (const from of states)
    for (const to of states) {
      const isAllowed = allowed.some(([a, b]) => a === from && b === to);
      it(`${isAllowed ? 'can' : 'cannot'} go from ${from} to ${to}`, () => {
        const move = (): Activity =>
          moveStep(at(from), 'domain-c1', T1, { name: 'look', state: to });

        if (isAllowed) expect(move().clusters[0]?.steps[0]?.state).toBe(to);
        else expect(move).toThrowError(IllegalTransition);
      });
    }

  it('keeps the time at which it first began when it is taken up again', () => {
    const first = moveStep(queued(), 'domain-c1', T1, { name: 'look', state: 'running' });

    const again = moveStep(first, 'domain-c1', T2, { name: 'look', state: 'running' });

    expect(again.clusters[0]?.steps[0]?.startedAt).toBe(T1);
  });

  it('that is enough skips all that come after it', () => {
    const looking = moveStep(queued(), 'domain-c1', T1, { name: 'look', state: 'running' });

    const ended = endWithStep(looking, 'domain-c1', T2, { name: 'look', detail: 'Enough.' });

    expect(ended.clusters[0]?.steps.map((step) => step.state)).toEqual([
      'succeeded',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });
});
