import type { FrameLocator, Locator } from 'playwright-core';

/** The I/O Filter view below a cluster's Configure tab. */
export class ClusterPanel {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  setUpButton(): Locator {
    return this.frame.getByRole('button', { name: 'Set up I/O Filter…' });
  }

  /** The row of a host's daemon. */
  daemon(host: string): Locator {
    return daemonRow(this.frame, host);
  }

  /** Rows of daemons that are in a state. */
  daemonsThatAre(state: string): Locator {
    return this.frame
      .getByRole('row')
      .filter({ has: this.frame.getByRole('gridcell', { name: state, exact: true }) });
  }

  /** Chooses from the menu in the row of a host's daemon. */
  async chooseFor(host: string, action: string): Promise<void> {
    await this.frame.getByRole('button', { name: `Actions on ${host}` }).click();
    await this.frame.getByRole('button', { name: action, exact: true }).click();
  }

  /** What is at work on the cluster. */
  running(): Locator {
    return this.frame.getByRole('region', { name: 'An activity is running on this cluster' });
  }

  /** The question that is asked before something is done. */
  question(): Locator {
    return this.frame.getByRole('dialog');
  }

  /** The warning signs in the rows of the daemons. */
  warningSigns(): Locator {
    return this.frame.getByRole('gridcell').locator('cds-icon[status="warning"]');
  }
}

/** The row of a host's daemon in a grid. */
export function daemonRow(frame: FrameLocator, host: string): Locator {
  return frame.getByRole('row').filter({ hasText: host });
}
