import type { FilterCapability, RuleSet } from '../src/domain/storage-profile.ts';
import type { ManagedObjectReference } from '../src/domain/managed-object-reference.ts';
import type { FakeVm } from './fake-vcenter/fake-machines.ts';
import type { FakeWorld } from './fake-vcenter/fake-world.ts';

/** How many machines there shall be, and what they are like. */
export interface ManyVms {
  readonly count: number;
  /** One when left out. */
  readonly disksEach?: number;
  /** Names are `prefix-1`, `prefix-2`, …; `web` when left out. */
  readonly prefix?: string;
  /** What the machine of that number, from 1, differs in. */
  readonly vary?: (number: number) => Partial<FakeVm>;
}

const FIRST_DISK_KEY = 2000;
const FOLDERS = ['Web', 'Databases', 'Office'];

/**
 * Puts many running machines on the connected hosts of all clusters, in turn, with disks of 40 GiB under no policy, in three folders of one
 * datacenter. Their ids go on from those that are there.
 * @returns their references
 */
export function addVms(world: FakeWorld, many: ManyVms): readonly ManagedObjectReference[] {
  const hosts = world.inventory.clusters.flatMap((cluster) =>
    cluster.hosts.filter(({ connectionState }) => connectionState === 'connected'),
  );
  const folders = addFolders(world);
  const before = world.vms.size;
  return Array.from({ length: many.count }, (_, index) => {
    const number = index + 1;
    const ref = { type: 'VirtualMachine', value: `vm-${before + number}` };
    world.vms.set(ref.value, {
      ref,
      name: `${many.prefix ?? 'web'}-${number}`,
      host: hosts[index % hosts.length]?.ref ?? null,
      powerState: 'poweredOn',
      template: false,
      folder: folders[index % folders.length] ?? null,
      ...many.vary?.(number),
    });
    for (let disk = 0; disk < (many.disksEach ?? 1); disk += 1) {
      const diskKey = FIRST_DISK_KEY + disk;
      world.disks.push({ vm: ref, diskKey, profileId: null, filterNames: [] });
    }
    return ref;
  });
}

/** A datacenter with a folder of machines and folders in it; the same ones each time. */
export function addFolders(world: FakeWorld): readonly ManagedObjectReference[] {
  const folder = (value: string): ManagedObjectReference => ({ type: 'Folder', value });
  const made = FOLDERS.map((_, index) => folder(`group-v1${index}`));
  if (world.folders.length > 0) return made;
  const datacenter = { type: 'Datacenter', value: 'datacenter-2' };
  const top = folder('group-v3');
  world.folders.push(
    { ref: datacenter, name: 'Berlin', parent: null },
    { ref: top, name: 'vm', parent: datacenter },
    ...FOLDERS.map((name, index) => ({ ref: folder(`group-v1${index}`), name, parent: top })),
  );
  return made;
}

/** A rule set with one text property for each rule. */
export function aRuleSet(
  ...rules: readonly { readonly namespace: string; readonly id: string; readonly value?: string }[]
): RuleSet {
  return {
    name: 'Rule set',
    forceProvision: null,
    rules: rules.map(({ namespace, id, value = 'True' }) => ({
      namespace,
      id,
      constraints: [
        [
          {
            id: 'enabled',
            operator: null,
            value: { kind: 'text', xsdType: 'string', text: value },
          },
        ],
      ],
    })),
  };
}

/** What a third party's replication filter publishes: a property with a default, and one with a list of values. */
export function aFilterCapability(changes: Partial<FilterCapability> = {}): FilterCapability {
  const text = (value: string) => ({ kind: 'text', xsdType: 'string', text: value }) as const;
  return {
    namespace: 'samplefilter',
    id: 'samplefilter@REPLICATION',
    filterClass: 'REPLICATION',
    label: 'samplefilter',
    properties: [
      { id: 'enabled', defaultValue: text('True'), firstAllowed: text('True') },
      { id: 'ordering', defaultValue: null, firstAllowed: text('Strict') },
    ],
    ...changes,
  };
}
