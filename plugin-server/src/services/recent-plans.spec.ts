import { aWorld } from '../../testing/cluster-world-builder.ts';
import { aHost } from '../../testing/inventory-builders.ts';
import type { Plan } from '../domain/plan.ts';
import { planCluster } from '../domain/planning.ts';
import { RecentPlans } from './recent-plans.ts';

function aPlan(hash: string, clusters = 1, vcGuid = 'guid'): Plan {
  const row = planCluster(aWorld([aHost(1)]));
  return { vcGuid, hash, policies: [], clusters: Array.from({ length: clusters }, () => row) };
}

describe('the plans that were seen lately', () => {
  let plans: RecentPlans;

  beforeEach(() => {
    plans = new RecentPlans();
  });

  it('are found by their hash', () => {
    plans.remember(aPlan('a'));

    expect(plans.find('guid', 'a')?.hash).toBe('a');
    expect(plans.find('guid', 'b')).toBeNull();
  });

  it('are kept apart by vCenter', () => {
    plans.remember(aPlan('a'));

    expect(plans.find('another', 'a')).toBeNull();
  });

  it('are forgotten when newer ones need the room', () => {
    for (let number = 0; number < 65; number += 1) plans.remember(aPlan(String(number)));

    expect(plans.find('guid', '0')).toBeNull();
    expect(plans.find('guid', '1')).not.toBeNull();
  });

  it('stay longer when they are seen again', () => {
    for (let number = 0; number < 64; number += 1) plans.remember(aPlan(String(number)));
    plans.remember(aPlan('0'));
    plans.remember(aPlan('64'));

    expect(plans.find('guid', '0')).not.toBeNull();
    expect(plans.find('guid', '1')).toBeNull();
  });

  it('take less room the larger they are', () => {
    for (let number = 0; number < 11; number += 1) plans.remember(aPlan(String(number), 100));

    expect(plans.find('guid', '0')).toBeNull();
    expect(plans.find('guid', '10')).not.toBeNull();
  });
});
