import type { DataObject } from '../core/managed-object.ts';
import { stableNumber, stableUuid } from './stable-ids.ts';

const GIB = 1024 ** 3;

/** The one server model of the simulated data centre; only the amount of memory differs. */
const model = {
  vendor: 'Dell Inc.',
  name: 'PowerEdge R750',
  cpu: 'Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz',
  packages: 2,
  coresPerPackage: 28,
  mhz: 1995,
};

const cores = model.packages * model.coresPerPackage;

/** Total CPU of one host in MHz. */
export const hostCpuMhz = cores * model.mhz;
export const hostCores = cores;
export const hostThreads = cores * 2;

/** Memory of a host in bytes. */
export function hostMemory(name: string): number {
  return (256 + 128 * stableNumber(name, 3)) * GIB;
}

/** `HostHardwareInfo` of a host. */
export function hostHardware(name: string): DataObject {
  const uuid = stableUuid(`hardware of ${name}`);
  return {
    systemInfo: {
      vendor: model.vendor,
      model: model.name,
      uuid,
      otherIdentifyingInfo: [
        {
          identifierValue: serviceTag(name),
          identifierType: {
            label: 'Service tag',
            summary: 'Service tag of the system',
            key: 'ServiceTag',
          },
        },
      ],
      serialNumber: serviceTag(name),
    },
    cpuInfo: {
      numCpuPackages: model.packages,
      numCpuCores: cores,
      numCpuThreads: hostThreads,
      hz: model.mhz * 1_000_000,
    },
    cpuPkg: Array.from({ length: model.packages }, (_, index) => cpuPackage(index)),
    memorySize: hostMemory(name),
    smcPresent: false,
    biosInfo: { biosVersion: '1.13.2', releaseDate: new Date('2024-02-20T00:00:00Z') },
  };
}

function cpuPackage(index: number): DataObject {
  const threads = model.coresPerPackage * 2;
  return {
    index,
    vendor: 'intel',
    hz: model.mhz * 1_000_000,
    busHz: 100_000_000,
    description: model.cpu,
    threadId: Array.from({ length: threads }, (_, thread) => index * threads + thread),
  };
}

/** `HostHardwareSummary` of a host. */
export function hostHardwareSummary(name: string): DataObject {
  return {
    vendor: model.vendor,
    model: model.name,
    uuid: stableUuid(`hardware of ${name}`),
    memorySize: hostMemory(name),
    cpuModel: model.cpu,
    cpuMhz: model.mhz,
    numCpuPkgs: model.packages,
    numCpuCores: cores,
    numCpuThreads: hostThreads,
    numNics: 2,
    numHBAs: 2,
  };
}

function serviceTag(name: string): string {
  return stableUuid(name).replaceAll('-', '').slice(0, 7).toUpperCase();
}
