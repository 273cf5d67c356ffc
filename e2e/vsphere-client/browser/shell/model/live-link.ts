import type { LiveNotice } from '../../../protocol/shell-api.ts';

/** Listens to the server's notices; the browser connects again by itself when the stream breaks. */
export class LiveLink {
  readonly #source: EventSource;

  /** @param onOpen - called for each connection: what changed while there was none has to be fetched */
  constructor(onNotice: (notice: LiveNotice) => void, onOpen: () => void) {
    this.#source = new EventSource('/ui/api/live');
    this.#source.addEventListener('message', (event: MessageEvent<string>) => {
      onNotice(JSON.parse(event.data) as LiveNotice);
    });
    this.#source.addEventListener('open', onOpen);
    // After an answer such as 401 the browser gives up for good.
    this.#source.addEventListener('error', () => {
      if (this.#source.readyState === EventSource.CLOSED) onNotice({ kind: 'logged-out' });
    });
  }

  close(): void {
    this.#source.close();
  }
}
