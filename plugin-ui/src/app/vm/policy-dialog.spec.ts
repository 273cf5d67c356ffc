import { provideRouter } from '@angular/router';
import { ActivatedRoute, convertToParamMap } from '@angular/router';
import {
  aClusterActivity,
  aClusterPlan,
  aFinding,
  aPlan,
  activityId,
  anActivity,
  vcGuid,
} from '../../testing/contract-builders';
import { machineObjects } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { ViewHarness } from '../../testing/view-harness';
import {
  aFailedVmWork,
  aFilteredDisk,
  aPlannedPolicy,
  aVmChange,
  aVmDisk,
  aVmReason,
  aVmRow,
  somePolicyChanges,
} from '../../testing/vm-builders';
import { PolicyDialog } from './policy-dialog';

const row = aVmRow();
const holder = aVmRow({
  id: 'vm-2',
  name: 'db-02',
  policyState: 'all',
  disks: [aFilteredDisk()],
});
const refused = aVmRow({
  id: 'vm-3',
  name: 'db-03',
  eligible: false,
  reasons: [aVmReason()],
});

const assignment = aPlan({
  clusters: [
    aClusterPlan({
      action: 'skip',
      policyChanges: somePolicyChanges({ assign: 1, virtualMachines: [aVmChange()] }),
    }),
  ],
  policies: [aPlannedPolicy()],
});

function policyActivity(over: Parameters<typeof anActivity>[0] = {}, failed = 0) {
  const policies = { total: 2, succeeded: 2 - failed, failed, cancelled: 0 };
  const clusters = [aClusterActivity({ action: 'skip', policies, hosts: [] })];
  return anActivity({ kind: 'policies', clusters, ...over });
}

