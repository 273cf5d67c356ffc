import type { VmInput } from './scenario-schema.ts';

/** What makes a machine differ from the ordinary one. */
type Special = (vm: VmInput) => Partial<VmInput>;

const disksWith = (change: Partial<NonNullable<VmInput['disks']>[number]>): Special => {
  return ({ disks = [] }) => ({
    disks: disks.map((disk) => ({ ...disk, filtered: false, ...change })),
  });
};

/** One of each kind in a hundred machines; the places are free numbers below 100. */
const specials: ReadonlyMap<number, Special> = new Map<number, Special>([
  [20, () => ({ template: true, powerState: 'poweredOff', folder: 'Templates' })],
  [24, () => ({ faultTolerance: true })],
  [31, () => ({ powerState: 'suspended' })],
  [38, ({ disks = [] }) => ({ disks: [...disks, { sizeGb: 250, rawDevice: 'virtual' }] })],
  [45, ({ disks = [] }) => ({ disks: [...disks, { sizeGb: 80, sharing: 'sharingMultiWriter' }] })],
  [52, () => ({ busSharing: 'physicalSharing' })],
  [59, disksWith({ policy: 'VM Encryption Policy' })],
  [66, disksWith({ policy: 'vSAN Default Storage Policy' })],
  [73, disksWith({ policy: 'VVol No Requirements Policy' })],
]);

const tiers = ['Gold', 'Silver', 'Bronze'];
const departments = ['Finance', 'IT', 'Production', 'Research', 'Sales'];
const projects = 40;

/** The machines in folders, with tags, and with some of every kind that an I/O filter policy does not fit. */
export function variedVms(vms: readonly VmInput[]): VmInput[] {
  return vms.map((vm, index) => {
    const department = pick(departments, index);
    const folder = `Departments/${department}/Project ${1 + (index % projects)}`;
    const tags = [
      { category: 'Tier', name: pick(tiers, index) },
      ...(index % 4 === 0 ? [] : [{ category: 'Department', name: department }]),
    ];
    return { ...vm, folder, tags, ...specials.get(index % 100)?.(vm) };
  });
}

function pick(names: readonly string[], index: number): string {
  return names[index % names.length] ?? '';
}
