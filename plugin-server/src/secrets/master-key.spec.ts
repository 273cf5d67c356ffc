import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openMasterKey } from './master-key.ts';

describe('openMasterKey', () => {
  it('makes the key once and derives a different key for each purpose', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'deep', 'master.key');
    const made = await openMasterKey(file);
    const read = await openMasterKey(file);
    expect(read.derive('secrets at rest')).toEqual(made.derive('secrets at rest'));
    expect(made.derive('bundle addresses')).not.toEqual(made.derive('secrets at rest'));
    expect(read.tokenOf('bundle addresses', 'x')).toBe(made.tokenOf('bundle addresses', 'x'));
  });

  it('refuses a file that others may read and one that holds no key', async () => {
    await using folder = await temporaryFolder();
    const open = path.join(folder.path, 'open.key');
    await writeFile(open, 'f'.repeat(64), { mode: 0o644 });
    await expectAsync(openMasterKey(open)).toBeRejectedWithError(/read by others/);
    const wrong = path.join(folder.path, 'wrong.key');
    await writeFile(wrong, 'nonsense', { mode: 0o600 });
    await expectAsync(openMasterKey(wrong)).toBeRejectedWithError(/holds no master key/);
  });
});
