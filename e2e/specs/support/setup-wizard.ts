import type { FrameLocator, Locator } from 'playwright-core';
import { PolicyStep } from './policy-step.ts';

/** The set-up wizard in its dialog. */
export class SetupWizard {
  readonly frame: FrameLocator;
  readonly #dialog: Locator;

  constructor(dialog: Locator) {
    this.#dialog = dialog;
    this.frame = dialog.frameLocator('iframe');
  }

  /** The row of a cluster or of a standalone host on the first page. */
  row(name: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: name }).first();
  }

  tick(cluster: string): Locator {
    return this.frame.getByRole('checkbox', { name: `Set up the I/O Filter on ${cluster}` });
  }

  button(name: 'Next' | 'Back' | 'Finish' | 'Cancel' | 'Close'): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Goes from the first page to the last one. */
  async goToFinish(): Promise<void> {
    await this.goToPolicies('Chosen');
    await this.button('Next').click();
    await this.button('Finish').or(this.button('Close')).first().waitFor();
  }

  /** Goes from the first page to the second one, which has one heading or another. */
  async goToPolicies(heading: string): Promise<void> {
    await this.button('Next').click();
    await this.page(heading).waitFor();
  }

  /** Goes from the first page to the list of machines. */
  async goToMachines(): Promise<PolicyStep> {
    await this.goToPolicies('Chosen');
    return this.machines();
  }

  machines(): PolicyStep {
    return new PolicyStep(this.frame);
  }

  /** Goes from the list of machines to the last page and waits for its summary. */
  async goToSummary(): Promise<void> {
    await this.button('Next').click();
    await this.button('Finish').waitFor();
  }

  /** The heading of a page. */
  page(name: string): Locator {
    return this.frame.getByRole('heading', { name });
  }

  /** A machine that a removal takes off the filter, on the second page. */
  machine(name: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: name });
  }

  /** What the last page says about one cluster: the plan, and after Finish the progress. */
  cluster(name: string): Locator {
    return this.frame.getByRole('region', { name, exact: true });
  }

  /** One host in the progress of its cluster. */
  host(name: string): Locator {
    return this.frame.getByRole('listitem').filter({ hasText: name });
  }

  /** The sentence above the progress. */
  outcome(): Locator {
    return this.frame.getByRole('status');
  }

  async close(): Promise<void> {
    await this.button('Close').click();
    await this.#dialog.waitFor({ state: 'detached' });
  }
}
