import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { createTlsIdentity } from '../../testing/tls-identity.ts';
import type { TlsIdentity } from '../../testing/tls-identity.ts';
import { VcenterUnreachable } from '../domain/vim-fault.ts';
import { inspectCertificate } from './inspect-certificate.ts';

describe('inspectCertificate', () => {
  let identity: TlsIdentity;
  const servers: Server[] = [];

  beforeAll(async () => {
    identity = await createTlsIdentity();
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function portOf(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  function listen(options: TlsOptions, onBytes: () => void): Promise<number> {
    const server = createServer(
      { key: identity.keyPem, cert: identity.certificatePem, ...options },
      onBytes,
    );
    server.on('secureConnection', (socket) => socket.on('data', onBytes));
    return portOf(server);
  }

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`shows an untrusted certificate without sending anything, over ${version}`, async () => {
      const onBytes = jasmine.createSpy('bytes of an application');
      const port = await listen({ minVersion: version, maxVersion: version }, onBytes);

      const found = await inspectCertificate(`https://127.0.0.1:${port}`);

      const expected = new X509Certificate(identity.certificatePem);
      expect(found).toEqual({
        pem: expected.toString(),
        subject: 'CN=localhost',
        issuer: 'CN=Specs authority',
        subjectAltName: expected.subjectAltName ?? null,
        validFrom: new Date(expected.validFrom),
        validTo: new Date(expected.validTo),
        sha256: expected.fingerprint256,
        sha1: expected.fingerprint,
        isTrusted: false,
      });
      expect(onBytes).not.toHaveBeenCalled();
    });
  }

  it('fails where nobody listens, where nobody speaks TLS, and for an address without TLS', async () => {
    const plain = await portOf(createTcpServer((socket) => socket.resume().end('220 hello\r\n')));
    const closed = createTcpServer();
    const free = await portOf(closed);
    servers.pop();
    await new Promise((resolve) => closed.close(resolve));

    await expectAsync(inspectCertificate(`https://127.0.0.1:${plain}`)).toBeRejectedWithError(
      VcenterUnreachable,
    );
    await expectAsync(inspectCertificate(`https://127.0.0.1:${free}`)).toBeRejectedWithError(
      VcenterUnreachable,
    );
    await expectAsync(inspectCertificate('http://127.0.0.1:1')).toBeRejectedWithError(TypeError);
  });
});
