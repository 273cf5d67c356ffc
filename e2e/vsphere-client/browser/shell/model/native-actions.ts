import type { InventoryItem, ObjectAction } from '../../../protocol/shell-api.ts';

/** A line of the client's own: `action` does it; a line without one only stands there, greyed. */
export interface NativeLine {
  readonly label: string;
  readonly action?: ObjectAction;
  readonly enabled: boolean;
}

type Entry = string | readonly [label: string, action: ObjectAction];

const maintenance: readonly Entry[] = [
  ['Enter Maintenance Mode', 'enter-maintenance'],
  ['Exit Maintenance Mode', 'exit-maintenance'],
];
const power: readonly Entry[] = [
  ['Power On', 'power-on'],
  ['Power Off', 'power-off'],
];

/**
 * The client's own menu lines, so that plug-ins stand where they stand in the real menu. Only the lines that plug-ins need beside them do something;
 * those stand in the menu itself, where the real client has them in a submenu (simulation's choice).
 */
const entries: Readonly<Record<string, readonly Entry[]>> = {
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
    ...maintenance,
    'Connection',
    'Power',
    'Certificates',
    'separator',
    'Settings',
    'Move To...',
    'Remove from Inventory',
  ],
  VirtualMachine: [
    ...power,
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

const forSeveral: Readonly<Record<string, readonly Entry[]>> = {
  ClusterComputeResource: ['Move To...', 'Delete'],
  HostSystem: [...maintenance, 'Connection', 'Power', 'separator', 'Move To...'],
  VirtualMachine: [...power, 'Guest OS', 'Snapshots', 'separator', 'Migrate...', 'VM Policies'],
};

/** Which objects an action is for: those in one of these states. */
const applies: Readonly<Record<ObjectAction, (item: InventoryItem) => boolean>> = {
  'enter-maintenance': ({ state }) => state === 'normal',
  'exit-maintenance': ({ state }) => state === 'maintenance',
  'power-on': ({ state, template }) => template !== true && state !== 'poweredOn',
  'power-off': ({ state }) => state === 'poweredOn',
};

/** The client's own lines for objects of one type; undefined is a separator. An action is for all of them or greyed. */
export function nativeActions(
  targets: readonly InventoryItem[],
): readonly (NativeLine | undefined)[] {
  const [first] = targets;
  if (first === undefined) return [];
  const shown = (targets.length > 1 ? forSeveral[first.type] : entries[first.type]) ?? [];
  return shown.map((entry) => {
    if (entry === 'separator') return undefined;
    if (typeof entry === 'string') return { label: entry, enabled: false };
    const [label, action] = entry;
    return { label, action, enabled: targets.every((item) => applies[action](item)) };
  });
}
