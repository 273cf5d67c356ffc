/** One try and three retries. */
export const ATTEMPTS = 4;

/** From a failure to the next try. */
export const RETRY_DELAY_MS = 60_000;

/** How one try failed. */
export interface Failure {
  /** The fault of the operation; null when something else than a fault ended the try. */
  readonly faultType: string | null;
  /** The faults of the hosts that failed, one or more for each; empty when no host is to blame. */
  readonly hostFaultTypes: readonly string[];
}

/** What to do after a failed try. */
export type Retry =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'giveUp'; readonly why: 'permanent' | 'noAttemptsLeft' };

/**
 * Faults of an operation that are the same a minute later: a privilege, a bundle or a cluster that does not qualify, DRS that is switched
 * off, disks that use the filter, somebody who cancelled the task (vSphere API reference, IoFilterManager).
 */
const PERMANENT: ReadonlySet<string> = new Set([
  'NoPermission',
  'InvalidArgument',
  'InvalidState',
  'NotSupported',
  'ManagedObjectNotFound',
  'FilterInUse',
  'RequestCanceled',
]);

/** The same for one host: acceptance level, damaged or unfit bundle, trust, reboot, privilege. */
const PERMANENT_ON_HOST: ReadonlySet<string> = new Set([
  'AcceptanceLevelNotMet',
  'VibInvalidFormat',
  'InvalidBundle',
  'VibDependenciesNotMetByHost',
  'VibRequirementsNotMetByHost',
  'VibRequirementNotMetByHost',
  'PatchNotApplicable',
  'CertificateNotTrusted',
  'VibCertificateNotTrusted',
  'SSLVerifyFault',
  'ImmediateHostRebootRequired',
  'HostRebootRequired',
  'VibRequiresHostReboot',
  'RebootRequired',
  'NoPermission',
]);

/** Faults by which a host asks to be put into maintenance mode by hand, or that nobody could empty it. */
const MAINTENANCE_NEEDED: ReadonlySet<string> = new Set([
  'VibRequiresHostInMaintenanceMode',
  'HostInMaintenanceMode',
  'VibCannotPutHostInMaintenanceMode',
  'CannotPutHostInMaintenanceMode',
  // A host whose state does not allow the change; the API reference names no other state that matters here.
  'InvalidState',
]);

/**
 * Whether and when a failed try is made again: one try and three retries, a minute apart. A host whose fault is permanent does not keep
 * the others from another try. @param attempt which try failed, 1 is the first
 */
export function retryAfter(failure: Failure, attempt: number): Retry {
  if (isPermanent(failure)) return { kind: 'giveUp', why: 'permanent' };
  if (attempt >= ATTEMPTS) return { kind: 'giveUp', why: 'noAttemptsLeft' };
  return { kind: 'retry', afterMs: RETRY_DELAY_MS };
}

/** Whether a host with this fault goes on once it is in maintenance mode. */
export function needsMaintenanceMode(faultType: string): boolean {
  return MAINTENANCE_NEEDED.has(faultType);
}

function isPermanent({ faultType, hostFaultTypes }: Failure): boolean {
  if (faultType !== null && PERMANENT.has(faultType)) return true;
  return hostFaultTypes.length > 0 && hostFaultTypes.every((fault) => PERMANENT_ON_HOST.has(fault));
}