describe('the dialog about storage policies', () => {
  let app: AppTesting;
  let dialog: ViewHarness<PolicyDialog>;
  let mode = 'assign';

  beforeEach(() => {
    mode = 'assign';
    app = new AppTesting(provideRouter([]), {
      provide: ActivatedRoute,
      useFactory: () => ({ snapshot: { queryParamMap: convertToParamMap({ mode }) } }),
    });
    app.sdk.objects = machineObjects('vm-1', 'vm-2', 'vm-3');
    serveMachines(app.server, [row, holder, refused]);
    app.server.answer('POST', '/plans', () => assignment);
    app.server.answer('POST', '/activities', () => policyActivity());
  });

  async function open(seen = 'db-01'): Promise<void> {
    dialog = new ViewHarness(PolicyDialog);
    await dialog.sees(seen);
  }

  async function goToPreview(): Promise<void> {
    await open();
    await dialog.press('Next');
    await dialog.sees('Nothing has been changed so far');
  }

  function planned(): unknown {
    return app.server.requestsTo('POST', '/plans').at(-1)?.body;
  }

  it('chooses what can get the policy, and says of the others why not', async () => {
    await open();
    await dialog.sees('Has it already');

    expect(dialog.text()).toContain('1 of 3 virtual machines chosen');
    expect(dialog.text('[data-vm="db-03"]')).toContain('Cannot be changed');

    dialog.find('[data-vm="db-03"] .datagrid-expandable-caret-button')?.click();
    await dialog.sees('It has a snapshot. What to do: Delete its snapshots.');

    expect(dialog.find('[data-vm="db-03"] input')?.hasAttribute('disabled')).toBeTrue();
  });

  it('changes nothing before its start button is pressed', async () => {
    await goToPreview();

    expect(planned()).toEqual({
      clusters: [],
      policies: {
        virtualMachines: [{ vmId: 'vm-1', desired: 'assigned' }],
        combine: true,
        ineligible: 'refuse',
      },
    });
    expect(dialog.text()).toContain('Hard disk 1: Datastore Default →');
    expect(app.server.requestsTo('POST', '/activities')).toEqual([]);
  });

  it('plans single disks, and without the rules of present policies, when asked to', async () => {
    const disks = [aVmDisk(), aVmDisk({ key: 2001, label: 'Hard disk 2' })];
    serveMachines(app.server, [aVmRow({ disks, diskCount: 2 })]);
    await open();
    await dialog.sees('Hard disk 2');
    dialog.find('[data-disk="Hard disk 2"] input')?.click();
    dialog.find('#rtr-combine')?.click();
    await dialog.sees('the rules of its present policy no longer apply');
    await dialog.press('Next');
    await dialog.sees('Nothing has been changed so far');

    expect(planned()).toEqual({
      clusters: [],
      policies: {
        virtualMachines: [{ vmId: 'vm-1', desired: 'assigned', diskKeys: [2000] }],
        combine: false,
        ineligible: 'refuse',
      },
    });
  });

  it('starts what was shown, follows it and leads to Activities', async () => {
    await goToPreview();
    await dialog.press('Assign policy');
    await dialog.sees('The storage policies are being changed');
    const [request] = app.server.requestsTo('POST', '/activities');

    expect(request?.body).toEqual(jasmine.objectContaining({ planHash: assignment.hash }));
    expect(app.sdk.actionRefreshes).toBe(1);

    await until('the event stream', () => app.events.requests.length > 0);
    app.events.send(policyActivity({ state: 'succeeded', revision: 9 }));
    await dialog.sees('All storage policies have been changed.');
    await dialog.press('Activities');

    expect(app.sdk.navigated[0]?.customData).toEqual({ vcGuid, activityId });
    expect(app.sdk.closed).toEqual([{ activityId }]);
  });

  it('names the machines that failed and begins again with them', async () => {
    const ended = policyActivity({ state: 'failed' }, 1);
    app.server.answer('POST', '/activities', () => ended);
    app.server.answer('GET', `/activities/${activityId}/vms`, () => ({
      total: 1,
      vms: [aFailedVmWork()],
    }));
    await goToPreview();
    await dialog.press('Assign policy');
    await dialog.sees('The virtual machine is busy. Another task is at work on it.');
    await dialog.press('Try again: assign to the one that failed…');
    await dialog.sees('1 of 1 virtual machines chosen');
    await dialog.press('Next');
    await dialog.sees('Nothing has been changed so far');

    expect(planned()).toEqual(
      jasmine.objectContaining({
        policies: jasmine.objectContaining({
          virtualMachines: [{ vmId: 'vm-1', desired: 'assigned', diskKeys: [2000] }],
        }),
      }),
    );
  });

  it('waits until machines that the plan refuses are left out', async () => {
    const change = aVmChange({ action: 'refuse', disks: [], reasons: [aVmReason()] });
    const blocker = aFinding({
      code: 'vmNotEligible',
      scope: { type: 'virtualMachine', id: 'vm-1', name: 'db-01' },
    });
    const plan = aClusterPlan({
      action: 'refuse',
      findings: [blocker],
      policyChanges: somePolicyChanges({ refuse: 1, virtualMachines: [change] }),
    });
    app.server.answer('POST', '/plans', () => aPlan({ clusters: [plan] }));
    await goToPreview();

    expect(dialog.button('Assign policy').disabled).toBeTrue();

    app.server.answer('POST', '/plans', () => assignment);
    await dialog.press('Leave these out');
    await dialog.sees('This is what will happen');

    expect(planned()).toEqual(
      jasmine.objectContaining({ policies: jasmine.objectContaining({ ineligible: 'leaveOut' }) }),
    );
    expect(dialog.button('Assign policy').disabled).toBeFalse();
  });

  it('shows what has moved, and starts nothing then', async () => {
    app.server.answer('POST', '/activities', () =>
      aProblem({ status: 409, code: 'planOutdated', moved: ['db-01: a snapshot was taken.'] }),
    );
    await goToPreview();
    await dialog.press('Assign policy');
    await dialog.sees('db-01: a snapshot was taken.');

    expect(dialog.button('Assign policy').disabled).toBeFalse();
    expect(app.server.requestsTo('POST', '/plans').length).toBe(2);
  });

  it('goes back to the choice from a plan that could not be made, and tries it again', async () => {
    app.server.answer('POST', '/plans', () => aProblem({ detail: 'Away.' }));
    await open();
    await dialog.press('Next');
    await dialog.sees('Away.');
    await dialog.press('Back');
    await dialog.sees('1 of 3 virtual machines chosen');
    app.server.answer('POST', '/plans', () => assignment);
    await dialog.press('Next');
    await dialog.sees('This is what will happen');

    expect(dialog.text()).not.toContain('Away.');
  });

  it('takes the policy away from those that have it', async () => {
    mode = 'remove';
    await open('db-02');
    await dialog.sees('Does not have it');

    expect(dialog.text()).toContain('1 of 3 virtual machines chosen');
    expect(dialog.find('#rtr-combine')).toBeNull();

    await dialog.press('Next');
    await dialog.sees('Nothing has been changed so far');

    expect(planned()).toEqual(
      jasmine.objectContaining({
        policies: jasmine.objectContaining({
          virtualMachines: [{ vmId: 'vm-2', desired: 'unassigned' }],
        }),
      }),
    );
    expect(dialog.button('Remove policy').classList).toContain('btn-danger');
  });

  it('says how many of the selected machines the user may not see', async () => {
    app.sdk.objects = machineObjects('vm-1', 'vm-hidden', 'vm-gone');
    await open();

    expect(dialog.text()).toContain('2 of the selected virtual machines are gone');
  });
});
