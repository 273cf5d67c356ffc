import type { FrameLocator, Locator } from 'playwright-core';
import { daemonRow } from './cluster-panel.ts';

export type HomePage =
  'Nodes' | 'Activities' | 'Storage Policies' | 'Bundles' | 'Audit' | 'Settings';

/** The plug-in's own view, below the main menu. */
export class HomeView {
  readonly frame: FrameLocator;

  constructor(frame: FrameLocator) {
    this.frame = frame;
  }

  async openPage(name: HomePage): Promise<void> {
    await this.frame.getByRole('link', { name, exact: true }).click();
    await this.frame.getByRole('heading', { name, exact: true }).waitFor();
  }

  /** The row of a host's daemon on the page Nodes. */
  node(host: string): Locator {
    return daemonRow(this.frame, host);
  }

  /** The row of a policy on the page Storage Policies. */
  policy(name: string): Locator {
    return this.frame.getByRole('row').filter({ hasText: name });
  }

  /** Storage Policies > Restore points. */
  async openRestorePoints(): Promise<void> {
    await this.openPage('Storage Policies');
    await this.frame.getByRole('tab', { name: 'Restore points' }).click();
  }

  /** Opens Storage Policies > Restore points and chooses to restore the newest one of a cluster. */
  async restore(cluster: string): Promise<void> {
    await this.openRestorePoints();
    const point = this.frame.getByRole('row').filter({ hasText: cluster }).first();
    await point.getByRole('button', { name: 'Restore the storage policies of' }).click();
  }

  /** The rows of the page Activities. */
  activities(): Locator {
    return this.frame.getByRole('row').filter({ has: this.frame.getByRole('link') });
  }
}
