import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import type { WireObject } from './encode-request.ts';

/** One operation on one managed object. */
export interface SoapCall {
  readonly target: ManagedObjectReference;
  readonly operation: string;
  readonly args: WireObject;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /**
   * Sees the text of the reply before it is read, which takes a while for a long one; what it sends meanwhile is on its way to vCenter by
   * then. It must not throw.
   */
  readonly early?: (text: string) => void;
}

/**
 * The seam: everything that is asked of vCenter goes through one function of this type, and everything that is to happen with every
 * call (re-login, tracing, faults injected by a spec) is a wrapper that makes another one.
 * It resolves to the decoded `returnval` and throws VimFault, VcenterUnreachable or the signal's reason.
 */
export type Send = (call: SoapCall) => Promise<unknown>;
