import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { DataObject } from '../core/managed-object.ts';
import { FilterIssue } from './filter-issue.ts';

/** What decides whether a bundle's server is trusted. */
export interface DownloadTrust {
  /** `vibSslTrust` of the call, if it came with one. */
  readonly vibSslTrust?: DataObject;
  /** PEM roots that this vCenter trusts (its TRUSTED_ROOTS store). */
  readonly trustedRoots: readonly string[];
}

/** More than any bundle has; a server that sends more is cut off. */
const MAX_BYTES = 512 * 1024 * 1024;
const SILENCE_MS = 30_000;

/**
 * Fetches an offline bundle as vCenter does: plain HTTP as it is; HTTPS only when the server's certificate chains to the pinned PEM or, without
 * one, to a trusted root, and is valid for the host in the URL. Redirects are not followed. With `UntrustedCertificate` a real vCenter accepts any certificate; the
 * simulation never switches verification off and reports the certificate as not trusted unless it is (simulation's choice).
 * @throws FilterIssue when the URL cannot be read or trusted
 */
export async function downloadBundle(
  vibUrl: string,
  trust: DownloadTrust,
  signal: AbortSignal,
): Promise<Buffer> {
  const url = parseUrl(vibUrl);
  const response = await send(url, trust, signal);
  if (response.statusCode !== 200) {
    response.destroy();
    throw inaccessible(url, `the server answered ${response.statusCode ?? 0}`);
  }
  return read(url, response);
}

function parseUrl(vibUrl: string): URL {
  const url = URL.parse(vibUrl);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new FilterIssue('cannotAccessVib', `The VIB URL is no http or https URL: ${vibUrl}`);
  }
  return url;
}

function inaccessible(url: URL, reason: string): FilterIssue {
  return new FilterIssue('cannotAccessVib', `Cannot access the VIB at ${url.href}: ${reason}.`);
}

/** The PEM that alone counts, whether it is self-signed or not, or the trusted roots. */
function anchors({ vibSslTrust, trustedRoots }: DownloadTrust): RequestOptions {
  if (vibSslTrust?.$type === 'PinnedCertificate') {
    return { ca: String(vibSslTrust['sslCertificate']), allowPartialTrustChain: true };
  }
  return { ca: [...trustedRoots] };
}

function send(url: URL, trust: DownloadTrust, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const common: RequestOptions = { signal, timeout: SILENCE_MS, agent: false };
    const request =
      url.protocol === 'http:'
        ? httpRequest(url, common)
        : httpsRequest(url, { ...common, ...anchors(trust), minVersion: 'TLSv1.2' });
    request.on('response', resolve);
    request.on('timeout', () => request.destroy(new Error('the server is silent')));
    request.on('error', (error) => {
      if (signal.aborted) reject(signal.reason as Error);
      else reject(toIssue(url, error));
    });
    request.end();
  });
}

/** TLS failures of Node whose cause is the certificate. */
const certificateErrors =
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|INVALID_CA|ERR_OSSL_PEM)/;

function toIssue(url: URL, error: NodeJS.ErrnoException): FilterIssue {
  if (certificateErrors.test(error.code ?? '')) {
    const text = `The certificate of ${url.host} is not trusted: ${error.message}.`;
    return new FilterIssue('certificateNotTrusted', text);
  }
  return inaccessible(url, error.message);
}

async function read(url: URL, response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += (chunk as Buffer).length;
      if (size > MAX_BYTES) throw inaccessible(url, 'the file is too large');
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    // A connection that breaks in the middle ends the stream with an error.
    if (error instanceof FilterIssue) throw error;
    throw inaccessible(url, error instanceof Error ? error.message : 'the connection broke');
  }
  return Buffer.concat(chunks);
}
