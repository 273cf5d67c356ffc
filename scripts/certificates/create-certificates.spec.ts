import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from './create-certificates.ts';

describe('creating the certificate of the plug-in server', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'certificates-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('puts every named host into subjectAltName and reports the thumbprint vCenter wants', async () => {
    const made = await createCertificate({
      directory,
      hosts: ['plugin.example.org', '192.0.2.7'],
      days: 30,
    });

    const read = new X509Certificate(await readFile(made.certificateFile));
    expect(read.checkHost('plugin.example.org')).toBe('plugin.example.org');
    expect(read.checkIP('192.0.2.7')).toBe('192.0.2.7');
    expect(made.thumbprint).toBe(read.fingerprint256);
  });

  it('keeps the private key readable by its owner only', async () => {
    const made = await createCertificate({ directory, hosts: ['localhost'], days: 1 });

    expect((await stat(made.keyFile)).mode & 0o077).toBe(0);
  });

  it('refuses to make a certificate for nobody', async () => {
    await expectAsync(createCertificate({ directory, hosts: [], days: 1 })).toBeRejectedWithError(
      /at least one host/,
    );
  });
});
