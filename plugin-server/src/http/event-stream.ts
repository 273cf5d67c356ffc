import type { Response } from 'express';

/**
 * Bytes that may wait for a slow reader before the connection is cut; the reader then comes again and gets a fresh start. Merely ending the
 * stream would keep the bytes, and the stream's place in the session's number, for as long as the reader likes.
 */
const MAX_WAITING_BYTES = 1024 * 1024;

/** Writes server-sent events to one response. */
export class EventStream {
  readonly #res: Response;

  constructor(res: Response) {
    this.#res = res;
    res.status(200);
    res.setHeader('content-type', 'text/event-stream');
    res.setHeader('cache-control', 'no-store, no-transform');
    // Reverse proxies that hold answers back know this header.
    res.setHeader('x-accel-buffering', 'no');
    res.flushHeaders();
  }

  send(event: string, id: number, data: unknown): void {
    this.#write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment that keeps proxies and the reader's own watch from taking the stream for dead. */
  heartbeat(): void {
    this.#write(': still here\n\n');
  }

  end(): void {
    if (!this.#res.writableEnded) this.#res.end();
  }

  #write(text: string): void {
    if (this.#res.writableEnded || this.#res.destroyed) return;
    this.#res.write(text);
    if (this.#res.writableLength > MAX_WAITING_BYTES) this.#res.destroy();
  }
}
