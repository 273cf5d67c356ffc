import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTlsIdentity } from '../testing/tls-identity.ts';
import { addVcenter, secretsFile } from './add-vcenter.ts';
import { ConfigError, readConfig } from './config.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { SealedFile } from './secrets/sealed-file.ts';
import { readVcenterAccounts } from './vcenter-accounts.ts';

describe('addVcenter', () => {
  async function writeConfig(folder: string): Promise<string> {
    const identity = await createTlsIdentity();
    await writeFile(path.join(folder, 'key.pem'), identity.keyPem);
    await writeFile(path.join(folder, 'cert.pem'), identity.certificatePem);
    const file = path.join(folder, 'server.json');
    const tls = { keyFile: 'key.pem', certificateFile: 'cert.pem' };
    await writeFile(file, JSON.stringify({ tls, dataDir: 'data' }));
    return file;
  }

  it('keeps the vCenter in the file and its password sealed beside the data', async () => {
    await using folder = await temporaryFolder();
    const file = await writeConfig(folder.path);
    const certificateFile = path.join(folder.path, 'cert.pem');
    const vcenter = { url: 'https://vc.example.com/', certificateFile, userName: 'svc' };
    await addVcenter(file, { ...vcenter, password: 'first' });
    await addVcenter(file, { ...vcenter, password: 'second' });
    const config = await readConfig(file);
    const secrets = new SealedFile(
      secretsFile(config.dataDir),
      await openMasterKey(config.masterKeyFile),
    );
    const [account, ...others] = await readVcenterAccounts(config.vcenters, secrets);
    expect(others).toEqual([]);
    expect(account?.url).toBe('https://vc.example.com');
    expect(account?.certificatePem).toContain('BEGIN CERTIFICATE');
    expect(await account?.password()).toBe('second');
    expect(await readFile(file, 'utf8')).not.toContain('second');
  });

  it('leaves the file as it was when the vCenter cannot be used', async () => {
    await using folder = await temporaryFolder();
    const file = await writeConfig(folder.path);
    const before = await readFile(file, 'utf8');
    const wrong = { url: 'https://vc.example.com', certificateFile: 'absent.pem', userName: 'svc' };
    await expectAsync(addVcenter(file, { ...wrong, password: 'x' })).toBeRejectedWithError(
      ConfigError,
    );
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder.path)).not.toContain('server.json.new');
  });

  it('names every account whose password was never entered', async () => {
    await using folder = await temporaryFolder();
    const secrets = new SealedFile(
      path.join(folder.path, 'secrets.json'),
      await openMasterKey(path.join(folder.path, 'master.key')),
    );
    const entry = (url: string, userName: string) => ({
      url,
      certificateFile: null,
      serviceAccount: { userName },
    });
    await expectAsync(
      readVcenterAccounts([entry('https://a', 'one'), entry('https://b', 'two')], secrets),
    ).toBeRejectedWithError(/one at https:\/\/a, two at https:\/\/b/);
  });
});
