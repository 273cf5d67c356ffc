import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTlsIdentity } from '../testing/tls-identity.ts';
import type { TlsIdentity } from '../testing/tls-identity.ts';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  let identity: TlsIdentity;
  beforeAll(async () => {
    identity = await createTlsIdentity();
  });

  async function writeFiles(folder: string, settings: unknown): Promise<string> {
    await writeFile(path.join(folder, 'key.pem'), identity.keyPem);
    await writeFile(path.join(folder, 'cert.pem'), identity.certificatePem);
    const file = path.join(folder, 'server.json');
    await writeFile(file, typeof settings === 'string' ? settings : JSON.stringify(settings));
    return file;
  }
  const minimal = { tls: { keyFile: 'key.pem', certificateFile: 'cert.pem' }, dataDir: 'data' };

  async function mistakesOf(promise: Promise<unknown>): Promise<readonly string[]> {
    const error: unknown = await promise.then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof ConfigError ? error.mistakes.map((mistake) => mistake.path) : [];
  }

  it('fills in the defaults, takes paths from the folder of the file, and freezes the result', async () => {
    await using folder = await temporaryFolder();
    const config = await readConfig(await writeFiles(folder.path, minimal));
    expect(config.listen).toEqual({ host: '0.0.0.0', port: 8443 });
    expect(config.slots).toBe(10);
    expect(config.retrySeconds).toBe(60);
    expect([config.policyName, config.policyTasks, config.keepActivitiesDays]).toEqual([
      'Real-Time Replication I/O Filter',
      32,
      365,
    ]);
    expect(config.dataDir).toBe(path.join(folder.path, 'data'));
    expect(config.masterKeyFile).toBe(path.join(folder.path, 'data', 'master.key'));
    expect(config.bundleRoots[0]).toBe('/opt/nakivo/director/packages');
    expect(Object.isFrozen(config.tls)).toBeTrue();
  });

  it('trims the name of the policy and refuses one that SPBM would not take', async () => {
    await using folder = await temporaryFolder();
    const named = (policyName: string, policyTasks = 1) =>
      writeFiles(folder.path, { ...minimal, policyName, policyTasks });
    expect((await readConfig(await named('  Gold  '))).policyName).toBe('Gold');
    for (const wrong of ['   ', 'x'.repeat(81)])
      expect(await mistakesOf(readConfig(await named(wrong)))).toEqual(['policyName']);
    expect(await mistakesOf(readConfig(await named('Gold', 129)))).toEqual(['policyTasks']);
  });

  it('keeps activities for a day at least and ten years at most', async () => {
    await using folder = await temporaryFolder();
    const kept = (keepActivitiesDays: number) =>
      writeFiles(folder.path, { ...minimal, keepActivitiesDays });
    expect((await readConfig(await kept(3650))).keepActivitiesDays).toBe(3650);
    for (const wrong of [0, 3651, 1.5])
      expect(await mistakesOf(readConfig(await kept(wrong)))).toEqual(['keepActivitiesDays']);
  });

  it('names all mistakes at once, misspelt settings included', async () => {
    await using folder = await temporaryFolder();
    const file = await writeFiles(folder.path, {
      ...minimal,
      publicUrl: 'http://plain.example.com/path',
      slots: 0,
      slotz: 3,
      vcenters: [{ url: 'https://vc.example.com' }],
    });
    expect([...(await mistakesOf(readConfig(file)))].sort()).toEqual([
      'file',
      'publicUrl',
      'slots',
      'vcenters.0.certificateFile',
      'vcenters.0.name',
      'vcenters.0.serviceAccount',
      'vcenters.0.vcGuid',
    ]);
  });

  it('lets the environment override the file', async () => {
    await using folder = await temporaryFolder();
    await mkdir(path.join(folder.path, 'a'));
    const config = await readConfig(await writeFiles(folder.path, minimal), {
      RTR_LISTEN_PORT: '9443',
      RTR_PUBLIC_URL: 'https://plugin.example.com:9443/',
      RTR_BUNDLE_ROOTS: ['/a', '/b'].join(path.delimiter),
      RTR_LOG_LEVEL: '',
    });
    expect(config.listen.port).toBe(9443);
    expect(config.publicUrl).toBe('https://plugin.example.com:9443');
    expect(config.bundleRoots).toEqual(['/a', '/b']);
    expect(config.logLevel).toBe('info');
  });

  it('refuses a key that does not belong to the certificate and certificates that are none', async () => {
    await using folder = await temporaryFolder();
    const file = await writeFiles(folder.path, {
      ...minimal,
      vcenters: [
        {
          vcGuid: '11111111-2222',
          name: 'vc',
          url: 'https://vc.example.com',
          certificateFile: 'key.pem',
          serviceAccount: { userName: 'svc@vsphere.local' },
        },
      ],
    });
    await writeFile(path.join(folder.path, 'key.pem'), (await createTlsIdentity()).keyPem);
    expect(await mistakesOf(readConfig(file))).toEqual(['tls', 'vcenters.0.certificateFile']);
  });

  it('says in words that the file is absent or no JSON', async () => {
    await using folder = await temporaryFolder();
    const absent = path.join(folder.path, 'absent.json');
    await expectAsync(readConfig(absent)).toBeRejectedWithError(ConfigError, /ENOENT/);
    const broken = await writeFiles(folder.path, '{"tls":');
    await expectAsync(readConfig(broken)).toBeRejectedWithError(ConfigError, /not valid JSON/);
  });
});
