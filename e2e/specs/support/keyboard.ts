import type { Locator, Page } from 'playwright-core';
import type { VsphereClient } from './vsphere-client.ts';

/** More steps than any page has places where the focus can be. */
const MOST_TABS = 40;

/** Presses Tab until an element has the focus. Throws when it does not get it soon. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
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

/** Presses Tab until an element has the focus, and then a key. */
export async function pressOn(page: Page, target: Locator, key: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to the first cluster of the first datacenter and opens the set-up wizard from its menu. */
export async function openWizardByKeyboard(client: VsphereClient, cluster: string): Promise<void> {
  const { page } = client;
  await tabTo(page, client.treeRow('vcenter.example.com'));
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
  await client.treeRow(cluster).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu', { name: 'Actions' }).locator(':focus').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  const item = page.getByRole('menuitem', { name: 'Set up I/O Filter…' });
  await item.waitFor();
  await page.keyboard.press('ArrowRight');
  await item.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
}
