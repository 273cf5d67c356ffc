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

const HELP = `Takes the pictures of docs/ from the running product: wizard, choice of virtual machines, progress, panel, cards, removal, storage policies and home, each in both themes.

Usage: npm run screenshots`;

const DOCS = join(import.meta.dirname, '../docs');
const CLUSTER = 'Production';
const CARRYING_CLUSTER = 'Finance';
const MACHINES = ['prod-app-01', 'prod-sql-01', 'prod-web-01'];

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

/** The wizard from the choice of clusters to the end of the work. */
async function setUp(client: VsphereClient, theme: Theme, speedUp: () => void): Promise<void> {
  await client.open(CLUSTER);
  const wizard = await client.setUpFilterOn(CLUSTER);
  await wizard.tick(CLUSTER).waitFor();
  await takePicture(client, `wizard-${theme}`, wizard);

  const machines = await wizard.goToMachines();
  await machines.searchBox().fill('prod-');
  await machines.row('prod-rac-01').waitFor();
  for (const name of MACHINES) await machines.toggle(name);
  await machines.frame.getByText('3 get it').waitFor();
  await takePicture(client, `machines-${theme}`, machines);
  await wizard.goToSummary();
  await takePicture(client, `summary-${theme}`, wizard);
  await wizard.button('Finish').click();
  await wizard.cluster(CLUSTER).getByText('1 of 4 hosts done').waitFor();
  await takePicture(client, `progress-${theme}`, { frame: wizard.frame, moves: true });
  speedUp();
  await wizard.outcome().getByText('The set-up is complete.').waitFor();
  await wizard.close();
}

/** The pages that show what was set up. */
async function lookAround(client: VsphereClient, theme: Theme): Promise<void> {
  await client.toggleRecentTasks();
  const panel = await client.openPanel();
  await panel.frame.getByText('4 of 4 hosts').waitFor();
  await takePicture(client, `panel-${theme}`, panel);

  await client.toggleRecentTasks();
  const card = await client.openCard();
  await card.getByText('4 of 4 hosts').waitFor();
  await takePicture(client, `card-${theme}`, { frame: card });

  await client.openMachine(CLUSTER, 'prod-sql-01');
  const machineCard = await client.openCard();
  await machineCard.getByText('On all 3 disks').waitFor();
  await takePicture(client, `machine-card-${theme}`, { frame: machineCard });

  const removal = await client.removeFilterFrom(CARRYING_CLUSTER);
  await removal.goToPolicies('Storage policies that will be taken away');
  await takePicture(client, `removal-${theme}`, removal);
  await removal.button('Cancel').click();

  await client.toggleRecentTasks();
  const home = await client.openHome();
  await home.openPage('Nodes');
  await home.node('esx-prod-01').waitFor();
  await takePicture(client, `home-${theme}`, home);
  await home.openPage('Storage Policies');
  await home.frame.getByRole('row', { name: /vSAN RAID-1 \+/ }).waitFor();
  await takePicture(client, `policies-${theme}`, home);
}

async function takeAll(theme: Theme): Promise<void> {
  const product = await startProduct();
  const windows = new BrowserWindows();
  try {
    const client = await windows.logIn(product, product.administrator, { theme });
    await setUp(client, theme, () => product.simulation.control.setClockFactor(20));
    await lookAround(client, theme);
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
