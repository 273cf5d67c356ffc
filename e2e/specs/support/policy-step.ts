import type { FrameLocator, Locator } from 'playwright-core';

/** The wizard's second page: the machines of the ticked clusters on the left, the chosen ones on the right. */
export class PolicyStep {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  /** The row of a machine in the list on the left. */
  row(machine: string): Locator {
    return this.frame.getByRole('row').filter({ has: this.tick(machine) });
  }

  tick(machine: string): Locator {
    return this.frame.getByRole('checkbox', {
      name: `I/O Filter policy for ${machine}`,
      exact: true,
    });
  }

  /** The tick for all machines of the page. */
  tickPage(): Locator {
    return this.frame.getByRole('columnheader').getByRole('checkbox');
  }

  /** The tick of the machine that the keyboard is at. */
  focusedTick(): Locator {
    return this.frame.getByRole('gridcell').locator('input[type=checkbox]:focus');
  }

  /** Clicks the tick of a machine; the box itself lies below its picture. */
  async toggle(machine: string): Promise<void> {
    await this.tick(machine).click({ force: true });
  }

  /** Waits until so many machines are chosen. */
  async chosenAre(count: string): Promise<void> {
    await this.frame.getByRole('heading', { name: `${count} chosen`, exact: true }).waitFor();
  }

  /** A machine in the list on the right, with what Finish does to it. */
  chosen(machine: string): Locator {
    return this.frame
      .getByRole('list', { name: 'Chosen virtual machines' })
      .getByRole('listitem')
      .filter({ hasText: machine });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  searchBox(): Locator {
    return this.frame.getByRole('searchbox', { name: 'Search virtual machines by name' });
  }

  /** Which machines are on the page, such as `1–50 of 3,000`. */
  range(text: string): Locator {
    return this.frame.getByText(text, { exact: true });
  }

  nextPage(): Locator {
    return this.frame.getByRole('button', { name: 'Next Page' });
  }

  /** The question that is asked before machines lose the policy. */
  question(): Locator {
    return this.frame.getByRole('dialog', { name: 'Remove the I/O Filter policy?' });
  }
}
