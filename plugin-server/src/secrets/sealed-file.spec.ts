import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openMasterKey } from './master-key.ts';
import { SealedFile } from './sealed-file.ts';

describe('SealedFile', () => {
  it('gives back what was kept, also after a restart, and null for an unknown name', async () => {
    await using folder = await temporaryFolder();
    const keyFile = path.join(folder.path, 'master.key');
    const file = path.join(folder.path, 'secrets.json');
    const first = new SealedFile(file, await openMasterKey(keyFile));
    await Promise.all([first.write('a', 'alpha'), first.write('b', 'beta')]);
    const second = new SealedFile(file, await openMasterKey(keyFile));
    expect(await second.read('a')).toBe('alpha');
    expect(await second.read('b')).toBe('beta');
    await second.remove('a');
    expect(await second.read('a')).toBeNull();
  });

  it('never writes the value in clear and keeps both files from other users', async () => {
    await using folder = await temporaryFolder();
    const keyFile = path.join(folder.path, 'master.key');
    const file = path.join(folder.path, 'secrets.json');
    await new SealedFile(file, await openMasterKey(keyFile)).write('a', 'correct horse');
    expect(await readFile(file, 'utf8')).not.toContain('correct horse');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  });

  it('refuses a value that was moved to another name or sealed under another key', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'secrets.json');
    const key = await openMasterKey(path.join(folder.path, 'master.key'));
    await new SealedFile(file, key).write('a', 'alpha');
    const other = new SealedFile(file, await openMasterKey(path.join(folder.path, 'other.key')));
    await expectAsync(other.read('a')).toBeRejectedWithError(/cannot be opened/);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"a"', '"b"'));
    await expectAsync(new SealedFile(file, key).read('b')).toBeRejectedWithError(
      /cannot be opened/,
    );
  });
});
