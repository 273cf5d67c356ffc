import { faultRow, isNamed, rawFaultOf } from './fault-catalogue.ts';
import type { HostIssue } from './inventory-facts.ts';

export interface PlainIssue {
  /** The code of the fault catalogue. */
  readonly code: string;
  /** What, why and what to do, in that order. */
  readonly message: string;
  /** The fault as vCenter gave it. */
  readonly rawFault: string;
}

/** One host's trouble in plain words. vCenter's own text stays in it whenever it says more than the type does. */
export function plainIssue({ faultType, message }: HostIssue): PlainIssue {
  const { code, title, cause, remedy } = faultRow('host', faultType);
  const own = message.trim();
  const rawFault = rawFaultOf({ type: faultType, message });
  const saysNothing = code === 'hostFailed' || !isNamed('host', faultType);
  if (saysNothing) {
    const why = own === '' ? `vCenter reports ${faultType} without a text.` : asSentence(own);
    return { code, message: `${title}: ${why} ${remedy}`, rawFault };
  }
  const quoted = own === '' ? '' : ` vCenter says: ${asSentence(own)}`;
  return { code, message: `${title}. ${cause} ${remedy}${quoted}`, rawFault };
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
