import type { EnvironmentRequirement, PluginManifest } from './manifest-types.ts';
import { versionInRange } from './version-range.ts';

/** The versions that a manifest's `requirements` are held against. */
export interface ClientEnvironment {
  /** Version of the vSphere Client: `8.0.3`. */
  readonly clientVersion: string;
  readonly vcenterVersion: string;
  readonly environment: 'onprem' | 'cloud' | 'gateway';
}

/** Why a valid manifest can't be used here, or undefined when it can. */
export function incompatibility(
  manifest: PluginManifest,
  here: ClientEnvironment,
): string | undefined {
  const { requirements } = manifest;
  return (
    mismatch('vSphere Client', requirements['vsphere.client'], here.clientVersion, here) ??
    mismatch('vCenter Server', requirements['vcenter.server'], here.vcenterVersion, here)
  );
}

function mismatch(
  product: string,
  requirement: EnvironmentRequirement | undefined,
  version: string,
  here: ClientEnvironment,
): string | undefined {
  if (requirement?.version !== undefined && !versionInRange(version, requirement.version)) {
    return `The plug-in needs ${product} ${requirement.version}; this is ${version}.`;
  }
  const { environments } = requirement ?? {};
  if (environments !== undefined && !environments.includes(here.environment)) {
    return `The plug-in supports ${product} in ${environments.join(', ')} only; this is ${here.environment}.`;
  }
  return undefined;
}
