import type { AcceptanceLevel } from './inventory-facts.ts';

/** Most to least restrictive, after the vSphere API reference (HostImageAcceptanceLevel). */
const RESTRICTIVENESS: readonly AcceptanceLevel[] = [
  'vmware_certified',
  'vmware_accepted',
  'partner',
  'community',
];

const NAMES: Readonly<Record<AcceptanceLevel, string>> = {
  vmware_certified: 'VMware Certified',
  vmware_accepted: 'VMware Accepted',
  partner: 'Partner Supported',
  community: 'Community Supported',
  unknown: 'unknown',
};

/** Where an admin finds and changes the level in the vSphere Client. */
export const ACCEPTANCE_LEVEL_PATH =
  'host > Configure > System > Security Profile > Host Image Profile Acceptance Level';

/** The level as the vSphere Client writes it. */
export function acceptanceLevelName(level: AcceptanceLevel): string {
  return NAMES[level];
}

/** Whether a host of that level takes a VIB of that level: the host's must be the same or less restrictive. Null when it cannot be told. */
export function acceptsLevel(host: AcceptanceLevel, vib: AcceptanceLevel): boolean | null {
  if (host === 'unknown' || vib === 'unknown') return null;
  return RESTRICTIVENESS.indexOf(host) >= RESTRICTIVENESS.indexOf(vib);
}
