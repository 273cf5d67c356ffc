import type { VmInput } from './scenario-schema.ts';

type DiskInput = NonNullable<VmInput['disks']>[number];

/** What a virtual machine is for decides its size; every company has some of each. */
interface Purpose {
  readonly label: string;
  readonly guestId: string;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly diskSizesGb: readonly number[];
}

const purposes: readonly Purpose[] = [
  { label: 'web', guestId: 'debian12_64Guest', cpus: 2, memoryMb: 4096, diskSizesGb: [40] },
  { label: 'app', guestId: 'rhel9_64Guest', cpus: 4, memoryMb: 8192, diskSizesGb: [60, 100] },
  {
    label: 'sql',
    guestId: 'windows2022srvNext_64Guest',
    cpus: 8,
    memoryMb: 32768,
    diskSizesGb: [100, 500, 200],
  },
  {
    label: 'file',
    guestId: 'windows2019srvNext_64Guest',
    cpus: 2,
    memoryMb: 8192,
    diskSizesGb: [80, 2000],
  },
  {
    label: 'dc',
    guestId: 'windows2022srvNext_64Guest',
    cpus: 2,
    memoryMb: 4096,
    diskSizesGb: [60],
  },
  { label: 'mail', guestId: 'ubuntu64Guest', cpus: 4, memoryMb: 16384, diskSizesGb: [60, 300] },
  { label: 'build', guestId: 'debian12_64Guest', cpus: 8, memoryMb: 16384, diskSizesGb: [120] },
];

/** Every so many machines differ from the ordinary running one: numbers chosen so that a cluster of 16 shows each kind once. */
const SNAPSHOT_EVERY = 6;
const POWERED_OFF_EVERY = 7;
const RAW_DEVICE_EVERY = 11;
const FAULT_TOLERANT_AT = 13;
const TEMPLATE_AT = 15;

function purposeOf(index: number): Purpose {
  const purpose = purposes[index % purposes.length];
  if (purpose === undefined) throw new Error('The list of purposes is empty');
  return purpose;
}

function disksOf(
  purpose: Purpose,
  index: number,
  more: Pick<DiskInput, 'filtered' | 'policy'>,
): DiskInput[] {
  const disks: DiskInput[] = purpose.diskSizesGb.map((sizeGb) => ({ sizeGb, ...more }));
  if ((index + 1) % RAW_DEVICE_EVERY === 0) disks.push({ sizeGb: 250, rawDevice: 'physical' });
  return disks;
}

/** What is special about the machines of a cluster. */
export interface DemoVmOptions {
  /** Each n-th machine has the cluster's filter on its disks. */
  readonly filteredEvery?: number;
  /** Index of a machine that cannot leave its host. */
  readonly pinnedAt?: number;
  /** Storage policy of the disks by what a machine is for (`sql`, `app`); only machines without snapshots have one. */
  readonly policies?: Readonly<Record<string, string>>;
}

/**
 * Virtual machines of one cluster, the same ones on every call.
 * @param prefix first part of their names
 * @param hostCount they are spread over that many hosts
 */
export function demoVms(
  prefix: string,
  count: number,
  hostCount: number,
  options: DemoVmOptions = {},
): VmInput[] {
  return Array.from({ length: count }, (_, index) => {
    const purpose = purposeOf(index);
    const template = index === TEMPLATE_AT;
    const off = template || (index + 1) % POWERED_OFF_EVERY === 0;
    const snapshots = (index + 1) % SNAPSHOT_EVERY === 0 ? ['before patching'] : [];
    const policy = snapshots.length > 0 || template ? undefined : options.policies?.[purpose.label];
    const filtered = options.filteredEvery !== undefined && index % options.filteredEvery === 0;
    const number = String(Math.floor(index / purposes.length) + 1).padStart(2, '0');
    return {
      name: template
        ? `${prefix}-template-${purpose.label}`
        : `${prefix}-${purpose.label}-${number}`,
      host: index % hostCount,
      powerState: off ? 'poweredOff' : 'poweredOn',
      template,
      guestId: purpose.guestId,
      cpus: purpose.cpus,
      memoryMb: purpose.memoryMb,
      disks: disksOf(purpose, index, { filtered, ...(policy === undefined ? {} : { policy }) }),
      snapshots,
      faultTolerance: index === FAULT_TOLERANT_AT - 1,
      pinned: index === options.pinnedAt,
    };
  });
}
