import type { FrameLocator } from 'playwright-core';
import type { RunningProduct } from '../product/start-product.ts';
import { judge } from './support/accessibility.ts';
import type { VsphereClient } from './support/vsphere-client.ts';
import { idOf } from './support/inventory.ts';
import { story, useProduct } from './support/story.ts';
import { filterOf, hosts, world } from './support/worlds.ts';

type Look = (view: string, frame: FrameLocator) => Promise<void>;

/** The set-up wizard, from its first page to a progress in which one host has failed and another one is waited for. */
async function visitWizard(client: VsphereClient, look: Look): Promise<void> {
  const wizard = await client.setUpFilterOn('Production');
  await wizard.frame
    .getByText(/Images is managed with a single image/)
    .first()
    .waitFor();
  await look('wizard, I/O Filter', wizard.frame);
  const machines = await wizard.goToMachines();
  await machines.row('prod-mail-01').getByRole('button', { name: 'Why not?' }).click();
  await machines.frame.getByText('What to do').first().waitFor();
  await look('wizard, Storage Policy', wizard.frame);
  await wizard.button('Next').click();
  await wizard.button('Finish').waitFor();
  await look('wizard, Finish', wizard.frame);
  await wizard.button('Finish').click();
  await wizard.host('esx-prod-02').getByText('Needs maintenance mode').waitFor();
  await wizard.host('esx-prod-03').getByText('Failed', { exact: true }).waitFor();
  await look('wizard, progress', wizard.frame);
  await wizard.close();
}

/** The wizard as it takes the filter away, up to its last page. */
async function visitRemoval(client: VsphereClient, look: Look): Promise<void> {
  const wizard = await client.removeFilterFrom('Legacy');
  await wizard.goToPolicies('Storage policies that will be taken away');
  await look('removal, Storage Policy', wizard.frame);
  await wizard.button('Next').click();
  await wizard.button('Finish').waitFor();
  await look('removal, Finish', wizard.frame);
  await wizard.button('Cancel').click();
}

/** The question before a machine loses its policy, and a plan with policies; nothing is started. */
async function visitUpdate(client: VsphereClient, look: Look): Promise<void> {
  const wizard = await client.updateFilterOn('Legacy');
  const machines = await wizard.goToMachines();
  await machines.chosenAre('1');
  await machines.toggle('legacy-sql-01');
  await machines.question().waitFor();
  await look('update, already assigned', wizard.frame);
  await machines.question().getByRole('button', { name: 'Continue' }).click();
  await machines.toggle('legacy-app-01');
  await machines.button('1 loses it').waitFor();
  await wizard.goToSummary();
  await wizard.frame.getByText('The rules of “Gold storage” and the I/O Filter').waitFor();
  await look('update, Finish', wizard.frame);
  await wizard.button('Cancel').click();
}

/** The dialogs in the menu of machines, up to a change that fails, and the card of a machine. */
async function visitMachines(client: VsphereClient, look: Look): Promise<void> {
  const menu = await client.rightClickMachines('Legacy', ['legacy-mail-01']);
  await menu.openIoFilter();
  await menu.item('Why is the I/O Filter policy unavailable?…').click();
  const explanation = await client.policyDialog();
  await explanation.frame.getByText('What to do').first().waitFor();
  await look('machines, explanation', explanation.frame);
  await explanation.close();

  const more = await client.rightClickMachines('Legacy', ['legacy-sql-01']);
  await more.openIoFilter();
  await more.item('Remove I/O Filter Policy…').click();
  const dialog = await client.policyDialog();
  await dialog.row('legacy-sql-01').getByText('Loses the policy').waitFor();
  await look('machines, choice', dialog.frame);
  await dialog.button('Next').click();
  await dialog.button('Remove policy').waitFor();
  await dialog.frame.getByText('1 loses the policy').first().waitFor();
  await look('machines, plan', dialog.frame);
  await dialog.button('Remove policy').click();
  await dialog.frame.getByText('It has ended, but not everything could be changed.').waitFor();
  await dialog.frame.getByText('Hard disk 1:').waitFor();
  await look('machines, progress', dialog.frame);
  await dialog.close();

  await client.openMachine('Legacy', 'legacy-sql-01');
  const card = await client.openCard();
  await card.getByText('On its disk').waitFor();
  await look('card of a machine', card);
}

async function visitCluster(client: VsphereClient, look: Look): Promise<void> {
  await client.open('Production');
  const panel = await client.openPanel();
  await panel.daemon('esx-prod-03').getByText('Failed').waitFor();
  await look('panel', panel.frame);
  await panel.running().getByRole('button', { name: 'Enter maintenance mode' }).click();
  await panel.question().getByText('Can be emptied').waitFor();
  await look('panel, maintenance mode', panel.frame);
  await panel.question().getByRole('button', { name: 'Not now' }).click();
  const card = await client.openCard();
  await card.getByText('1 of 3 hosts').waitFor();
  await look('card', card);
}

