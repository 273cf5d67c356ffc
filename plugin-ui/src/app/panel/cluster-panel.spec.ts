import type { ClusterDetail } from '@contract/cluster';
import {
  aCluster,
  aClusterActivity,
  aDaemon,
  aHostProgress,
  aState,
  activityId,
  anActivity,
  vcGuid,
} from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { chooseInRowMenu } from '../../testing/choose-in-row-menu';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { ClusterPanel } from './cluster-panel';
import { runningOn } from './cluster-progress';

const path = '/clusters/domain-c8';

function aDetail(over: Partial<ClusterDetail> = {}): ClusterDetail {
  return { ...aCluster(), lowestEsxiVersion: '8.0.3', bundleFlavor: 'vaio8', ...over };
}

const installed = aDetail({
  state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 2 }),
  hosts: [
    aDaemon({ state: 'installed', filterVersion: '1.2.0' }),
    aDaemon({ hostId: 'host-12', hostName: 'esx-02.lab.example', state: 'installed' }),
  ],
});

describe('the I/O Filter panel of a cluster', () => {
  let app: AppTesting;
  let panel: ViewHarness<ClusterPanel>;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
    app.server.answer('GET', path, () => installed);
  });

  async function open(): Promise<void> {
    panel = new ViewHarness(ClusterPanel);
    await panel.sees('esx-02.lab.example');
  }

  it('has one row for each daemon', async () => {
    await open();

    expect(panel.all('clr-dg-row').map((row) => row.dataset['host'])).toEqual([
      'esx-01.lab.example',
      'esx-02.lab.example',
    ]);
    expect(panel.text('clr-dg-row')).toContain('Community supported');
  });

  it('says how the cluster is, with the count of hosts', async () => {
    await open();

    expect(panel.text('.bar')).toContain('Installed');
    expect(panel.text('rtr-fact-list')).toContain('2 of 2 hosts');
  });

  it('opens the wizard for this cluster, and reads anew when it closes', async () => {
    await open();
    await panel.press('Set up I/O Filter…');
    const [opened] = app.sdk.opened;
    opened?.onClosed?.();
    await until('another reading', () => app.server.requestsTo('GET', path).length === 2);

    expect(opened?.url).toBe('index.html#/wizard');
    expect(opened?.contextObjects).toEqual([
      { id: `urn:vmomi:ClusterComputeResource:domain-c8:${vcGuid}` },
    ]);
  });

  it('greys the action and says why', async () => {
    app.server.answer('GET', path, () =>
      aDetail({ selectable: { allowed: false, reason: 'Query patch is missing.' } }),
    );
    await open();

    expect(panel.button('Set up I/O Filter…').disabled).toBeTrue();
    expect(panel.text('#rtr-refusal')).toContain('Query patch is missing.');
  });

  it('reads anew with the client’s refresh button', async () => {
    await open();
    app.server.answer('GET', path, () => ({ ...installed, state: aState({ kind: 'hasIssues' }) }));
    app.sdk.pressRefresh();
    await panel.sees('Has issues');

    expect(app.server.requestsTo('GET', path).length).toBe(2);
  });

  it('keeps what it shows when a refresh fails', async () => {
    await open();
    app.server.answer('GET', path, () => aProblem({ detail: 'vCenter is away.' }));
    app.sdk.pressRefresh();
    await panel.sees('vCenter is away.');

    expect(panel.text()).toContain('esx-02.lab.example');
  });

  it('shows what runs, and reads the daemons again as hosts move', async () => {
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity()] }));
    await open();
    await panel.sees('An activity is running');
    const hosts = [aHostProgress({ state: 'installed' })];
    app.events.send(anActivity({ revision: 2, clusters: [aClusterActivity({ hosts })] }));
    await until('another reading', () => app.server.requestsTo('GET', path).length === 2);
    app.events.send(anActivity({ revision: 3, state: 'succeeded' }));
    await panel.seesNoMore('An activity is running');

    expect(panel.text()).toContain('esx-01.lab.example');
  });

  it('leads to the running activity', async () => {
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity()] }));
    await open();
    await panel.sees('Show activity');
    await panel.press('Show activity');

    expect(app.sdk.navigated[0]?.customData).toEqual({ vcGuid, activityId });
  });

  it('warns of an outdated filter and updates the cluster through the wizard', async () => {
    const state = aState({ kind: 'outdated', version: '1.1.0', installedHosts: 2 });
    app.server.answer('GET', path, () => aDetail({ state }));
    await open();
    await panel.press('Update…');

    expect(panel.text('.outdated')).toContain('it has version 1.1.0, version 1.2.0 is available');
    expect(app.sdk.opened[0]?.customData).toEqual({ vcGuid, mode: 'update', hostName: null });
  });

  it('removes by the menu of a row, which means the whole cluster', async () => {
    await open();
    await chooseInRowMenu(panel, 'Remove…');

    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'remove',
      hostName: 'esx-01.lab.example',
    });
  });

  it('offers repair where there are issues', async () => {
    const state = aState({ kind: 'hasIssues', version: '1.2.0', installedHosts: 1 });
    app.server.answer('GET', path, () => aDetail({ state }));
    app.server.answer('POST', `${path}/resolve`, () => anActivity());
    await open();
    await panel.press('Repair…');
    await panel.press('Repair');
    await panel.sees('has been started');

    expect(app.server.requestsTo('POST', `${path}/resolve`)[0]?.body).toEqual({});
  });

  it('shows steps and waiting of what runs, and continues with maintenance mode', async () => {
    const waiting = {
      for: 'maintenanceMode' as const,
      since: '2026-01-15T10:00:00.000Z',
      until: null,
      detail: 'One host has to be emptied.',
      hostIds: ['host-12'],
    };
    const step = {
      name: 'requestTask' as const,
      label: 'Ask vCenter',
      state: 'succeeded' as const,
      startedAt: null,
      finishedAt: null,
      detail: null,
    };
    const clusters = [aClusterActivity({ state: 'waiting', waiting, steps: [step] })];
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity({ clusters })] }));
    app.server.answer('GET', `${path}/evacuation-forecast`, () => ({ hosts: [] }));
    app.server.answer('POST', '/hosts/host-12/maintenance-mode', () => ({ taskId: 'task-3' }));
    await open();
    await panel.sees('Ask vCenter');
    await panel.press('Enter maintenance mode and continue');
    await panel.sees('What vCenter expects now');
    const [, confirm] = panel
      .all('button')
      .filter((each) => each.textContent.trim() === 'Enter maintenance mode and continue');
    confirm?.click();
    await panel.sees('esx-02.lab.example enters maintenance mode (vCenter task task-3).');

    expect(panel.text('[data-waiting]')).toContain('esx-02.lab.example');
  });

  it('opens the details of a daemon', async () => {
    await open();
    panel.find('.datagrid-detail-caret-button')?.click();
    await panel.sees('Certificate SHA-1');

    expect(panel.text('clr-dg-detail')).toContain('esx-01.lab.example');
  });

  it('leaves the acceptance level out where there is no room for it', async () => {
    const level = (): HTMLElement | null =>
      panel.find('clr-dg-column.level:not(.datagrid-hidden-column)');
    await open();
    const { style } = panel.fixture.nativeElement as HTMLElement;
    style.width = '1100px';
    await until('the level to be shown', () => level() !== null);
    style.width = '720px';
    await until('the level to be hidden', () => level() === null);

    expect(panel.text('clr-dg-column.host')).toContain('Host');
  });

  it('says so when the cluster has no hosts', async () => {
    app.server.answer('GET', path, () => aDetail({ hosts: [] }));
    panel = new ViewHarness(ClusterPanel);
    await panel.sees('No hosts');

    expect(panel.find('clr-datagrid')).toBeNull();
  });
});

describe('what runs on a cluster', () => {
  it('is the part of an unfinished activity that is about it', () => {
    const other = aClusterActivity({ clusterId: 'domain-c9' });
    const activity = anActivity({ clusters: [other, aClusterActivity()] });

    expect(runningOn([activity], 'domain-c8')?.clusters).toEqual([aClusterActivity()]);
  });

  it('is nothing once its part has ended', () => {
    const ended = anActivity({ clusters: [aClusterActivity({ state: 'failed' })] });

    expect(runningOn([ended], 'domain-c8')).toBeNull();
    expect(runningOn([anActivity({ state: 'failed' })], 'domain-c8')).toBeNull();
  });
});
