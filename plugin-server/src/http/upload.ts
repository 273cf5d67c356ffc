import type { Request } from 'express';
import { Problem } from '../domain/problem.ts';
import { contextOf } from './request-context.ts';

/** How long an upload may say nothing before it is given up. */
const STALL_MS = 60_000;
/** How long whoever sends is given to notice that the answer is there already. */
const LINGER_MS = 5_000;

/**
 * The body of a request as it comes in; it is neither kept nor unpacked.
 * @param limit bytes; a body that announces more is refused before it is read
 * @throws Problem `unsupportedMediaType` or `requestTooLarge`
 */
export function openUpload(
  req: Request,
  mediaTypes: readonly string[],
  limit: number,
): AsyncIterable<Uint8Array> {
  if (!req.is([...mediaTypes]) || req.get('content-encoding') !== undefined) {
    throw new Problem('unsupportedMediaType', `Send the body as ${mediaTypes.join(' or ')}.`);
  }
  if (Number(req.get('content-length') ?? 0) > limit) {
    const mebibytes = Math.floor(limit / 1024 / 1024);
    throw new Problem('requestTooLarge', `The upload may have up to ${mebibytes} MiB.`);
  }
  return pieces(req);
}

/**
 * Does something with an upload. When it ends before all was read, the answer goes out at once and the rest is thrown away for a while,
 * so that the sender can read the answer; then the connection is cut.
 */
export async function withUpload<R>(req: Request, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (contextOf(req).signal.aborted) {
      // Expected: the sender left in the middle. Nobody reads this.
      throw new Problem('invalidRequest', 'The upload was cut off.', { cause: error });
    }
    throw error;
  } finally {
    if (!req.complete) discardRest(req);
  }
}

async function* pieces(req: Request): AsyncGenerator<Uint8Array> {
  req.setTimeout(STALL_MS, () => req.destroy(new Error('The upload has stalled.')));
  // Destroying the request would take the connection away, and the answer with it.
  for await (const piece of req.iterator({ destroyOnReturn: false })) yield piece as Uint8Array;
}

function discardRest(req: Request): void {
  const cut = setTimeout(() => req.socket.destroy(), LINGER_MS);
  req.once('close', () => clearTimeout(cut));
  req.once('error', () => clearTimeout(cut));
  req.resume();
}
