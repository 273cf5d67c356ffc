import type { FrameLocator, Locator } from 'playwright-core';
import { daemonRow } from './cluster-panel.ts';

/** The plug-in's own view, below the main menu. */
export class HomeView {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  async openPage(name: 'Nodes' | 'Activities' | 'Bundles' | 'Audit' | 'Settings'): Promise<void> {
    await this.frame.getByRole('link', { name, exact: true }).click();
    await this.frame.getByRole('heading', { name, exact: true }).waitFor();
  }

  /** The row of a host's daemon on the page Nodes. */
  node(host: string): Locator {
    return daemonRow(this.frame, host);
  }

  /** The rows of the page Activities. */
  activities(): Locator {
    return this.frame.getByRole('row').filter({ has: this.frame.getByRole('link') });
  }
}
