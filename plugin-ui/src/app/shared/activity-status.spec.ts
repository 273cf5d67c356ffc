import { aClusterActivity, aHostProgress } from '../../testing/contract-builders';
import { activityPercent, activityStatus, clusterPercent, isFinished } from './activity-status';

describe('how far an activity is', () => {
  it('is what vCenter says while a cluster runs', () => {
    expect(clusterPercent(aClusterActivity({ progress: 37 }))).toBe(37);
  });

  it('is the share of hosts that have the filter, when vCenter says nothing', () => {
    const part = aClusterActivity({
      progress: null,
      hosts: [aHostProgress({ state: 'installed' }), aHostProgress({ hostId: 'host-12' })],
    });

    expect(clusterPercent(part)).toBe(50);
  });

  it('is unknown for a cluster without hosts', () => {
    expect(clusterPercent(aClusterActivity({ progress: null, hosts: [] }))).toBeNull();
  });

  it('is all for a cluster with nothing to do, and nothing for a queued one', () => {
    expect(clusterPercent(aClusterActivity({ state: 'skipped' }))).toBe(100);
    expect(clusterPercent(aClusterActivity({ state: 'queued' }))).toBe(0);
  });

  it('is the mean over the clusters', () => {
    const clusters = [aClusterActivity({ state: 'succeeded' }), aClusterActivity({ progress: 50 })];

    expect(activityPercent({ clusters })).toBe(75);
    expect(activityPercent({ clusters: [] })).toBe(0);
  });
});

describe('the state of an activity', () => {
  it('is final once it has succeeded, failed or been cancelled', () => {
    const states = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

    expect(states.filter((state) => isFinished({ state }))).toEqual([
      'succeeded',
      'failed',
      'cancelled',
    ]);
  });

  it('is red when it has failed', () => {
    expect(activityStatus('failed')).toEqual({ text: 'Failed', tone: 'danger' });
  });
});
