import { openWizardByKeyboard, pressOn } from './support/keyboard.ts';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('the keyboard alone', () => {
  const product = useProduct(() => ({
    scenario: world([
      { name: 'Production', hosts: hosts('prod', 2) },
      { name: 'Staging', hosts: hosts('stage', 1) },
    ]),
    taskSpeed: 20,
  }));

  it(
    'is enough to open the wizard, tick one more cluster, and install',
    story('keyboard', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { page } = client;

      await openWizardByKeyboard(client, 'Production');
      const wizard = await client.wizard();
      await pressOn(page, wizard.row('Production'), 'End');
      await page.keyboard.press('Space');
      await wizard.frame.getByText('2 clusters chosen').waitFor();
      await pressOn(page, wizard.button('Next'), 'Enter');
      await wizard.frame.getByRole('heading', { name: 'Chosen' }).waitFor();
      await pressOn(page, wizard.button('Next'), 'Space');
      await pressOn(page, wizard.button('Finish'), 'Enter');
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await pressOn(page, wizard.button('Close'), 'Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      expect(product().simulation.control.calls('InstallIoFilter_Task').length).toBe(2);
    }),
  );
});
