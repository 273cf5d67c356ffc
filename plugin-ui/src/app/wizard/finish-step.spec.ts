import {
  aCluster,
  aClusterPlan,
  aFinding,
  aPlan,
  aState,
  anInventory,
} from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { AppTesting } from '../../testing/provide-app-testing';
import {
  aPlannedPolicy,
  aVmChange,
  aVmReason,
  aVmRow,
  somePolicyChanges,
} from '../../testing/vm-builders';
import { ViewHarness } from '../../testing/view-harness';
import { SetupWizard } from './setup-wizard';

const carrying = aCluster({
  state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 2 }),
});

describe('the wizard’s last page about storage policies', () => {
  let app: AppTesting;
  let wizard: ViewHarness<SetupWizard>;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
    app.server.answer('GET', '/inventory', () => anInventory({ clusters: [carrying] }));
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ action: 'skip', bundle: null })] }),
    );
    serveMachines(app.server, [aVmRow()]);
  });

  async function openWithOneTicked(): Promise<void> {
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('Production');
    await wizard.press('Next');
    await wizard.sees('db-01');
    wizard.find('clr-dg-row[data-vm="db-01"] input[type=checkbox]')?.click();
    await wizard.sees('1 chosen');
  }

  it('sums up the policies and the machines on the last page', async () => {
    await openWithOneTicked();
    app.server.answer('POST', '/plans', () =>
      aPlan({
        clusters: [
          aClusterPlan({
            action: 'skip',
            bundle: null,
            policyChanges: somePolicyChanges({ assign: 1, virtualMachines: [aVmChange()] }),
          }),
        ],
        policies: [aPlannedPolicy()],
      }),
    );
    await wizard.press('Next');
    await wizard.sees('Nothing has been changed so far');
    await wizard.press('Show the virtual machine');

    expect(wizard.text('rtr-policy-summary')).toContain('Will be made');
    expect(wizard.text('section.plan')).toContain('1 gets the policy');
    expect(wizard.text('section.plan .changes')).toContain('Datastore Default →');
    expect(wizard.button('Finish').disabled).toBeFalse();
  });

  it('names the machines that cannot be changed, and goes on without them', async () => {
    await openWithOneTicked();
    const refused = aVmChange({ action: 'refuse', disks: [], reasons: [aVmReason()] });
    const policyChanges = somePolicyChanges({ assign: 2, refuse: 1, virtualMachines: [refused] });
    const scope = { type: 'virtualMachine', id: 'vm-1', name: 'db-01' } as const;
    const findings = [aFinding({ code: 'vmNotEligible', scope })];
    app.server.answer('POST', '/plans', ({ body }) => {
      const isLeftOut = JSON.stringify(body).includes('leaveOut');
      return aPlan({
        clusters: [
          isLeftOut
            ? aClusterPlan({ action: 'skip', policyChanges })
            : aClusterPlan({ action: 'refuse', findings, policyChanges }),
        ],
      });
    });
    await wizard.press('Next');
    await wizard.sees('1 virtual machine cannot be changed.');
    const summary = wizard.text('rtr-policy-summary');
    const couldStart = !wizard.button('Finish').disabled;
    await wizard.press('Leave these out');
    await wizard.sees('1 virtual machine is left out:');

    expect(summary).toContain('It has a snapshot.');
    expect(couldStart).toBeFalse();
    expect(wizard.button('Finish').disabled).toBeFalse();
  });

  it('warns of rules that get lost', async () => {
    await openWithOneTicked();
    wizard.find('#rtr-combine')?.click();
    const reasons = [aVmReason({ code: 'wouldLoseRules', reason: 'It loses the rules of Gold.' })];
    app.server.answer('POST', '/plans', () =>
      aPlan({
        clusters: [
          aClusterPlan({
            policyChanges: somePolicyChanges({
              assign: 1,
              virtualMachines: [aVmChange({ reasons })],
            }),
          }),
        ],
      }),
    );
    await wizard.press('Next');
    await wizard.sees('loses rules of its present storage policy');

    expect(wizard.text('[data-losing]')).toContain('It loses the rules of Gold.');
    expect(app.server.requestsTo('POST', '/plans').at(-1)?.body).toEqual(
      jasmine.objectContaining({ policies: jasmine.objectContaining({ combine: false }) }),
    );
  });
});
