import type { InventoryItem } from '../../../protocol/shell-api.ts';

type NativeEntry = 'separator' | (string & {});

/**
 * The client's own menu lines, so that plug-ins stand where they stand in the real menu. None of them does anything here and all are
 * greyed (simulation's choice: only what plug-ins need is simulated).
 */
const entries: Readonly<Record<string, readonly NativeEntry[]>> = {
  VCenter: ['New Datacenter...', 'New Folder...', 'separator', 'Add Permission...', 'Rename...'],
  Datacenter: [
    'Add Host...',
    'New Cluster...',
    'New Folder',
    'separator',
    'New Virtual Machine...',
    'Deploy OVF Template...',
    'separator',
    'Edit Default VM Compatibility...',
    'Rename...',
    'Delete',
  ],
  ClusterComputeResource: [
    'Add Hosts...',
    'New Virtual Machine...',
    'New Resource Pool...',
    'Deploy OVF Template...',
    'separator',
    'Storage',
    'Host Profiles',
    'separator',
    'Settings',
    'Move To...',
    'Rename...',
    'Delete',
  ],
  HostSystem: [
    'New Virtual Machine...',
    'Deploy OVF Template...',
    'separator',
    'Maintenance Mode',
    'Connection',
    'Power',
    'Certificates',
    'separator',
    'Settings',
    'Move To...',
    'Remove from Inventory',
  ],
  VirtualMachine: [
    'Power',
    'Guest OS',
    'Snapshots',
    'Open Remote Console',
    'separator',
    'Migrate...',
    'Clone',
    'VM Policies',
    'separator',
    'Compatibility',
    'Edit Settings...',
    'Rename...',
    'Delete from Disk',
  ],
};

const forSeveral: Readonly<Record<string, readonly NativeEntry[]>> = {
  ClusterComputeResource: ['Move To...', 'Delete'],
  HostSystem: ['Maintenance Mode', 'Connection', 'Power', 'separator', 'Move To...'],
  VirtualMachine: ['Power', 'Guest OS', 'Snapshots', 'separator', 'Migrate...', 'VM Policies'],
};

/** The client's own lines for objects of this type. */
export function nativeActions(item: InventoryItem, count: number): readonly NativeEntry[] {
  return (count > 1 ? forSeveral[item.type] : entries[item.type]) ?? [];
}
