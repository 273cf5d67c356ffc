import type { Hash } from 'node:crypto';

/** Passes a stream on and feeds a hash with it on the way. */
export async function* hashing(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const part of content) {
    hash.update(part);
    yield part;
  }
}
