import type { ProblemRecord } from './activity.ts';
import { connectionFaults } from './fault-catalogue-connection.ts';
import { hostFaults } from './fault-catalogue-hosts.ts';
import { machineFaults, maintenanceFaults, policyFaults } from './fault-catalogue-machines.ts';
import { anyCallFaults, operationFaults, sessionFaults } from './fault-catalogue-operations.ts';
import type { FaultContext, FaultRow } from './fault-row.ts';
import { VcenterUnreachable, VimFault } from './vim-fault.ts';

/** Every fault that can reach a user: its code, what it means in plain words, what helps, and whether trying again can. */
export const FAULT_CATALOGUE: readonly FaultRow[] = [
  ...operationFaults,
  ...hostFaults,
  ...maintenanceFaults,
  ...machineFaults,
  ...policyFaults,
  ...sessionFaults,
  ...anyCallFaults,
  ...connectionFaults,
];

const BY_TYPE: ReadonlyMap<string, FaultRow> = new Map(
  FAULT_CATALOGUE.flatMap((row) => row.types.map((type) => [`${row.context} ${type}`, row])),
);

/** What stands for a fault that no row names. */
const UNNAMED: Readonly<Partial<Record<FaultContext, string>>> = {
  host: 'hostFailed',
  connection: 'vcenterUnavailable',
};

/** A fault as vCenter gave it. */
export interface RawFault {
  readonly type: string;
  readonly message: string;
}

/** The row of a fault type in one place; a type that is not known there or anywhere gets the row for what nobody foresaw. */
export function faultRow(context: FaultContext, type: string): FaultRow {
  const found =
    BY_TYPE.get(`${context} ${type}`) ??
    (context === 'connection' ? undefined : BY_TYPE.get(`anyCall ${type}`));
  return found ?? unnamed(context);
}

/** Whether the catalogue names this type, in that place or for any call. */
export function isNamed(context: FaultContext, type: string): boolean {
  return BY_TYPE.has(`${context} ${type}`) || BY_TYPE.has(`anyCall ${type}`);
}

/** A fault as users read it, with vCenter's own words; those stand alone where nothing better is known. */
export function faultProblem(context: FaultContext, { type, message }: RawFault): ProblemRecord {
  const { code, title, cause, remedy } = faultRow(context, type);
  const own = message.trim();
  const rawFault = rawFaultOf({ type, message });
  if (code === 'vcenterFault')
    return {
      code,
      title,
      detail: own === '' ? `vCenter reported ${type}.` : own,
      remedy,
      rawFault,
    };
  const detail = own === '' ? cause : `${cause} vCenter says: ${own}`;
  return { code, title, detail, remedy, rawFault };
}

/** An error of a call to vCenter as users read it; null for what is neither a fault nor a failure on the way. */
export function errorProblem(context: FaultContext, error: unknown): ProblemRecord | null {
  const behind = failureBehind(error);
  if (behind === null) return null;
  if (behind instanceof VimFault) return faultProblem(context, behind);
  const { code, title, cause, remedy } = connectionRow(behind);
  return { code, title, detail: `${cause} ${behind.message}`, remedy, rawFault: behind.message };
}

/** The row of a failure on the way to vCenter, by the network or TLS error behind it. */
export function connectionRow(error: VcenterUnreachable): FaultRow {
  return faultRow('connection', connectionErrorOf(error));
}

/** Type and text of a fault on one line. */
export function rawFaultOf({ type, message }: RawFault): string {
  const own = message.trim();
  return own === '' ? type : `${type}: ${own}`;
}

function unnamed(context: FaultContext): FaultRow {
  const code = UNNAMED[context] ?? 'vcenterFault';
  const found = FAULT_CATALOGUE.find((row) => row.code === code);
  if (found === undefined) throw new Error(`The fault catalogue lacks ${code}.`);
  return found;
}

/** The first fault or failure on the way, along the causes of an error. */
function failureBehind(error: unknown): VimFault | VcenterUnreachable | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof VimFault || at instanceof VcenterUnreachable) return at;
  return null;
}

/** The code of the network or TLS error behind it, the innermost that has one. */
function connectionErrorOf(error: Error): string {
  let found = '';
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') found = at.code;
    else if (at.name === 'TimeoutError') found = at.name;
  }
  return found;
}
