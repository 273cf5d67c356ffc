import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Login } from '../../product/start-product.ts';
import { ClusterPanel } from './cluster-panel.ts';
import { ContextMenu } from './context-menu.ts';
import { HomeView } from './home-view.ts';
import { PolicyDialog } from './policy-dialog.ts';
import { SetupWizard } from './setup-wizard.ts';

/** The vSphere Client as a person uses it. */
export class VsphereClient {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async logIn(url: string, { userName, password }: Login): Promise<void> {
    await this.page.goto(url);
    await this.page.getByLabel('User name').fill(userName);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Login' }).click();
    await this.page.getByRole('tree').waitFor();
  }

  /** A row of the inventory on the left. */
  treeRow(name: string): Locator {
    return this.page.getByRole('treeitem', { name, exact: true });
  }

  /** Opens the page of an inventory object. */
  async open(name: string): Promise<void> {
    await this.treeRow(name).click();
    await this.page.getByRole('heading', { name, level: 1 }).waitFor();
  }

  /** Right-clicks an inventory object. */
  async rightClick(name: string): Promise<ContextMenu> {
    await this.treeRow(name).click({ button: 'right' });
    const menu = this.page.getByRole('menu', { name: 'Actions' });
    await menu.waitFor();
    return new ContextMenu(this.page);
  }

  /** Right-clicks a cluster and chooses I/O Filter > Set up I/O Filter… */
  setUpFilterOn(cluster: string): Promise<SetupWizard> {
    return this.#chooseIn(cluster, 'Set up I/O Filter…');
  }

  /** Right-clicks a cluster and chooses I/O Filter > Update I/O Filter… */
  updateFilterOn(cluster: string): Promise<SetupWizard> {
    return this.#chooseIn(cluster, 'Update I/O Filter…');
  }

  /** Right-clicks a cluster and chooses I/O Filter > Remove I/O Filter… */
  removeFilterFrom(cluster: string): Promise<SetupWizard> {
    return this.#chooseIn(cluster, 'Remove I/O Filter…');
  }

  async #chooseIn(cluster: string, action: string): Promise<SetupWizard> {
    const menu = await this.rightClick(cluster);
    await menu.openIoFilter();
    await menu.item(action).click();
    return this.wizard();
  }

  /** The set-up wizard, which has been opened in a dialog. */
  async wizard(): Promise<SetupWizard> {
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    return new SetupWizard(dialog);
  }

  /** Opens the page of a virtual machine from its cluster's list. */
  async openMachine(cluster: string, machine: string): Promise<void> {
    await this.open(cluster);
    await this.openTab('VMs');
    await this.machines().getByRole('button', { name: machine, exact: true }).click();
    await this.page.getByRole('heading', { name: machine, level: 1 }).waitFor();
  }

  /** The list on the tab VMs. */
  machines(): Locator {
    return this.page.getByRole('table', { name: 'Virtual Machines' });
  }

  /** Selects machines in the list on a cluster's tab VMs and opens the menu of all of them. */
  async rightClickMachines(cluster: string, machines: readonly string[]): Promise<ContextMenu> {
    await this.open(cluster);
    await this.openTab('VMs');
    for (const machine of machines) await this.machines().getByLabel(`Select ${machine}`).check();
    const [first = ''] = machines;
    await this.machines().getByRole('row').filter({ hasText: first }).click({ button: 'right' });
    await this.page.getByRole('menu', { name: 'Actions' }).waitFor();
    return new ContextMenu(this.page);
  }

  /** The dialog that changes storage policies of machines, which has been opened. */
  async policyDialog(): Promise<PolicyDialog> {
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    return new PolicyDialog(dialog);
  }

  /** The client's own page Configure > Policies of the machine that is open. Answers where a disk's policy stands. */
  async openPolicies(): Promise<(disk: string) => Locator> {
    await this.openTab('Configure');
    await this.page.getByRole('button', { name: 'Policies', exact: true }).click();
    return (disk) => this.page.getByRole('article', { name: disk, exact: true });
  }

  async openTab(name: 'Summary' | 'Monitor' | 'Configure' | 'Hosts' | 'VMs'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  /** Configure > I/O Filter > Overview of the cluster whose page is open. */
  async openPanel(): Promise<ClusterPanel> {
    await this.openTab('Configure');
    await this.page.getByRole('button', { name: 'Overview' }).click();
    return new ClusterPanel(this.page.frameLocator('iframe[title="Overview"]'));
  }

  /** The plug-in's card on the Summary page of the object that is open. */
  async openCard(): Promise<FrameLocator> {
    await this.openTab('Summary');
    return this.page.getByRole('article', { name: 'I/O Filter' }).frameLocator('iframe');
  }

  /** Main menu > Inventory: back from the plug-in's own view. */
  async openInventory(): Promise<void> {
    await this.#chooseInMainMenu('Inventory');
    await this.page.getByRole('tree').waitFor();
  }

  /** Main menu > I/O Filter. */
  async openHome(): Promise<HomeView> {
    await this.#chooseInMainMenu('I/O Filter');
    return new HomeView(this.page.frameLocator('.global-view iframe'));
  }

  async #chooseInMainMenu(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Main menu' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Folds the panel at the bottom away, or brings it back. */
  async toggleRecentTasks(): Promise<void> {
    await this.page.getByRole('button', { name: 'Recent Tasks' }).click();
  }

  /** The rows of Recent Tasks with this name. */
  recentTasks(name: string): Locator {
    return this.page
      .getByRole('table', { name: 'Recent Tasks' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('cell', { name, exact: true }) });
  }
}
