import { createServer as createHttpServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { HostCertificateAuthority } from '../managers/host-certificate.ts';

/** A server that gives out files under its root, for specs of the download. */
export interface BundleServer {
  readonly url: string;
  /** PEM of the server's certificate; empty over plain HTTP. */
  readonly certificate: string;
  /** PEM of the authority behind it; empty over plain HTTP. */
  readonly authority: string;
  readonly requests: string[];
  close(): Promise<void>;
}

/** Serves `files` by path on localhost; `address` is what an HTTPS certificate is valid for besides the name localhost. */
export async function bundleServer(
  files: Readonly<Record<string, Buffer>>,
  options: { tls?: boolean; name?: string } = {},
): Promise<BundleServer> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request.url ?? '');
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? 404 : 200, { 'content-length': file?.length ?? 0 });
    response.end(file);
  };
  const authority = new HostCertificateAuthority('bundle authority');
  const host = authority.issue({ name: options.name ?? 'localhost', address: '127.0.0.1' });
  const server: Server =
    options.tls === true
      ? createHttpsServer({ cert: host.pem, key: host.keyPem }, listener)
      : createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === true ? 'https' : 'http'}://localhost:${port}`,
    certificate: options.tls === true ? host.pem : '',
    authority: options.tls === true ? authority.pem : '',
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
