import type { Activity } from '@contract/activity';

/** A server's event stream, fed by the spec. */
export class FakeEventStream {
  readonly requests: { url: string; headers: Headers; signal: AbortSignal | null }[] = [];
  /** Statuses of the coming answers; 200 when none is left. */
  readonly statuses: number[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #lastId = 0;

  readonly fetch: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const signal = init?.signal ?? null;
    this.requests.push({ url, headers: new Headers(init?.headers), signal });
    const status = this.statuses.shift() ?? 200;
    if (status !== 200) return Promise.resolve(new Response(null, { status }));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        signal?.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
    return Promise.resolve(new Response(body, { status }));
  };

  send(activity: Activity): void {
    this.#lastId += 1;
    this.sendText(`event: activity\nid: ${this.#lastId}\ndata: ${JSON.stringify(activity)}\n\n`);
  }

  sendText(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.#controller?.close();
    this.#controller = null;
  }
}
