import { get } from 'node:https';
import { pinnedAgent } from '../../plugin-server/src/vcenter/soap/pinned-agent.ts';

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Downloads a file from a server that is trusted by exactly this certificate (or its authority).
 * @throws Error that says what went wrong in plain words: unreachable, not trusted, a status other than 200, too large
 */
export function fetchPinned(url: string, certificatePem: string): Promise<Buffer> {
  const agent = pinnedAgent(certificatePem, 1);
  return new Promise<Buffer>((resolve, reject) => {
    const request = get(url, { agent, timeout: TIMEOUT_MS }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      if (answer.statusCode !== 200) {
        request.destroy(new Error(`${url} answered ${answer.statusCode ?? 'nothing'}.`));
        return;
      }
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) request.destroy(new Error(`${url} is larger than 32 MB.`));
        chunks.push(chunk);
      });
      answer.once('end', () => {
        resolve(Buffer.concat(chunks));
      });
    });
    request.once('timeout', () => request.destroy(new Error(`${url} did not answer in time.`)));
    request.once('error', (error) => {
      reject(new Error(`${url} could not be fetched: ${error.message}`, { cause: error }));
    });
  }).finally(() => {
    agent.destroy();
  });
}
