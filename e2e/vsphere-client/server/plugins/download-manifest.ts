import { request } from 'node:https';
import type { Agent } from 'node:https';

const timeoutMs = 30_000;
const maxBytes = 10 * 1024 * 1024;

/**
 * Downloads a manifest or archive over verified TLS. Redirects are not followed (simulation's choice). Throws `Error` when the server
 * can't be reached or trusted, answers anything but 200, or sends more than 10 MiB.
 */
export function downloadManifest(url: string, agent: Agent, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, signal, timeout: timeoutMs }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`the server answered with HTTP status ${response.statusCode ?? 0}`));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes) outgoing.destroy(new Error('the download is larger than 10 MiB'));
        else chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('the server did not answer in time')));
    outgoing.on('error', reject);
    outgoing.end();
  });
}
