import { startProduct } from '../../product/start-product.ts';
import type { ProductOptions, RunningProduct } from '../../product/start-product.ts';
import { BrowserWindows, forgetPictures } from './browser-window.ts';
import { closeBrowser } from './browser.ts';

beforeAll(forgetPictures);
afterAll(closeBrowser);

/** Starts the whole product for the specs of a `describe` and ends it after them. Answers how to get at it in a spec. */
export function useProduct(options: () => ProductOptions): () => RunningProduct {
  let product: RunningProduct | undefined;
  const running = (): RunningProduct => {
    if (product === undefined) throw new Error('The product has not been started.');
    return product;
  };
  beforeAll(async () => {
    product = await startProduct(options());
  });
  afterEach(() => {
    const { bugs } = running().simulation.control.state();
    if (bugs.length > 0)
      fail(`The simulated vCenter has met mistakes of its own:\n${bugs.join('\n')}`);
  });
  afterAll(async () => {
    await product?.close();
  });
  return running;
}

/**
 * Makes a spec of what people do in browser windows. Each window is photographed when the story fails, and an error in a console fails it.
 * @param name of the pictures
 */
export function story(
  name: string,
  tell: (windows: BrowserWindows) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const windows = new BrowserWindows();
    try {
      await tell(windows);
      expect(windows.errors).withContext('errors in the browser console').toEqual([]);
    } catch (error) {
      // Expected: whatever made the story fail, a failed expectation included; it is thrown on.
      await windows.photograph(name);
      throw error;
    } finally {
      await windows.close();
    }
  };
}
