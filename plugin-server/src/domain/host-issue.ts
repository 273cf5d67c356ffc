import type { HostIssue } from './inventory-facts.ts';

interface Words {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

const unreachableBundle: Words = {
  what: 'The host could not fetch the bundle',
  why: 'the address of the plug-in server is not reachable or not resolvable from the host',
  remedy: 'Check DNS, proxy and firewall between the host, vCenter and the plug-in server',
};
const untrustedCertificate: Words = {
  what: 'The bundle was not fetched',
  why: 'the certificate of the plug-in server is not trusted',
  remedy: 'Add the certificate to the trusted roots of vCenter',
};
const maintenanceNeeded: Words = {
  what: 'The filter was not installed',
  why: 'the host has to be in maintenance mode for it',
  remedy: 'Put the host into maintenance mode and run the setup again',
};
const cannotEnterMaintenance: Words = {
  what: 'The host could not enter maintenance mode',
  why: 'virtual machines on it could not be moved away',
  remedy: 'Migrate or power off the virtual machines on this host and run the setup again',
};
const rebootNeeded: Words = {
  what: 'The change is not complete',
  why: 'the host has to be rebooted first',
  remedy: 'Reboot the host and run the setup again',
};
const invalidBundle: Words = {
  what: 'The host refused the bundle',
  why: 'its format is not valid for this host',
  remedy: 'Replace the bundle by an undamaged one made for this ESXi version',
};
const requirementsNotMet: Words = {
  what: 'The host refused the filter',
  why: 'it does not meet what the filter depends on',
  remedy:
    'Compare the ESXi version and installed software of the host with the requirements of the filter',
};
const acceptanceLevel: Words = {
  what: 'The host refused the filter',
  why: 'its acceptance level is stricter than that of the filter',
  remedy:
    'Set host > Configure > System > Security Profile > Host Image Profile Acceptance Level to Community Supported',
};
const hostAway: Words = {
  what: 'vCenter could not work on the host',
  why: 'the host is not connected',
  remedy: 'Reconnect the host; vCenter then goes on by itself, or run the setup again',
};
const noPermission: Words = {
  what: 'vCenter refused to work on the host',
  why: 'the service account lacks a privilege there',
  remedy: 'Grant Host > Configuration > Query patch to the service account on this host',
};
const wrongState: Words = {
  what: 'The filter was not installed',
  why: 'the state of the host does not allow it, for example because it is not in maintenance mode',
  remedy: 'Bring the host into the state that is asked for and run the setup again',
};

/**
 * Words by fault type. The API does not document which types occur here; these are vim25 faults and the issue types of the ESX Agent
 * Manager, which does the work behind vCenter. An unlisted type, such as the
 * general PlatformConfigFault, is shown in vCenter's own words.
 */
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['CannotAccessAgentVib', unreachableBundle],
  ['VibNotAvailable', unreachableBundle],
  ['CannotAccessVib', unreachableBundle],
  ['CannotAccessNetwork', unreachableBundle],
  ['CertificateNotTrusted', untrustedCertificate],
  ['VibCertificateNotTrusted', untrustedCertificate],
  ['SSLVerifyFault', untrustedCertificate],
  ['VibRequiresHostInMaintenanceMode', maintenanceNeeded],
  ['HostInMaintenanceMode', maintenanceNeeded],
  ['InvalidState', wrongState],
  ['VibCannotPutHostInMaintenanceMode', cannotEnterMaintenance],
  ['CannotPutHostInMaintenanceMode', cannotEnterMaintenance],
  ['ImmediateHostRebootRequired', rebootNeeded],
  ['HostRebootRequired', rebootNeeded],
  ['VibRequiresHostReboot', rebootNeeded],
  ['RebootRequired', rebootNeeded],
  ['VibInvalidFormat', invalidBundle],
  ['InvalidBundle', invalidBundle],
  ['VibDependenciesNotMetByHost', requirementsNotMet],
  ['VibRequirementsNotMetByHost', requirementsNotMet],
  ['VibRequirementNotMetByHost', requirementsNotMet],
  ['PatchNotApplicable', requirementsNotMet],
  ['AcceptanceLevelNotMet', acceptanceLevel],
  ['HostNotConnected', hostAway],
  ['HostNotReachable', hostAway],
  ['HostDisconnected', hostAway],
  ['HostCommunication', hostAway],
  ['NoPermission', noPermission],
]);

export interface PlainIssue {
  /** What, why and what to do, in that order. */
  readonly message: string;
  /** The fault as vCenter gave it. */
  readonly rawFault: string;
}

/** One host's trouble in plain words. vCenter's own text stays in it whenever it says more than the type does. */
export function plainIssue(issue: HostIssue): PlainIssue {
  const own = issue.message.trim();
  const rawFault = own === '' ? issue.faultType : `${issue.faultType}: ${own}`;
  const words = WORDS.get(issue.faultType);
  if (words !== undefined) {
    const quoted = own === '' ? '' : ` vCenter says: ${asSentence(own)}`;
    return { message: `${words.what}: ${words.why}. ${words.remedy}.${quoted}`, rawFault };
  }
  const what = own === '' ? `vCenter reports ${issue.faultType} without a text.` : asSentence(own);
  return {
    message: `The filter was not installed on this host: ${what} Mend what is named here and run the setup again.`,
    rawFault,
  };
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
