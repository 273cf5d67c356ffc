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
  await wizard.goToPolicies('Chosen');
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
  await home.activities().getByRole('link').click();
  await home.frame.getByText('esx-prod-02.example.com').first().waitFor();
  await look('home, one activity', home.frame);
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
  await visitCluster(client, look);
  await visitHome(client, look);
}

/** One host waits for maintenance mode, another one fails for good. */
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
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the ${theme} theme`, () => {
    const product = useProduct(() => ({
      scenario: world(
        [
          { name: 'Production', hosts: hosts('prod', 3) },
          {
            name: 'Legacy',
            filter: filterOf('1.1.0', 'vaio8'),
            hosts: hosts('legacy', 1),
            vms: [{ name: 'legacy-sql-01', disks: [{ filtered: true }] }],
          },
          { name: 'Images', lifecycleManaged: true, hosts: hosts('image', 1) },
        ],
        { standaloneHosts: [{ host: { name: 'esx-lab-01.example.com' } }] },
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
