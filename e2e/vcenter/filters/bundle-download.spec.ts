import type { BundleServer } from '../testing/bundle-server.ts';
import { bundleServer } from '../testing/bundle-server.ts';
import { downloadBundle } from './bundle-download.ts';
import type { DownloadTrust } from './bundle-download.ts';
import { FilterIssue } from './filter-issue.ts';

describe('bundle download', () => {
  const files = { '/b.zip': Buffer.from('the bundle') };
  let server: BundleServer;

  const fetchIt = (trust: Partial<DownloadTrust> = {}, path = '/b.zip'): Promise<Buffer> => {
    const { signal } = new AbortController();
    return downloadBundle(server.url + path, { trustedRoots: [], ...trust }, signal);
  };
  const pinned = (sslCertificate: string) => ({
    vibSslTrust: { $type: 'PinnedCertificate', sslCertificate },
  });
  const kindOf = (attempt: Promise<Buffer>) =>
    attempt.then(
      () => 'downloaded',
      (error: unknown) => (error instanceof FilterIssue ? error.kind : 'a mistake'),
    );

  afterEach(() => server.close());

  it('reads a plain HTTP URL as it is', async () => {
    server = await bundleServer(files);

    expect((await fetchIt()).toString()).toBe('the bundle');
  });

  it('accepts an HTTPS server whose certificate is the pinned one', async () => {
    server = await bundleServer(files, { tls: true });

    expect((await fetchIt(pinned(server.certificate))).toString()).toBe('the bundle');
  });

  it('accepts an HTTPS server whose certificate chains to a trusted root', async () => {
    server = await bundleServer(files, { tls: true });

    expect((await fetchIt({ trustedRoots: [server.authority] })).toString()).toBe('the bundle');
  });

  it('refuses an HTTPS server that nothing vouches for', async () => {
    server = await bundleServer(files, { tls: true });

    expect(await kindOf(fetchIt())).toBe('certificateNotTrusted');
    expect(server.requests).toEqual([]);
  });

  it('refuses a server with another certificate than the pinned one, even under a trusted root', async () => {
    server = await bundleServer(files, { tls: true });
    const other = await bundleServer(files, { tls: true });
    const trust = { ...pinned(other.certificate), trustedRoots: [server.authority] };
    await other.close();

    expect(await kindOf(fetchIt(trust))).toBe('certificateNotTrusted');
  });

  it('refuses a pinned certificate that is for another host', async () => {
    server = await bundleServer(files, { tls: true, name: 'elsewhere.example.com' });

    expect(await kindOf(fetchIt(pinned(server.certificate)))).toBe('certificateNotTrusted');
  });

  it('never switches verification off for the untrusted policy', async () => {
    server = await bundleServer(files, { tls: true });
    const vibSslTrust = { $type: 'UntrustedCertificate' };

    expect(await kindOf(fetchIt({ vibSslTrust }))).toBe('certificateNotTrusted');
  });

  it('reports what is missing, what is no URL and what cannot be reached', async () => {
    server = await bundleServer(files);
    const { signal } = new AbortController();
    const from = (url: string) => kindOf(downloadBundle(url, { trustedRoots: [] }, signal));

    expect(await kindOf(fetchIt({}, '/other.zip'))).toBe('cannotAccessVib');
    expect(await from('ftp://x/b.zip')).toBe('cannotAccessVib');
    expect(await from('http://localhost:1/b.zip')).toBe('cannotAccessVib');
  });

  it('reports a pinned certificate that is no PEM', async () => {
    server = await bundleServer(files, { tls: true });

    expect(await kindOf(fetchIt(pinned('no certificate')))).not.toBe('downloaded');
  });

  it('stops when it is told to', async () => {
    server = await bundleServer(files);
    const reason = new Error('stopped');
    const signal = AbortSignal.abort(reason);
    const attempt = downloadBundle(`${server.url}/b.zip`, { trustedRoots: [] }, signal);

    await expectAsync(attempt).toBeRejectedWith(reason);
  });
});
