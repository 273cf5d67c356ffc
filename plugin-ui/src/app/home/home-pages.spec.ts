import type { Type } from '@angular/core';
import {
  aBundleList,
  aClusterActivity,
  aDaemon,
  aHeldBundle,
  aHostProgress,
  aQueue,
  activityId,
  anActivity,
  vcGuid,
} from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { chooseInRowMenu } from '../../testing/choose-in-row-menu';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { ActivitiesPage } from './activities-page';
import { ActivityPage } from './activity-page';
import { BundlesPage } from './bundles-page';
import { HomeVcenter } from './home-vcenter';
import { NodesPage } from './nodes-page';
import { SettingsPage } from './settings-page';

describe('the pages of the global view', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    app.server.answer('GET', '/queue', () => aQueue());
    app.server.answer('GET', '/daemons', () => ({
      daemons: [
        aDaemon({ state: 'installed', filterVersion: '1.2.0' }),
        aDaemon({ hostId: 'host-12', hostName: 'esx-02.lab.example', clusterName: 'Analytics' }),
      ],
    }));
  });

  async function open<T>(
    page: Type<T>,
    seen: string,
    inputs: Record<string, unknown> = {},
  ): Promise<ViewHarness<T>> {
    const view = new ViewHarness(page, inputs);
    await view.sees(seen);
    return view;
  }

  it('Nodes lists the daemons of all clusters and searches them', async () => {
    const nodes = await open(NodesPage, 'esx-02.lab.example');
    await nodes.type('input[type=search]', 'analytics');

    expect(nodes.all('clr-dg-row').map((row) => row.dataset['host'])).toEqual([
      'esx-02.lab.example',
    ]);
  });

  it('Nodes opens the wizard for the vCenter with its plus button', async () => {
    const nodes = await open(NodesPage, 'esx-02.lab.example');
    await nodes.press('Real-Time Replication Service');

    expect(app.sdk.opened[0]).toEqual(
      jasmine.objectContaining({ contextObjects: [], customData: { vcGuid } }),
    );
  });

  it('Nodes points at the wizard while no host has the filter', async () => {
    app.server.answer('GET', '/daemons', () => ({ daemons: [aDaemon()] }));
    const nodes = await open(NodesPage, 'No cluster carries the I/O Filter yet');

    expect(nodes.text()).toContain('esx-01.lab.example');
  });

  it('Nodes warns of clusters with an outdated filter', async () => {
    const daemon = aDaemon({ state: 'outdated', filterVersion: '1.1.0' });
    app.server.answer('GET', '/daemons', () => ({ daemons: [daemon] }));
    const nodes = await open(NodesPage, 'An outdated I/O Filter is on: Production');

    expect(nodes.text('clr-dg-row')).toContain('Update available');
  });

  it('Nodes updates through the wizard and asks before maintenance mode', async () => {
    const daemon = aDaemon({ state: 'outdated', filterVersion: '1.1.0' });
    app.server.answer('GET', '/daemons', () => ({ daemons: [daemon] }));
    const nodes = await open(NodesPage, 'esx-01.lab.example');
    await chooseInRowMenu(nodes, 'Update…');
    await chooseInRowMenu(nodes, 'Enter maintenance mode…');
    await nodes.sees('Running virtual machines have to leave the host first');

    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'update',
      hostName: 'esx-01.lab.example',
    });
  });

  it('Nodes reads anew as an activity moves', async () => {
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity()] }));
    const nodes = await open(NodesPage, 'esx-02.lab.example');
    await until('the stream', () => app.events.requests.length === 1);
    const before = app.server.requestsTo('GET', '/daemons').length;
    const hosts = [aHostProgress({ state: 'installed' })];
    app.events.send(anActivity({ revision: 2, clusters: [aClusterActivity({ hosts })] }));

    await until('a reading', () => app.server.requestsTo('GET', '/daemons').length > before);

    expect(nodes.text()).toContain('esx-01.lab.example');
  });

  it('Activities shows progress live', async () => {
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity()] }));
    const activities = await open(ActivitiesPage, 'Running');
    await until('the stream', () => app.events.requests.length === 1);
    app.events.send(
      anActivity({
        revision: 2,
        state: 'succeeded',
        clusters: [aClusterActivity({ state: 'succeeded' })],
      }),
    );
    await activities.sees('100 %');

    expect(activities.text('clr-dg-row')).toContain('Succeeded');
  });

  it('Activities says so when there are none', async () => {
    const activities = await open(ActivitiesPage, 'No activities yet');

    expect(activities.find('clr-datagrid')).toBeNull();
  });

  it('Activities says why they do not come', async () => {
    app.server.answer('GET', '/activities', () => aProblem({ detail: 'Not for you.' }));
    const activities = await open(ActivitiesPage, 'Not for you.');

    expect(activities.text()).not.toContain('No activities yet');
  });

  it('an activity shows its hosts with the raw fault one click away', async () => {
    const hosts = [
      aHostProgress({
        state: 'failed',
        message: 'The host could not download the bundle.',
        rawFault: 'vim.fault.PlatformConfigFault',
      }),
    ];
    const failed = anActivity({
      state: 'failed',
      clusters: [aClusterActivity({ state: 'failed', hosts })],
    });
    app.server.answer('GET', `/activities/${activityId}`, () => failed);
    const page = await open(ActivityPage, 'could not download', { activityId });
    const before = page.text();
    await page.press('Show fault');

    expect(before).not.toContain('PlatformConfigFault');
    expect(page.text()).toContain('PlatformConfigFault');
    expect(page.text()).toContain('LAB\\rtr-service');
  });

  it('an activity goes on live', async () => {
    app.server.answer('GET', `/activities/${activityId}`, () => anActivity());
    const page = await open(ActivityPage, 'Running', { activityId });
    await until('the stream', () => app.events.requests.length === 1);
    app.events.send(anActivity({ revision: 5, state: 'cancelled', clusters: [] }));
    await page.sees('Cancelled');

    expect(page.text()).not.toContain('Running');
  });

  it('an activity that is not there is said to be so', async () => {
    app.server.answer('GET', `/activities/${activityId}`, () =>
      aProblem({ status: 404, code: 'notFound', detail: 'There is no such activity.' }),
    );
    const page = await open(ActivityPage, 'There is no such activity.', { activityId });

    expect(page.find('rtr-activity-progress')).toBeNull();
  });

  it('Bundles lists what the server installs from', async () => {
    const bundle = aHeldBundle({ maintenanceModeRequired: true });
    app.server.answer('GET', '/bundles', () => aBundleList({ bundles: [bundle] }));
    const bundles = await open(BundlesPage, '1.2.0-1OEM.800.1.0.20613240');

    expect(bundles.text('clr-dg-row')).toContain('maintenance mode');
    expect(bundles.text('clr-dg-row')).toContain('1.8 MB');
  });

  it('Bundles says what to do when there are none', async () => {
    app.server.answer('GET', '/bundles', () => aBundleList({ bundles: [] }));
    const bundles = await open(BundlesPage, 'No bundles');

    expect(bundles.text()).toContain('iofilter-vaio8');
  });

  it('Settings shows facts and nothing to change', async () => {
    app.server.answer('GET', '/bundles', () => aBundleList({ servedOverHttp: true }));
    app.server.answer('GET', '/queue', () => aQueue({ paused: true, slots: 4 }));
    app.server.answer('GET', '/session', () => ({
      userName: 'LAB\\anna',
      fullName: 'Anna',
      vcenter: { vcGuid, name: 'vcenter.lab.example', version: '8.0.3' },
      serviceAccount: 'LAB\\rtr-service',
      serverVersion: '1.0.0',
      policySettings: { policyName: 'Replication', policyTasks: 16 },
    }));
    const settings = await open(SettingsPage, 'LAB\\rtr-service');

    expect(settings.text()).toContain('1 offline bundle');
    expect(settings.text()).toContain('Clusters at the same time 4');
    expect(settings.text()).toContain('Name of its storage policy Replication');
    expect(settings.text()).toContain('Virtual machines at the same time 16');
    expect(settings.text()).toContain('Paused');
    expect(settings.text()).toContain('besides HTTPS');
    expect(settings.all('input, select, button').length).toBe(0);
  });
});
