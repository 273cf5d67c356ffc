import type { CDPSession, Page } from 'playwright-core';

/** What a tab holds once everything that nobody needs has been taken away. */
export interface BrowserMemory {
  /** Of JavaScript, in bytes. */
  readonly heap: number;
  /** DOM nodes of the page and its frames, those included that are not shown but still held. */
  readonly nodes: number;
  readonly listeners: number;
}

/** Looks into the memory of a tab by Chromium's own tools. */
export class MemoryLook {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async into(page: Page): Promise<MemoryLook> {
    return new MemoryLook(await page.context().newCDPSession(page));
  }

  async take(): Promise<BrowserMemory> {
    // What one collection frees may have been the last to hold something else.
    for (let round = 0; round < 3; round += 1)
      await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await this.#session.send('Memory.getDOMCounters');
    return { heap: usedSize, nodes, listeners: jsEventListeners };
  }
}
