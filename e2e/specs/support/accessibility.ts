import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** What axe-core says of a page: its colours, and everything of WCAG 2.1 A and AA that a program can judge. */
export interface Judgement {
  /** One line for each mistake, with the rule and the element. */
  readonly mistakes: readonly string[];
  /** How many texts have been found to stand out from their background: 4.5 to 1, or 3 to 1 for large ones. */
  readonly readableTexts: number;
  /** Relative luminance of the page's background after WCAG, from 0 for black to 1 for white. */
  readonly backgroundLuminance: number;
}

const OPTIONS: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  iframes: false,
};

/** Judges a plug-in's page as it is shown at this moment. */
export async function judge(frame: FrameLocator): Promise<Judgement> {
  const root = frame.locator('html');
  await root.evaluate(axe.source);
  const results = await root.evaluate(
    (_, options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
    OPTIONS,
  );
  const background = await frame
    .locator('body')
    .evaluate((body) => getComputedStyle(body).backgroundColor);
  return {
    mistakes: results.violations.flatMap(mistakesOf),
    readableTexts: results.passes.find(({ id }) => id === 'color-contrast')?.nodes.length ?? 0,
    backgroundLuminance: luminance(background),
  };
}

function mistakesOf({ id, nodes }: AxeResults['violations'][number]): string[] {
  return nodes.map(
    ({ html, failureSummary = '' }) =>
      `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
  );
}

/** `rgb(27, 43, 50)`, or NaN for a transparent background and for notations that Chromium does not compute to. */
function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1) ?? [];
  const [red = NaN, green = NaN, blue = NaN] = channels.map((text) => {
    const value = Number(text) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
