/** One SOAP message as text, on its way into or out of the simulated vCenter. */
export interface TappedMessage {
  readonly direction: 'request' | 'reply';
  readonly service: 'vim25' | 'pbm';
  readonly xml: string;
  /** The same number for a request and its reply, unique in the process. */
  readonly exchange: number;
}

/** Sees every message; must be quick and must not throw. */
export type MessageTap = (message: TappedMessage) => void;

let defaultTap: MessageTap | undefined;
let exchanges = 0;

/** Sets the tap of every simulated vCenter in this process, of those that run already too; undefined takes it away. */
export function setDefaultTap(tap: MessageTap | undefined): void {
  defaultTap = tap;
}

/** Shows a message to the taps: the process-wide one and the one of this vCenter. */
export function tapMessage(message: TappedMessage, own?: MessageTap): void {
  defaultTap?.(message);
  own?.(message);
}

/** A new number for an exchange. */
export function nextExchange(): number {
  exchanges += 1;
  return exchanges;
}
