import { faultRow } from './fault-catalogue.ts';
import type { FaultContext } from './fault-row.ts';

/** One try and three retries. */
export const ATTEMPTS = 4;

/** From a failure to the next try, unless the server is configured otherwise. */
export const RETRY_DELAY_MS = 60_000;

/** How one try failed. */
export interface Failure {
  /** The fault of the operation; null when something else than a fault ended the try. */
  readonly faultType: string | null;
  /** Where that fault came from; the operation on the cluster when left out. */
  readonly context?: FaultContext;
  /** The faults of the hosts that failed, one or more for each; empty when no host is to blame. */
  readonly hostFaultTypes: readonly string[];
}

/** What to do after a failed try. */
export type Retry =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'giveUp'; readonly why: 'permanent' | 'noAttemptsLeft' };

/**
 * Whether and when a failed try is made again: one try and three retries, `delayMs` apart. A host whose fault is permanent does not keep
 * the others from another try. @param attempt which try failed, 1 is the first
 */
export function retryAfter(
  failure: Failure,
  attempt: number,
  delayMs: number = RETRY_DELAY_MS,
): Retry {
  if (isPermanent(failure)) return { kind: 'giveUp', why: 'permanent' };
  if (attempt >= ATTEMPTS) return { kind: 'giveUp', why: 'noAttemptsLeft' };
  return { kind: 'retry', afterMs: delayMs };
}

/** Whether a host with this fault goes on once it is in maintenance mode. */
export function needsMaintenanceMode(faultType: string): boolean {
  return faultRow('host', faultType).maintenanceModeHelps === true;
}

function isPermanent({ faultType, context, hostFaultTypes }: Failure): boolean {
  const row = faultType === null ? null : faultRow(context ?? 'filterOperation', faultType);
  if (row?.retryHelps === false) return true;
  return (
    hostFaultTypes.length > 0 &&
    hostFaultTypes.every((fault) => !faultRow('host', fault).retryHelps)
  );
}
