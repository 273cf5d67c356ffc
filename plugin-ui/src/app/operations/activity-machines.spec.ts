import { aClusterActivity, activityId, anActivity, vcGuid } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import { aFailedVmWork, aRestorePoint, aVmWork } from '../../testing/vm-builders';
import { ActivityMachines } from './activity-machines';
import { machineRetries } from './machine-retries';
import type { MachineRetry } from './machine-retries';
import { RestoreOffer } from './restore-offer';

const VMS = `/activities/${activityId}/vms`;

function activity(failed: number, over: Parameters<typeof anActivity>[0] = {}) {
  const policies = { total: 120, succeeded: 120 - failed, failed, cancelled: 0 };
  const clusters = [aClusterActivity({ action: 'skip', state: 'failed', policies })];
  return anActivity({ kind: 'policies', state: 'failed', clusters, ...over });
}

describe('the machines of an activity', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
    const works = [
      aFailedVmWork({ vmId: 'vm-0', vmName: 'web-000' }),
      ...Array.from({ length: 119 }, (_, n) =>
        aVmWork({ vmId: `vm-${n + 1}`, vmName: `web-${String(n + 1).padStart(3, '0')}` }),
      ),
    ];
    app.server.answer('GET', VMS, ({ params }) => {
      const state = params.get('state');
      const offset = Number(params.get('offset'));
      const found = works.filter((work) => state === null || work.state === state);
      return {
        total: found.length,
        vms: found.slice(offset, offset + Number(params.get('limit'))),
      };
    });
  });

  it('are listed page by page with disks, outcome, remedy and fault', async () => {
    const view = new ViewHarness(ActivityMachines, { activity: activity(1) });
    await view.sees('1–50 of 120');

    expect(view.text('[data-vm="web-000"]')).toContain(
      'The virtual machine is busy. Another task is at work on it. What to do: Try again',
    );

    await view.press('Show fault');

    expect(view.text('pre')).toBe('<TaskInProgress/>');

    await view.press('Next page');
    await view.sees('51–100 of 120');
    await view.press('Next page');
    await view.sees('101–120 of 120');

    expect(view.button('Next page').disabled).toBeTrue();
  });

  it('can be cut down to those that failed, which are tried again with the same disks', async () => {
    const view = new ViewHarness(ActivityMachines, {
      activity: activity(1),
      initialShow: 'failed',
    });
    const wanted: MachineRetry[] = [];
    view.fixture.componentInstance.retryWanted.subscribe((retry) => wanted.push(retry));
    await view.sees('1–1 of 1');
    await view.sees('Try again: assign to the one that failed…');
    await view.press('Try again: assign to the one that failed…');

    expect(wanted).toEqual([{ mode: 'assign', machines: [{ vmId: 'vm-0', diskKeys: [2000] }] }]);
  });

  it('that could not be restored lead to their restore point', async () => {
    const failed = aFailedVmWork({ action: 'restore' });
    app.server.answer('GET', VMS, () => ({ total: 1, vms: [failed] }));
    const view = new ViewHarness(ActivityMachines, { activity: activity(1), canLeave: true });
    const places: string[] = [];
    view.fixture.componentInstance.placeWanted.subscribe((place) => places.push(place));
    await view.sees('What could not be restored can be tried again from its restore point:');
    await view.press('Storage Policies ▸ Restore points');

    expect(places).toEqual(['restore']);
    expect(view.text()).not.toContain('Try again:');
  });

  it('cannot be tried again while the activity runs, and follow it', async () => {
    const view = new ViewHarness(ActivityMachines, {
      activity: activity(1, { state: 'running' }),
    });
    await view.sees('1–50 of 120');

    expect(view.text()).not.toContain('Try again:');

    const before = app.server.requestsTo('GET', VMS).length;
    view.fixture.componentRef.setInput('activity', activity(1, { state: 'running', revision: 2 }));
    await until('the list anew', () => app.server.requestsTo('GET', VMS).length > before);

    expect(view.text()).toContain('1–50 of 120');
  });

  it('that failed differently are tried again apart; what was restored is not among them', () => {
    const retries = machineRetries([
      aFailedVmWork(),
      aFailedVmWork({ vmId: 'vm-2', action: 'unassign' }),
      aFailedVmWork({ vmId: 'vm-3', action: 'restore' }),
      aVmWork({ vmId: 'vm-4' }),
    ]);

    expect(retries.map(({ mode, machines }) => [mode, machines[0]?.vmId])).toEqual([
      ['assign', 'vm-1'],
      ['remove', 'vm-2'],
    ]);
  });
});

describe('the offer to restore what an activity changed', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
    app.server.answer('GET', '/restore-points', () => ({
      restorePoints: [aRestorePoint(), aRestorePoint({ activityId: 'another', differs: 9 })],
    }));
  });

  it('counts the disks of that activity and opens the preview', async () => {
    const view = new ViewHarness(RestoreOffer, { activity: activity(0), clusterId: 'domain-c8' });
    await view.sees('4 disks have other storage policies now');
    await view.press('Restore…');
    const [request] = app.server.requestsTo('GET', '/restore-points');

    expect(request?.params.get('clusterId')).toBe('domain-c8');
    expect(app.sdk.opened[0]?.customData).toEqual({
      vcGuid,
      mode: 'restore',
      activityId,
      clusterIds: ['domain-c8'],
    });
  });

  it('waits for the end of the activity', async () => {
    const view = new ViewHarness(RestoreOffer, { activity: activity(0, { state: 'running' }) });
    await view.fixture.whenStable();

    expect(app.server.requests).toEqual([]);

    view.fixture.componentRef.setInput('activity', activity(0));
    await view.sees('Restore…');
  });

  it('is silent where nothing differs, or it cannot be told', async () => {
    app.server.answer('GET', '/restore-points', () => aProblem());
    const view = new ViewHarness(RestoreOffer, { activity: activity(0) });
    await until('the answer', () => app.server.requests.length === 1);
    await view.fixture.whenStable();

    expect(view.text()).toBe('');
  });
});
