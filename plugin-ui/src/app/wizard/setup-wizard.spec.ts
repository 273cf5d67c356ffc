import {
  aBundle,
  aCluster,
  aClusterActivity,
  aClusterPlan,
  aDaemon,
  aFinding,
  aHostProgress,
  aPlan,
  aState,
  activityId,
  anActivity,
  anInventory,
  vcGuid,
} from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { SetupWizard } from './setup-wizard';

const inventory = anInventory({
  clusters: [
    aCluster(),
    aCluster({
      id: 'domain-c9',
      name: 'Analytics',
      state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 2 }),
    }),
    aCluster({
      id: 'domain-c11',
      name: 'Image-managed',
      state: aState({ kind: 'unsupported' }),
      selectable: { allowed: false, reason: 'The cluster is managed with a single image.' },
    }),
  ],
  standaloneHosts: [
    {
      ...aDaemon({ hostId: 'host-90', hostName: 'alone.lab.example', clusterId: null }),
      datacenter: 'Berlin',
      findings: [aFinding({ reason: 'The host is not in a cluster.' })],
    },
  ],
});

describe('the set-up wizard', () => {
  let app: AppTesting;
  let wizard: ViewHarness<SetupWizard>;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
    app.server.answer('GET', '/inventory', () => inventory);
    serveMachines(app.server, []);
    app.server.answer('POST', '/plans', () => aPlan());
    app.server.answer('POST', '/activities', () => anActivity());
  });

  async function open(): Promise<void> {
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('Production');
  }

  async function goToFinish(): Promise<void> {
    await open();
    await wizard.press('Next');
    await wizard.sees('Tick the virtual machines');
    await wizard.press('Next');
    await wizard.sees('Nothing has been changed so far');
  }

  function tick(clusterId: string): HTMLInputElement {
    return wizard.find(`#rtr-tick-${clusterId}`) as HTMLInputElement;
  }

  it('lists clusters with a tick box, and hosts without one', async () => {
    await open();

    expect(wizard.all('input[type=checkbox]').length).toBe(3);
    expect(wizard.find('tr[data-host="alone.lab.example"] input')).toBeNull();
    expect(wizard.text('tr[data-host="alone.lab.example"]')).toContain('not in a cluster');
  });

  it('has the cluster of the menu ticked, and those with the filter too', async () => {
    await open();

    expect(tick('domain-c8').checked).toBeTrue();
    expect(tick('domain-c9').checked).toBeTrue();
    expect(tick('domain-c9').disabled).toBeFalse();
    expect(wizard.text('#rtr-untick-note')).toContain('Take a tick away to remove');
  });

  it('says why a cluster cannot be ticked', async () => {
    await open();

    expect(tick('domain-c11').disabled).toBeTrue();
    expect(wizard.text('#rtr-note-domain-c11')).toContain('single image');
  });

  it('filters by name', async () => {
    await open();
    await wizard.type('input[type=search]', 'analy');

    expect(wizard.all('tr[data-cluster]').map((row) => row.dataset['cluster'])).toEqual([
      'Analytics',
    ]);
  });

  it('moves and ticks by keyboard', async () => {
    await open();
    const row = wizard.find('tr[data-cluster="Production"]');
    row?.focus();
    row?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
    await wizard.fixture.whenStable();
    row?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    await wizard.fixture.whenStable();

    expect(tick('domain-c8').checked).toBeFalse();
    expect(row?.getAttribute('aria-expanded')).toBe('false');
  });

  it('changes nothing by looking, choosing and closing', async () => {
    await goToFinish();
    await wizard.press('Cancel');

    expect(app.server.requestsTo('POST', '/activities')).toEqual([]);
    expect(app.sdk.closed).toEqual([{ activityId: null }]);
  });

  it('shows every blocker of the plan and does not go on', async () => {
    const findings = [
      aFinding({ reason: 'Level is Partner.' }),
      aFinding({ code: 'privilege', reason: 'Query patch is missing.' }),
    ];
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ action: 'refuse', findings })] }),
    );
    await open();
    await wizard.press('Next');
    await wizard.sees('Level is Partner.');

    expect(wizard.text()).toContain('Query patch is missing.');
    expect(wizard.button('Next').disabled).toBeTrue();
  });

  it('sums up each action with bundle, hosts and warnings', async () => {
    app.server.answer('POST', '/plans', () =>
      aPlan({
        clusters: [
          aClusterPlan({
            bundle: aBundle({ maintenanceModeRequired: true }),
            findings: [aFinding({ severity: 'warning', reason: 'DRS is off.' })],
          }),
        ],
      }),
    );
    await goToFinish();

    const summary = wizard.text('section.plan');
    expect(summary).toContain('Install I/O Filter 1.2.0 on 2 hosts.');
    expect(summary).toContain('rtrfilter-1.2.0-vaio8-offline-bundle.zip');
    expect(summary).toContain('maintenance mode by hand');
    expect(summary).toContain('DRS is off.');
    await wizard.press('Show 2 hosts');
    expect(wizard.text('section.plan')).toContain('esx-02.lab.example');
  });

  it('offers to close when there is nothing to do', async () => {
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ action: 'skip', bundle: null })] }),
    );
    await open();
    await wizard.press('Next');
    await wizard.sees('Tick the virtual machines');
    await wizard.press('Next');
    await wizard.sees('There is nothing to do');

    expect(wizard.hasButton('Finish')).toBeFalse();
    expect(wizard.hasButton('Close')).toBeTrue();
  });

  it('starts with Finish and shows progress host by host', async () => {
    await goToFinish();
    await wizard.press('Finish');
    await wizard.sees('The set-up is running');
    app.server.answer('GET', '/activities', () => ({ activities: [anActivity()] }));
    const hosts = [aHostProgress({ state: 'installed' })];
    await wizard.sees('Installing');
    app.events.send(
      anActivity({
        revision: 2,
        state: 'succeeded',
        clusters: [aClusterActivity({ state: 'succeeded', hosts })],
      }),
    );
    await wizard.sees('The set-up is complete.');

    expect(wizard.text('li[data-host="esx-01.lab.example"]')).toContain('Installed');
    expect(app.sdk.actionRefreshes).toBe(1);
  });

  it('leads to Activities and closes', async () => {
    await goToFinish();
    await wizard.press('Finish');
    await wizard.sees('The set-up is running');
    await wizard.press('Activities');

    expect(app.sdk.navigated).toEqual([
      { targetViewId: 'com.rtr.iofilter.home', customData: { vcGuid, activityId } },
    ]);
    expect(app.sdk.closed).toEqual([{ activityId }]);
  });

  it('says what moved when the world did, and starts nothing', async () => {
    await goToFinish();
    app.server.answer('POST', '/activities', () =>
      aProblem({ status: 409, code: 'planOutdated', detail: 'Outdated.' }),
    );
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ hosts: [] })], hash: 'b'.repeat(64) }),
    );
    await wizard.press('Finish');
    await wizard.sees('host esx-01.lab.example has left');

    expect(wizard.button('Finish').disabled).toBeFalse();
  });

  it('shows a refused start with the way to the activity that keeps the cluster busy', async () => {
    await goToFinish();
    app.server.answer('POST', '/activities', () =>
      aProblem({ status: 409, code: 'clusterBusy', detail: 'It is busy.', activityId: 'other' }),
    );
    await wizard.press('Finish');
    await wizard.sees('It is busy.');
    await wizard.press('Show the running activity');

    expect(app.sdk.navigated[0]?.customData).toEqual({ vcGuid, activityId: 'other' });
  });

  it('says why the inventory does not come and tries again', async () => {
    app.server.answer('GET', '/inventory', () => aProblem({ detail: 'vCenter is away.' }));
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('vCenter is away.');
    app.server.answer('GET', '/inventory', () => inventory);
    await wizard.press('Try again');
    await wizard.sees('Production');

    expect(wizard.text()).not.toContain('vCenter is away.');
  });
});
