import type { FrameLocator } from 'playwright-core';
import { judge } from './support/accessibility.ts';
import type { VsphereClient } from './support/vsphere-client.ts';
import { idOf } from './support/inventory.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

const outdated = {
  name: 'rtrfilter',
  vendor: 'RTR',
  version: '1.1.0-1OEM.800.1.0.20613240',
  summary: 'Real-Time Replication I/O Filter',
};

/** Judges one view after the other, with everything in it that a person can meet: successes, refusals, warnings, failures. */
async function visitEverything(
  client: VsphereClient,
  look: (view: string, frame: FrameLocator) => Promise<void>,
): Promise<void> {
  const wizard = await client.setUpFilterOn('Production');
  await wizard.frame
    .getByText(/Images is managed with a single image/)
    .first()
    .waitFor();
  await look('wizard, I/O Filter', wizard.frame);
  await wizard.button('Next').click();
  await wizard.frame.getByRole('heading', { name: 'No virtual machine is changed' }).waitFor();
  await look('wizard, Storage Policy', wizard.frame);
  await wizard.button('Next').click();
  await wizard.button('Finish').waitFor();
  await look('wizard, Finish', wizard.frame);
  await wizard.button('Finish').click();
  await wizard.outcome().getByText('not everything succeeded').waitFor();
  await look('wizard, outcome', wizard.frame);
  await wizard.close();

  await client.open('Production');
  const panel = await client.openPanel();
  await panel.daemon('esx-prod-02').getByText('Failed').waitFor();
  await look('panel', panel.frame);
  const card = await client.openCard();
  await card.getByText('1 of 2 hosts').waitFor();
  await look('card', card);

  const home = await client.openHome();
  await home.openPage('Nodes');
  await home.node('esx-prod-02').waitFor();
  await look('home, Nodes', home.frame);
  await home.openPage('Activities');
  await home.activities().getByText('Failed').waitFor();
  await look('home, Activities', home.frame);
  await home.activities().getByRole('link').click();
  await home.frame.getByText('esx-prod-02.example.com').first().waitFor();
  await look('home, one activity', home.frame);
  await home.openPage('Bundles');
  await home.frame.getByRole('row').nth(1).waitFor();
  await look('home, Bundles', home.frame);
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the ${theme} theme`, () => {
    const product = useProduct(() => ({
      scenario: world(
        [
          { name: 'Production', hosts: hosts('prod', 2) },
          { name: 'Legacy', filter: outdated, hosts: hosts('legacy', 1) },
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
        const { simulation, administrator } = product();
        simulation.control.addHostIssue({
          host: idOf(product(), 'HostSystem', 'esx-prod-02.example.com'),
          operation: 'install',
          fault: { type: 'InvalidState', message: 'The host is not in maintenance mode.' },
        });
        const client = await windows.logIn(product(), administrator, { theme });

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
