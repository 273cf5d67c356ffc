import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startProduct } from '../e2e/product/start-product.ts';
import { BrowserWindows } from '../e2e/specs/support/browser-window.ts';
import { closeBrowser } from '../e2e/specs/support/browser.ts';
import type { VsphereClient } from '../e2e/specs/support/vsphere-client.ts';
import { buildUi } from './demo/build-ui.ts';
import { requireNode } from './setup/node-version.ts';

requireNode();

const HELP = `Takes the pictures of docs/ from the running product: wizard, progress, panel, card, removal and home, each in both themes.

Usage: npm run screenshots`;

const DOCS = join(import.meta.dirname, '../docs');
const CLUSTER = 'Production';
const CARRYING_CLUSTER = 'Finance';

type Theme = 'light' | 'dark';

/** Takes the picture of a page that shows its data, has its fonts and does not move. */
async function takePicture(
  client: VsphereClient,
  name: string,
  { frame, moves = false }: { readonly frame: FrameLocator; readonly moves?: boolean },
): Promise<void> {
  if (!moves) await frame.locator('clr-spinner').first().waitFor({ state: 'detached' });
  await frame.locator('body').evaluate(async (body) => {
    await body.ownerDocument.fonts.ready;
  });
  await client.page.mouse.move(0, 799);
  await client.page.screenshot({ path: join(DOCS, `${name}.png`), animations: 'disabled' });
  console.log(`docs/${name}.png`);
}

async function tour(client: VsphereClient, theme: Theme, speedUp: () => void): Promise<void> {
  await client.open(CLUSTER);
  const wizard = await client.setUpFilterOn(CLUSTER);
  await wizard.tick(CLUSTER).waitFor();
  await takePicture(client, `wizard-${theme}`, wizard);

  await wizard.goToFinish();
  await wizard.button('Finish').click();
  await wizard.cluster(CLUSTER).getByText('1 of 4 hosts done').waitFor();
  await takePicture(client, `progress-${theme}`, { frame: wizard.frame, moves: true });
  speedUp();
  await wizard.outcome().getByText('The set-up is complete.').waitFor();
  await wizard.close();

  await client.toggleRecentTasks();
  const panel = await client.openPanel();
  await panel.frame.getByText('4 of 4 hosts').waitFor();
  await takePicture(client, `panel-${theme}`, panel);

  await client.toggleRecentTasks();
  const card = await client.openCard();
  await card.getByText('4 of 4 hosts').waitFor();
  await takePicture(client, `card-${theme}`, { frame: card });

  const removal = await client.removeFilterFrom(CARRYING_CLUSTER);
  await removal.goToPolicies('Storage policies that will be taken away');
  await takePicture(client, `removal-${theme}`, removal);
  await removal.button('Cancel').click();

  await client.toggleRecentTasks();
  const home = await client.openHome();
  await home.openPage('Nodes');
  await home.node('esx-prod-01').waitFor();
  await takePicture(client, `home-${theme}`, home);
}

async function takeAll(theme: Theme): Promise<void> {
  const product = await startProduct();
  const windows = new BrowserWindows();
  try {
    const client = await windows.logIn(product, product.administrator, { theme });
    await tour(client, theme, () => product.simulation.control.setClockFactor(20));
  } finally {
    await windows.close();
    await product.close();
  }
}

async function run(): Promise<void> {
  console.log(buildUi() ? 'The user interface is built.' : 'The user interface is up to date.');
  await mkdir(DOCS, { recursive: true });
  try {
    await takeAll('light');
    await takeAll('dark');
  } finally {
    await closeBrowser();
  }
}

if (process.argv.includes('--help')) console.log(HELP);
else await run();
