import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTlsIdentity } from '../testing/tls-identity.ts';
import { addVcenter, secretsFile } from './add-vcenter.ts';
import { ConfigError, readConfig } from './config.ts';
import { VimFault } from './domain/vim-fault.ts';
import { openMasterKey } from './secrets/master-key.ts';
import { SealedFile } from './secrets/sealed-file.ts';
import { readVcenterAccounts } from './vcenter-accounts.ts';

const GUID = '11111111-2222-3333-4444-555555555555';
const identify = () => Promise.resolve({ vcGuid: GUID });

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
    await addVcenter(file, { ...vcenter, password: 'first' }, identify);
    await addVcenter(file, { ...vcenter, password: 'second' }, identify);
    const config = await readConfig(file);
    const secrets = new SealedFile(
      secretsFile(config.dataDir),
      await openMasterKey(config.masterKeyFile),
    );
    const [account, ...others] = await readVcenterAccounts(config.vcenters, secrets);
    expect(others).toEqual([]);
    expect([account?.vcGuid, account?.name]).toEqual([GUID, 'vc.example.com']);
    expect(account?.url).toBe('https://vc.example.com');
    expect(account?.certificatePem).toContain('BEGIN CERTIFICATE');
    expect(await account?.password()).toBe('second');
    expect(await readFile(file, 'utf8')).not.toContain('second');
  });

  it('leaves the file as it was when the vCenter cannot be used', async () => {
    await using folder = await temporaryFolder();
    const file = await writeConfig(folder.path);
    const before = await readFile(file, 'utf8');
    const certificateFile = path.join(folder.path, 'key.pem');
    const wrong = { url: 'https://vc.example.com', certificateFile, userName: 'svc' };
    await expectAsync(
      addVcenter(file, { ...wrong, password: 'x' }, identify),
    ).toBeRejectedWithError(ConfigError, /holds no PEM certificate/);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder.path)).not.toContain('server.json.new');
  });

  it('leaves the file as it was when the vCenter refuses the account', async () => {
    await using folder = await temporaryFolder();
    const file = await writeConfig(folder.path);
    const before = await readFile(file, 'utf8');
    const certificateFile = path.join(folder.path, 'cert.pem');
    const vcenter = { url: 'https://vc.example.com', certificateFile, userName: 'svc' };
    const refused = () => Promise.reject(new VimFault('InvalidLogin', 'Wrong.'));
    await expectAsync(
      addVcenter(file, { ...vcenter, password: 'wrong' }, refused),
    ).toBeRejectedWithError(VimFault);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder.path)).not.toContain('data');
  });

  it('names every account whose password was never entered', async () => {
    await using folder = await temporaryFolder();
    const secrets = new SealedFile(
      path.join(folder.path, 'secrets.json'),
      await openMasterKey(path.join(folder.path, 'master.key')),
    );
    const certificateFile = path.join(folder.path, 'vc.pem');
    await writeFile(certificateFile, 'PEM');
    const entry = (url: string, userName: string) => ({
      vcGuid: GUID,
      name: userName,
      url,
      certificateFile,
      serviceAccount: { userName },
    });
    await expectAsync(
      readVcenterAccounts([entry('https://a', 'one'), entry('https://b', 'two')], secrets),
    ).toBeRejectedWithError(/one at https:\/\/a, two at https:\/\/b/);
  });
});
