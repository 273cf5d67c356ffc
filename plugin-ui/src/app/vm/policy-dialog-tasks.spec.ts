import { ActivatedRoute, convertToParamMap } from '@angular/router';
import { aClusterPlan, aPlan, anActivity, vcGuid } from '../../testing/contract-builders';
import { machineObjects } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { aVmChange, aVmRow, somePolicyChanges } from '../../testing/vm-builders';
import { PolicyDialog } from './policy-dialog';

describe('the dialog about storage policies, opened', () => {
  let app: AppTesting;
  let dialog: ViewHarness<PolicyDialog>;

  beforeEach(() => {
    app = new AppTesting({
      provide: ActivatedRoute,
      useValue: { snapshot: { queryParamMap: convertToParamMap({}) } },
    });
    serveMachines(app.server, [aVmRow()]);
    app.server.answer('POST', '/activities', () => anActivity({ kind: 'policies' }));
  });

  async function open(seen: string): Promise<void> {
    dialog = new ViewHarness(PolicyDialog);
    await dialog.sees(seen);
  }

  it('for a thousand machines asks for two lists and one page', async () => {
    const many = Array.from({ length: 1000 }, (_, n) =>
      aVmRow({ id: `vm-${n}`, name: `web-${String(n).padStart(4, '0')}` }),
    );
    app.sdk.objects = machineObjects(...many.map(({ id }) => id));
    serveMachines(app.server, many);
    await open('web-0049');
    await dialog.sees('1,000 of 1,000 virtual machines chosen');

    expect(dialog.all('[data-vm]').length).toBe(50);
    expect(app.server.requests.length).toBe(3);

    await dialog.type('input[type=search]', 'web-0999');
    await dialog.seesNoMore('web-0049');

    expect(dialog.all('[data-vm]').map((each) => each.dataset['vm'])).toEqual(['web-0999']);
  });

  it('for machines of several vCenters works on one at a time', async () => {
    const other = { type: 'VirtualMachine', moid: 'vm-7', vcGuid: 'other-vcenter' };
    app.sdk.objects = [...machineObjects('vm-1'), other];
    app.server.answer('GET', '/session', () => ({
      vcenter: { vcGuid, name: 'vc-berlin', version: '8.0.3' },
    }));
    await open('db-01');
    await dialog.sees('They are worked on one vCenter at a time');
    await dialog.sees('vc-berlin (1)');

    expect(dialog.text('rtr-vcenter-choice')).toContain('other-vcenter (1)');
  });

  it('to restore shows at once what that does', async () => {
    app.sdk.data = { vcGuid, mode: 'restore', activityId: 'a-1', clusterIds: ['domain-c8'] };
    const change = aVmChange({ action: 'restore' });
    const policyChanges = somePolicyChanges({ restore: 1, virtualMachines: [change] });
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ action: 'skip', policyChanges })] }),
    );
    await open('1 gets its earlier policy back');

    expect(app.server.requestsTo('POST', '/plans')[0]?.body).toEqual({
      clusters: [],
      policies: {
        restore: { activityId: 'a-1', clusterIds: ['domain-c8'] },
        ineligible: 'refuse',
      },
    });
    expect(dialog.hasButton('Back')).toBeFalse();

    await dialog.press('Restore');
    await dialog.sees('The storage policies are being changed');

    expect(app.server.requestsTo('POST', '/activities').length).toBe(1);
  });

  it('where nothing changes has nothing to start', async () => {
    app.sdk.data = { vcGuid, mode: 'reapply', profileId: 'p-1' };
    app.server.answer('POST', '/plans', () => aPlan({ clusters: [] }));
    await open('There is nothing to do');

    expect(dialog.hasButton('Re-apply')).toBeFalse();
    expect(dialog.hasButton('Close')).toBeTrue();
  });

  it('without a machine says so', async () => {
    await open('No virtual machine');
    await dialog.press('Close');

    expect(app.server.requests).toEqual([]);
    expect(app.sdk.closed.length).toBe(1);
  });
});
