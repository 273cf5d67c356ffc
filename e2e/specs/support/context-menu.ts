import type { Locator, Page } from 'playwright-core';

/** The open context menu of an inventory object. */
export class ContextMenu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the plug-in's part of the menu and waits until its server has said what is possible. */
  async openIoFilter(): Promise<void> {
    await this.#page.getByRole('menuitem', { name: 'I/O Filter' }).hover();
    const submenu = this.#page.getByRole('menu', { name: 'I/O Filter' });
    await submenu.waitFor();
    await submenu.getByRole('progressbar').waitFor({ state: 'detached' });
  }

  item(name: string): Locator {
    return this.#page.getByRole('menuitem', { name, exact: true });
  }
}