async function visitHome(client: VsphereClient, look: Look): Promise<void> {
  const home = await client.openHome();
  await home.openPage('Nodes');
  await home.node('esx-prod-02').waitFor();
  await look('home, Nodes', home.frame);
  await home.openPage('Activities');
  await home.activities().first().waitFor();
  await look('home, Activities', home.frame);
  await home.activities().getByRole('link', { name: 'Set up I/O Filter' }).click();
  await home.frame.getByText('esx-prod-02.example.com').first().waitFor();
  await look('home, one activity', home.frame);
  await home.openPage('Activities');
  await home.activities().getByRole('link', { name: 'Remove I/O Filter policy' }).click();
  await home.frame.getByText('Hard disk 1:').waitFor();
  await look('home, an activity with machines', home.frame);
  await home.openPage('Storage Policies');
  await home.policy('rtrfilter policy').getByText('Default').waitFor();
  await look('home, Storage Policies', home.frame);
  await home.openRestorePoints();
  await home.frame.getByRole('row').nth(1).waitFor();
  await look('home, Restore points', home.frame);
  for (const page of ['Bundles', 'Audit'] as const) {
    await home.openPage(page);
    await home.frame.getByRole('row').nth(1).waitFor();
    await look(`home, ${page}`, home.frame);
  }
}

/** One view after the other, with everything in it that a person can meet: successes, refusals, warnings, failures. */
async function visitEverything(client: VsphereClient, look: Look): Promise<void> {
  await visitWizard(client, look);
  await visitRemoval(client, look);
  await visitUpdate(client, look);
  await visitMachines(client, look);
  await visitCluster(client, look);
  await visitHome(client, look);
}

/** One host waits for maintenance mode, another one fails for good, and so does one machine. */
function breakHosts(product: RunningProduct): void {
  const { control } = product.simulation;
  const operation = 'install';
  control.addHostIssue({
    host: idOf(product, 'HostSystem', 'esx-prod-02.example.com'),
    operation,
    fault: { type: 'InvalidState', message: 'The host is not in maintenance mode.' },
  });
  const members = { faultTypeId: 'com.vmware.vim.eam.issue.NoDiskSpace' };
  control.addHostIssue({
    host: idOf(product, 'HostSystem', 'esx-prod-03.example.com'),
    operation,
    fault: { type: 'ExtendedFault', message: 'The boot bank is full.', members },
  });
  control.addFault({ method: 'ReconfigVM_Task', object: 'legacy-sql-01', where: 'task' });
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the ${theme} theme`, () => {
    const product = useProduct(() => ({
      scenario: world(
        [
          {
            name: 'Production',
            hosts: hosts('prod', 3),
            vms: [
              { name: 'prod-web-01' },
              { name: 'prod-mail-01', snapshots: ['before patching'] },
            ],
          },
          {
            name: 'Legacy',
            filter: filterOf('1.1.0', 'vaio8'),
            hosts: hosts('legacy', 1),
            vms: [
              { name: 'legacy-sql-01', disks: [{ filtered: true }] },
              { name: 'legacy-app-01', disks: [{ policy: 'Gold storage' }] },
              { name: 'legacy-mail-01', snapshots: ['before patching'] },
            ],
          },
          { name: 'Images', lifecycleManaged: true, hosts: hosts('image', 1) },
        ],
        {
          standaloneHosts: [{ host: { name: 'esx-lab-01.example.com' } }],
          policies: [{ name: 'Gold storage', rules: [{ kind: 'tags' }] }],
        },
      ),
      taskSpeed: 20,
    }));

    it(
      'can be read, and used with assistive technology, in every view',
      story(`${theme} theme`, async (windows) => {
        // axe-core styles what it measures, which the page's security policy rightly stops; the other stories bear no such error.
        windows.expectErrors(/^Applying inline style violates/);
        breakHosts(product());
        const client = await windows.logIn(product(), product().administrator, { theme });

        const mistakes: string[] = [];
        await visitEverything(client, async (view, frame) => {
          const judgement = await judge(frame);
          mistakes.push(...judgement.mistakes.map((mistake) => `${view}: ${mistake}`));
          expect(judgement.readableTexts).withContext(view).toBeGreaterThan(3);
          expect(judgement.backgroundLuminance < 0.1)
            .withContext(`${view} is dark`)
            .toBe(theme === 'dark');
        });

        expect(mistakes).toEqual([]);
      }),
    );
  });
}
