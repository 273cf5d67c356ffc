import {
  aClusterActivity,
  aQueue,
  activityId,
  anActivity,
  vcGuid,
} from '../../testing/contract-builders';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { ActivitiesPage } from './activities-page';
import { ActivityPage } from './activity-page';
import { filterActivities, shownState } from './activity-rows';
import { HomeVcenter } from './home-vcenter';
import { queuedParts } from './queued-parts';

const waiting = {
  for: 'retry' as const,
  since: '2026-01-15T10:00:00.000Z',
  until: '2026-01-15T10:01:00.000Z',
  detail: 'The host did not answer.',
  hostIds: [],
};
const failed = anActivity({ id: 'f', title: 'Remove from Analytics', state: 'failed' });
const held = anActivity({ clusters: [aClusterActivity({ state: 'waiting', waiting })] });

describe('the list of activities', () => {
  it('is filtered by state and words', () => {
    const titles = (state: string, search: string) =>
      filterActivities([failed, held], { state, search }).map(({ title }) => title);

    expect(titles('failed', '')).toEqual(['Remove from Analytics']);
    expect(titles('waiting', '')).toEqual(['Set up I/O Filter on Production']);
    expect(titles('', 'analytics anna')).toEqual(['Remove from Analytics']);
    expect(titles('failed', 'set up')).toEqual([]);
  });

  it('calls an activity waiting only while nothing of it is at work', () => {
    const both = { ...held, clusters: [...held.clusters, aClusterActivity()] };

    expect(shownState(held)).toBe('waiting');
    expect(shownState(both)).toBe('running');
  });

  it('shows the queue in the order in which it will be worked off', () => {
    const part = (clusterName: string, queuePosition: number) =>
      aClusterActivity({ clusterId: clusterName, clusterName, state: 'queued', queuePosition });
    const later = anActivity({ createdAt: '2026-01-15T11:00:00.000Z', clusters: [part('C', 3)] });
    const earlier = anActivity({ clusters: [part('B', 2), part('A', 1)] });

    expect(queuedParts([later, earlier]).map((row) => row.part.clusterName)).toEqual([
      'A',
      'B',
      'C',
    ]);
  });
});

describe('the queue on the Activities page', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    const queued = aClusterActivity({ state: 'queued', queuePosition: 1 });
    app.server.answer('GET', '/activities', () => ({
      activities: [anActivity({ state: 'queued', clusters: [queued] })],
    }));
    app.server.answer('GET', '/queue', () => aQueue({ waiting: 1, working: 10 }));
  });

  it('says how full it is and who waits', async () => {
    const page = new ViewHarness(ActivitiesPage);
    await page.sees('10 of 10 slots at work here, 1 cluster waits.');

    expect(page.text('li[data-queued="Production"]')).toContain('Set up I/O Filter');
  });

  it('is paused and goes on', async () => {
    app.server.answer('PUT', '/queue', () => aQueue({ paused: true }));
    const page = new ViewHarness(ActivitiesPage);
    await page.sees('Pause queue');
    app.server.answer('GET', '/queue', () => aQueue({ paused: true }));
    await page.press('Pause queue');
    await page.sees('The queue is paused');

    expect(app.server.requestsTo('PUT', '/queue')[0]?.body).toEqual({ paused: true });
    expect(page.hasButton('Resume queue')).toBeTrue();
  });

  it('lets a cluster be taken out', async () => {
    app.server.answer('POST', `/activities/${activityId}/cancel`, () => anActivity());
    const page = new ViewHarness(ActivitiesPage);
    await page.sees('Cancel…');
    await page.press('Cancel…');
    await page.sees('Nothing has been changed on this cluster yet');
    await page.press('Cancel the work');
    await until('the request', () => app.server.requestsTo('POST', '/cancel').length === 1);

    expect(app.server.requestsTo('POST', '/cancel')[0]?.body).toEqual({ clusterId: 'domain-c8' });
  });
});

describe('the page of one activity', () => {
  it('shows waiting, tries and who fetched the bundle, and cancels', async () => {
    const app = new AppTesting(HomeVcenter);
    app.server.answer('GET', `/activities/${activityId}`, () => held);
    app.server.answer('GET', `/activities/${activityId}/fetches`, () => ({
      fetches: [
        {
          bundleId: 'b',
          at: '2026-01-15T10:00:00.000Z',
          source: '10.0.0.5',
          method: 'GET',
          scheme: 'https',
          status: 200,
          bytes: 1_500_000,
          outcome: 'finished',
        },
      ],
    }));
    const page = new ViewHarness(ActivityPage, { activityId });
    await page.sees('10.0.0.5');
    await page.press('Cancel…');
    await page.sees('hosts that are done stay as they are');

    expect(page.text('rtr-fetch-list')).toContain('Finished, 200');
    expect(page.text()).toContain('Waits for the next try');
    expect(page.text()).toContain('Waiting');
    expect(app.server.requestsTo('GET', '/fetches')[0]?.url).toContain(vcGuid);
  });
});
