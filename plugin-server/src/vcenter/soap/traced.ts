import { randomUUID } from 'node:crypto';
import { VcenterUnreachable, VimFault } from '../../domain/vim-fault.ts';
import type { CookieJar } from './cookie-jar.ts';
import type { Send } from './send.ts';
import type { SoapEndpoint } from './soap-endpoint.ts';

/** What may be told of one call: never an argument, a cookie or an answer. */
export interface CallTrace {
  readonly vcGuid: string;
  readonly operation: string;
  readonly object: string;
  /** Also in the SOAP header of the request, so that vCenter's log and ours can be joined. */
  readonly operationId: string;
  readonly durationMs: number;
  readonly outcome: 'answered' | 'fault' | 'unreachable' | 'given up';
  readonly faultType: string | null;
}

export type Observe = (trace: CallTrace) => void;

/** The seam over one endpoint with the cookies of one session; tells `observe` of every call, whatever its outcome. */
export function tracedSend(
  endpoint: SoapEndpoint,
  jar: CookieJar,
  about: { readonly vcGuid: string; readonly observe: Observe },
): Send {
  return async (call) => {
    const operationId = `rtr-${randomUUID()}`;
    const startedAt = performance.now();
    const tell = (outcome: CallTrace['outcome'], faultType: string | null): void =>
      about.observe({
        vcGuid: about.vcGuid,
        operation: call.operation,
        object: call.target.value,
        operationId,
        durationMs: Math.round(performance.now() - startedAt),
        outcome,
        faultType,
      });
    try {
      const result = await endpoint.send(call, jar, operationId);
      tell('answered', null);
      return result;
    } catch (error) {
      // Expected: everything that a call may end with; it is only looked at here.
      if (error instanceof VimFault) tell('fault', error.type);
      else tell(error instanceof VcenterUnreachable ? 'unreachable' : 'given up', null);
      throw error;
    }
  };
}
