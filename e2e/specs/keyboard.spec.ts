import type { Locator, Page } from 'playwright-core';
import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

/** More steps than any page of the wizard has places where the focus can be. */
const MOST_TABS = 40;

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < MOST_TABS; step += 1) {
    const focused = await target.evaluate(
      (element) => element === element.ownerDocument.activeElement,
    );
    if (focused) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there.');
}

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

      await tabTo(page, client.treeRow('vcenter.example.com'));
      for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
      await client.treeRow('Production').and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu', { name: 'Actions' }).locator(':focus').waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowRight');
      const item = page.getByRole('menuitem', { name: 'Set up I/O Filter…' });
      await item.waitFor();
      await page.keyboard.press('ArrowRight');
      await item.and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');

      const wizard = await client.wizard();
      await tabTo(page, wizard.row('Production'));
      await page.keyboard.press('End');
      await page.keyboard.press('Space');
      await wizard.frame.getByText('2 clusters chosen').waitFor();
      await tabTo(page, wizard.button('Next'));
      await page.keyboard.press('Enter');
      await wizard.frame.getByRole('heading', { name: 'Chosen' }).waitFor();
      await tabTo(page, wizard.button('Next'));
      await page.keyboard.press('Space');
      await tabTo(page, wizard.button('Finish'));
      await page.keyboard.press('Enter');
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await tabTo(page, wizard.button('Close'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      expect(product().simulation.control.calls('InstallIoFilter_Task').length).toBe(2);
    }),
  );
});
