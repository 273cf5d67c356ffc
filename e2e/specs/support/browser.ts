import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../../scripts/setup/chromium.ts';

let running: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) {
    throw new Error('There is no Chromium: install one, or name one in CHROME_BIN.');
  }
  return chromium.launch({
    executablePath,
    args: [
      // Containers and CI run as root, where Chromium refuses its sandbox.
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The one Chromium of this process, started when it is first asked for. */
export function theBrowser(): Promise<Browser> {
  running ??= launch();
  return running;
}

/** Ends Chromium if it was started. */
export async function closeBrowser(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}
