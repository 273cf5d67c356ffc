import { aClusterActivity, activityId, anActivity, vcGuid } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import type { Operation } from './operation';
import { OperationDialog } from './operation-dialog';
import { cancelling, enteringFor } from './part-operations';

const place = { vcGuid, clusterId: 'domain-c8', clusterName: 'Production' };
const first = { id: 'host-11', name: 'esx-01' };
const second = { id: 'host-12', name: 'esx-02' };

describe('the question before an operation', () => {
  let app: AppTesting;
  let closed: (string | null)[];

  beforeEach(() => {
    app = new AppTesting();
    closed = [];
    app.server.answer('GET', '/clusters/domain-c8/evacuation-forecast', () => ({
      hosts: [
        {
          hostId: 'host-11',
          hostName: 'esx-01',
          canEvacuate: true,
          recommendations: 3,
          faults: [],
        },
        {
          hostId: 'host-12',
          hostName: 'esx-02',
          canEvacuate: false,
          recommendations: 0,
          faults: ['db-01 cannot leave: its disk is local.'],
        },
      ],
    }));
  });

  function ask(operation: Operation): ViewHarness<OperationDialog> {
    const dialog = new ViewHarness(OperationDialog, { operation });
    dialog.fixture.componentInstance.closed.subscribe((done) => closed.push(done));
    return dialog;
  }

  it('shows what a host’s evacuation would take before it enters maintenance mode', async () => {
    app.server.answer('POST', '/hosts/host-12/maintenance-mode', () => ({ taskId: 'task-9' }));
    const hosts = [first, second];
    const dialog = ask({ ...place, kind: 'enterMaintenance', hosts, continues: true });
    await dialog.sees('3 virtual machines move');
    const before = dialog.text();
    dialog.all('input[type=radio]')[1]?.click();
    await dialog.sees('its disk is local');
    await dialog.press('Enter maintenance mode and continue');
    await until('the end', () => closed.length === 1);

    expect(before).toContain('One host at a time');
    expect(app.server.requestsTo('POST', '/hosts/host-12/maintenance-mode')[0]?.body).toEqual({
      enter: true,
    });
    expect(closed).toEqual(['esx-02 enters maintenance mode (vCenter task task-9).']);
  });

  it('takes a host out of maintenance mode', async () => {
    app.server.answer('POST', '/hosts/host-11/maintenance-mode', () => ({ taskId: 'task-9' }));
    const dialog = ask({ ...place, kind: 'exitMaintenance', host: first });
    await dialog.press('Exit maintenance mode');
    await until('the end', () => closed.length === 1);

    expect(app.server.requestsTo('POST', '/maintenance-mode')[0]?.body).toEqual({ enter: false });
  });

  it('repairs one host, or the whole cluster', async () => {
    app.server.answer('POST', '/clusters/domain-c8/resolve', () => anActivity());
    await ask({ ...place, kind: 'resolve', host: first }).press('Repair');
    await ask({ ...place, kind: 'resolve', host: null }).press('Repair');
    await until('both', () => closed.length === 2);

    expect(app.server.requestsTo('POST', '/resolve').map(({ body }) => body)).toEqual([
      { hostId: 'host-11' },
      {},
    ]);
  });

  it('says honestly what cancelling does, before and after the work has begun', () => {
    const queued = ask(cancelling(aClusterActivity({ state: 'queued' }), { vcGuid, activityId }));
    const running = ask(cancelling(aClusterActivity(), { vcGuid, activityId }));

    expect(queued.text()).toContain('Nothing has been changed');
    expect(running.text()).toContain('hosts that are done stay as they are');
  });

  it('cancels only the cluster it was asked for', async () => {
    app.server.answer('POST', `/activities/${activityId}/cancel`, () => anActivity());
    await ask(cancelling(aClusterActivity(), { vcGuid, activityId })).press('Cancel the work');
    await until('the end', () => closed.length === 1);

    expect(app.server.requestsTo('POST', '/cancel')[0]?.body).toEqual({ clusterId: 'domain-c8' });
  });

  it('shows why it was refused, and stays', async () => {
    app.server.answer('POST', '/clusters/domain-c8/resolve', () =>
      aProblem({ status: 409, detail: 'Another activity works on it.' }),
    );
    const dialog = ask({ ...place, kind: 'resolve', host: null });
    await dialog.press('Repair');
    await dialog.sees('Another activity works on it.');

    expect(closed).toEqual([]);
  });

  it('does nothing when the user does not want to', async () => {
    const dialog = ask({ ...place, kind: 'resolve', host: null });
    await dialog.press('Not now');

    expect(closed).toEqual([null]);
    expect(app.server.requestsTo('POST', '/resolve')).toEqual([]);
  });

  it('knows the hosts that an activity waits for', () => {
    const waiting = {
      for: 'maintenanceMode',
      since: '2026-01-15T10:00:00.000Z',
      until: null,
      detail: '',
      hostIds: ['host-12'],
    } as const;
    const part = aClusterActivity({ waiting: { ...waiting, hostIds: ['host-12'] } });

    expect(enteringFor(part, vcGuid)).toEqual(
      jasmine.objectContaining({
        hosts: [{ id: 'host-12', name: 'esx-02.lab.example' }],
        continues: true,
      }),
    );
    expect(enteringFor(aClusterActivity(), vcGuid)).toBeNull();
  });
});
