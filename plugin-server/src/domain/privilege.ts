/** The privileges this product asks for, and what the vSphere Client calls them (vSphere security documentation). */
export const PRIVILEGE_NAMES = {
  'System.Read': 'System > Read',
  'Global.Diagnostics': 'Global > Diagnostics',
  'Host.Config.Patch': 'Host > Configuration > Query patch',
  'Host.Config.Maintenance': 'Host > Configuration > Maintenance',
  'VirtualMachine.Config.EditDevice':
    'Virtual machine > Change Configuration > Modify device settings',
  'StorageProfile.View': 'VM storage policies > View VM storage policies',
  'StorageProfile.Update': 'VM storage policies > Update VM storage policies',
} as const;

export type PrivilegeId = keyof typeof PRIVILEGE_NAMES;

/**
 * What vCenter checks on every host of the cluster: installing needs `Host.Config.Patch`; upgrading and resolving take hosts through
 * maintenance mode as well (vSphere API reference, IoFilterManager).
 */
export function privilegesFor(
  action: 'install' | 'update' | 'resolve' | 'remove',
): readonly PrivilegeId[] {
  return action === 'install'
    ? ['Host.Config.Patch']
    : ['Host.Config.Patch', 'Host.Config.Maintenance'];
}

/** All that may be needed on a host, for one bulk check before it is known what will be done. */
export const HOST_PRIVILEGES: readonly PrivilegeId[] = [
  'Host.Config.Patch',
  'Host.Config.Maintenance',
];
