import type { FrameLocator, Locator } from 'playwright-core';

/** The dialog that changes storage policies of machines: choose disks, see what will happen, start, follow. */
export class PolicyDialog {
  readonly frame: FrameLocator;
  readonly #dialog: Locator;

  constructor(dialog: Locator) {
    this.#dialog = dialog;
    this.frame = dialog.frameLocator('iframe');
  }

  /** The row of a machine among those that were selected. */
  row(machine: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: machine });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Goes from the choice to what will happen, and starts it. */
  async start(name: 'Assign policy' | 'Remove policy'): Promise<void> {
    await this.button('Next').click();
    await this.button(name).click();
  }

  /** What the plan says of one cluster. */
  cluster(name: string): Locator {
    return this.frame.getByRole('region', { name: `Cluster ${name}`, exact: true });
  }

  /** Waits until everything has been changed. */
  async succeeds(): Promise<void> {
    await this.frame.getByText('All storage policies have been changed.').waitFor();
  }

  async close(): Promise<void> {
    await this.button('Close').click();
    await this.#dialog.waitFor({ state: 'detached' });
  }
}
