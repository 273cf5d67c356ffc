import {
  vmPageSchema,
  vmSelectionSchema,
} from '../../plugin-server/src/contract/virtual-machine.ts';
import type { RunningProduct } from '../product/start-product.ts';
import { sizedScenario } from '../vcenter/scenario/sized-scenario.ts';
import { idOf } from './support/inventory.ts';
import { MemoryLook } from './support/browser-memory.ts';
import { openWizardByKeyboard, pressOn, tabTo } from './support/keyboard.ts';
import { askServer, vcenterPath } from './support/server-api.ts';
import { story, useProduct } from './support/story.ts';
import { until } from './support/until.ts';

const CLUSTER = 'Cluster 01';
const MACHINES = 3000;
const PAGE = 50;

/** How many machines whose names hold a word can be ticked, as the server says once it has read the disks of all. */
async function tickable(product: RunningProduct, search: string): Promise<number> {
  const { userName, password } = product.administrator;
  const token = product.simulation.control.issueUiToken(userName, password);
  const filter = { clusterIds: [idOf(product, 'ClusterComputeResource', CLUSTER)], search };
  const ask = async (path: string): Promise<unknown> => {
    const asked = { path: vcenterPath(product, path), token, body: JSON.stringify({ filter }) };
    return (await askServer(product, asked)).body;
  };
  await until('the disks of all machines have been read', async () => {
    const { disksPending } = vmPageSchema.parse(await ask('vms/query'));
    return disksPending === 0 ? true : undefined;
  });
  return vmSelectionSchema.parse(await ask('vms/selection')).vms.length;
}

describe('thousands of virtual machines', () => {
  const product = useProduct(() => ({
    scenario: sizedScenario({ clusters: 1, hosts: 8, vms: MACHINES, filtered: true, varied: true }),
    taskSpeed: 20,
  }));

  it(
    'are searched, paged through and chosen with the keyboard alone',
    story('many machines by keyboard', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { page } = client;

      await openWizardByKeyboard(client, CLUSTER);
      const wizard = await client.wizard();
      await pressOn(page, wizard.button('Next'), 'Enter');
      const machines = wizard.machines();
      await machines.range('1–50 of 3,000').waitFor();
      await pressOn(page, machines.searchBox(), 's');
      await page.keyboard.type('ql-0');
      await machines.range('1–9 of 9').waitFor();
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      const matching = Math.ceil((MACHINES - 2) / 7);
      await machines.range(`1–50 of ${matching}`).waitFor();
      const expected = await tickable(product(), 'sql');
      await pressOn(page, machines.button(`Select all ${matching} that match`), 'Enter');
      await machines.chosenAre(`${expected}`);
      await tabTo(page, machines.tickPage());
      for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
      await machines.focusedTick().waitFor();
      await page.keyboard.press('Space');
      await machines.chosenAre(`${expected - 1}`);
      await pressOn(page, machines.nextPage(), 'Enter');
      await machines.range(`51–100 of ${matching}`).waitFor();

      expect(expected).toBeGreaterThan(200);
      expect(expected).toBeLessThan(matching);
    }),
  );

  it(
    'leave nothing behind in the browser however many pages are looked at',
    story('many machines, memory', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const wizard = await client.setUpFilterOn(CLUSTER);
      const machines = await wizard.goToMachines();
      const memory = await MemoryLook.into(client.page);
      const turnTo = async (number: number): Promise<void> => {
        await machines.nextPage().click();
        const last = (number * PAGE).toLocaleString('en-US');
        await machines.frame.getByText(`–${last} of 3,000`).waitFor();
      };

      for (let number = 2; number <= 10; number += 1) await turnTo(number);
      const before = await memory.take();
      for (let number = 11; number <= MACHINES / PAGE; number += 1) await turnTo(number);
      const after = await memory.take();

      // The fifty pages in between show 2,500 machines with some sixty nodes each.
      expect(after.nodes / before.nodes).toBeLessThan(1.05);
      expect(after.listeners / before.listeners).toBeLessThan(1.05);
      expect(after.heap / before.heap).toBeLessThan(1.1);
    }),
  );
});
