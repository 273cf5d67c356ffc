import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Login, RunningProduct } from '../../product/start-product.ts';
import { theBrowser } from './browser.ts';
import { VsphereClient } from './vsphere-client.ts';

const PICTURES = join(import.meta.dirname, '../../../.cache/stories');

/** Removes the pictures that an earlier run left. */
export async function forgetPictures(): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true });
}

/** How a window is opened. */
export interface WindowOptions {
  readonly theme?: 'light' | 'dark';
}

/** The browser windows of one story, and what went wrong in them that no expectation names. */
export class BrowserWindows {
  readonly #contexts: BrowserContext[] = [];
  readonly #pages: Page[] = [];
  readonly #errors = new Set<string>();
  readonly #expected: RegExp[] = [];

  /** Opens the vSphere Client of a running product in a window of its own and logs in. */
  async logIn(
    product: RunningProduct,
    login: Login,
    { theme = 'light' }: WindowOptions = {},
  ): Promise<VsphereClient> {
    const browser = await theBrowser();
    // The simulated vCenter has made its certificate for this start; a person would confirm the browser's warning.
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(30_000);
    await context.addInitScript(
      `try { localStorage.setItem('client.theme', '${theme}') } catch {}`,
    );
    const page = await context.newPage();
    this.#pages.push(page);
    this.#watch(page);
    const client = new VsphereClient(page);
    await client.logIn(product.loginUrl, login);
    return client;
  }

  /** Names console errors that belong to the story, such as those of a server that is away. */
  expectErrors(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** What the consoles reported and no one expected. */
  get errors(): readonly string[] {
    return [...this.#errors].filter(
      (text) => !this.#expected.some((pattern) => pattern.test(text)),
    );
  }

  /** Keeps a picture of each window for whoever looks into a failed story. */
  async photograph(name: string): Promise<void> {
    await mkdir(PICTURES, { recursive: true });
    for (const [index, page] of this.#pages.entries()) {
      const file = `${name.replaceAll(/\W+/g, '-').slice(0, 120)}-${index + 1}.png`;
      await page.screenshot({ path: join(PICTURES, file) });
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.#errors.add(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.#errors.add(error.stack ?? error.message));
  }
}
