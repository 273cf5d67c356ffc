import { defer, fromEvent, of } from 'rxjs';
import type { Observable } from 'rxjs';

/** Emits when the signal is aborted; at once when it is already. */
export function abortOf(signal: AbortSignal): Observable<unknown> {
  return defer(() => (signal.aborted ? of(undefined) : fromEvent(signal, 'abort')));
}
