import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

describe('the search for Chromium', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chromium-'));
    await writeFile(join(folder, 'chromium-browser'), '');
    await chmod(join(folder, 'chromium-browser'), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('takes the program that CHROME_BIN names', async () => {
    const path = join(folder, 'chromium-browser');
    expect(await findChromium({ CHROME_BIN: path, PATH: '' })).toBe(path);
  });

  it('takes nothing else when CHROME_BIN names no program', async () => {
    expect(await findChromium({ CHROME_BIN: join(folder, 'none'), PATH: folder })).toBeUndefined();
  });

  it('looks for the usual names in the search path', async () => {
    expect(await findChromium({ PATH: folder })).toBe(join(folder, 'chromium-browser'));
  });
});
