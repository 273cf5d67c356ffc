import {
  aCluster,
  aClusterPlan,
  aPlan,
  aState,
  anActivity,
  anInventory,
} from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { serveMachines } from '../../testing/fake-machines';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { until } from '../../testing/until';
import { aFilteredDisk, aVmDisk, aVmReason, aVmRow } from '../../testing/vm-builders';
import { ViewHarness } from '../../testing/view-harness';
import { SetupWizard } from './setup-wizard';

const carrying = aCluster({
  state: aState({ kind: 'installed', version: '1.2.0', installedHosts: 2 }),
});
const machines = [
  aVmRow({
    name: 'db-01',
    disks: [aVmDisk(), aVmDisk({ key: 2001, label: 'Hard disk 2' })],
  }),
  aVmRow({ id: 'vm-2', name: 'web-01', policyState: 'all', disks: [aFilteredDisk()] }),
  aVmRow({ id: 'vm-3', name: 'old-01', eligible: false, reasons: [aVmReason()] }),
];

describe('the wizard’s page about storage policies', () => {
  let app: AppTesting;
  let wizard: ViewHarness<SetupWizard>;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
    app.server.answer('GET', '/inventory', () => anInventory({ clusters: [carrying] }));
    app.server.answer('POST', '/plans', () =>
      aPlan({ clusters: [aClusterPlan({ action: 'skip', bundle: null })] }),
    );
    app.server.answer('POST', '/activities', () => anActivity());
    serveMachines(app.server, machines);
  });

  async function open(): Promise<void> {
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('Production');
    await wizard.press('Next');
    await wizard.sees('db-01');
    await wizard.sees('1 chosen');
  }

  function tick(name: string): HTMLInputElement {
    const box = wizard.find(`clr-dg-row[data-vm="${name}"] input[type=checkbox]`);
    if (!(box instanceof HTMLInputElement)) throw new Error(`No tick for ${name}.`);
    return box;
  }

  async function click(element: HTMLElement | null): Promise<void> {
    element?.click();
    await wizard.fixture.whenStable();
  }

  function lastPlan(): unknown {
    return app.server.requestsTo('POST', '/plans').at(-1)?.body;
  }

  it('lists the machines, with those that have the policy chosen', async () => {
    await open();

    expect(tick('web-01').checked).toBeTrue();
    expect(tick('db-01').checked).toBeFalse();
    expect(wizard.text('[data-chosen="web-01"]')).toContain('Keeps it');
  });

  it('says why a machine cannot be ticked, and what to do', async () => {
    await open();
    const row = 'clr-dg-row[data-vm="old-01"]';
    await click(wizard.find(`${row} .why`));

    expect(tick('old-01').disabled).toBeTrue();
    expect(wizard.text(row)).toContain('It has a snapshot.');
    expect(wizard.text(row)).toContain('What to do: Delete its snapshots.');
  });

  it('leads to the ticks by arrow keys, so that the Tab key soon gets to the pages', async () => {
    await open();
    const cell = wizard.find('clr-dg-row[data-vm="db-01"] clr-dg-cell.tick');
    const stops = wizard.all('clr-dg-row :is(input, button):not([tabindex="-1"])');
    cell?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
    await wizard.fixture.whenStable();

    expect(stops).toEqual([]);
    expect(tick('db-01').checked).toBeTrue();
  });

  it('asks the plan for what is ticked', async () => {
    await open();
    await click(tick('db-01'));
    const shown = wizard.text('[data-chosen="db-01"]');
    await wizard.press('Next');
    await until('the second plan', () => app.server.requestsTo('POST', '/plans').length === 2);

    expect(shown).toContain('Gets it');
    expect(lastPlan()).toEqual({
      clusters: [{ clusterId: 'domain-c8', desired: 'installed' }],
      policies: {
        virtualMachines: [{ vmId: 'vm-1', desired: 'assigned' }],
        combine: true,
        ineligible: 'refuse',
      },
    });
  });

  it('asks before a machine loses the policy it has: Cancel keeps it, Continue takes it away', async () => {
    await open();
    await click(tick('web-01'));
    const question = wizard.text('.modal-dialog');
    await click(dialogButton('Cancel'));
    const kept = tick('web-01').checked;
    await click(tick('web-01'));
    await click(dialogButton('Continue'));

    expect(question).toContain('web-01 already has the I/O Filter policy.');
    expect(kept).toBeTrue();
    expect(tick('web-01').checked).toBeFalse();
    expect(wizard.text('[data-chosen="web-01"]')).toContain('Loses it');
  });

  it('takes Escape for Cancel', async () => {
    await open();
    await click(tick('web-01'));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await until('the dialog to go', () => wizard.find('.modal-dialog') === null);

    expect(tick('web-01').checked).toBeTrue();
  });

  function dialogButton(label: string): HTMLElement | null {
    return (
      wizard.all('.modal-footer button').find((each) => each.textContent.trim() === label) ?? null
    );
  }

  it('takes back what is undone in the list of the chosen ones', async () => {
    await open();
    await click(wizard.find('[data-chosen="web-01"] button'));
    await click(dialogButton('Continue'));
    const label = wizard.find('[data-chosen="web-01"] button')?.getAttribute('aria-label');
    await click(wizard.find('[data-chosen="web-01"] button'));

    expect(label).toBe('Keep the policy of web-01');
    expect(tick('web-01').checked).toBeTrue();
  });

  it('lets single disks be chosen', async () => {
    await open();
    const row = 'clr-dg-row[data-vm="db-01"]';
    await click(wizard.find(`${row} .datagrid-expandable-caret-button`));
    await click(wizard.find(`${row} [data-disk="Hard disk 2"] input`));

    expect(tick('db-01').indeterminate).toBeTrue();
    expect(wizard.text('[data-chosen="db-01"]')).toContain('Gets it (1 disk)');
  });

  it('ticks all that match on whatever page, and says how many cannot be', async () => {
    await open();
    await wizard.press('Select all 3');
    await wizard.sees('2 chosen');

    expect(wizard.text()).toContain('1 virtual machine that matches cannot be ticked');
    expect(wizard.text('[data-effect=gets]')).toBe('1 gets it');
  });

  it('ticks and unticks the page, asking once', async () => {
    await open();
    const head = wizard.find('clr-dg-column input[type=checkbox]') as HTMLInputElement;
    await click(head);
    const after = head.checked;
    await click(head);

    expect(after).toBeTrue();
    expect(wizard.text('.modal-dialog')).toContain('web-01 already has');
  });

  it('filters by what the server offers', async () => {
    await open();
    await wizard.press('Filters');
    const select = wizard.find('select[data-filter=policyState]') as HTMLSelectElement;
    select.value = 'none';
    select.dispatchEvent(new Event('change'));
    await until('the filtered list', () => wizard.find('[data-vm="web-01"]') === null);

    expect(wizard.text('.filters')).toBe('Filters (1)');
    expect(wizard.text('select[data-filter=tagId]')).toContain('Tier: Gold (2)');
    expect(wizard.text('select[data-filter=folderId]')).toContain('Berlin / Databases');
  });

  it('says that nothing matches, and leads back to everything', async () => {
    await open();
    await wizard.type('rtr-vm-list input[type=search]', 'nobody');
    await wizard.sees('No virtual machine matches.');
    await wizard.press('Show all');
    await wizard.sees('db-01');

    expect(wizard.find('[data-vm="web-01"]')).not.toBeNull();
  });

  it('keeps the choice between its pages', async () => {
    await open();
    await click(tick('db-01'));
    await wizard.press('Back');
    await wizard.press('Next');
    await wizard.sees('2 chosen');

    expect(tick('db-01').checked).toBeTrue();
  });

  it('shows why the list does not come, and tries again', async () => {
    app.server.answer('POST', '/vms/query', () => aProblem({ detail: 'vCenter is away.' }));
    wizard = new ViewHarness(SetupWizard);
    await wizard.sees('Production');
    await wizard.press('Next');
    await wizard.sees('vCenter is away.');
    serveMachines(app.server, machines);
    await wizard.press('Try again');
    await wizard.sees('db-01');

    expect(wizard.text()).not.toContain('vCenter is away.');
  });
});
