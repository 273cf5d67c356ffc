import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { Fact, FactCard } from '../../protocol/shell-api.ts';
import { bytes } from './byte-text.ts';
import { numberAt } from './property-reader.ts';

/** The *Capacity and Usage* card of a host or of all hosts of a cluster. */
export function capacityCard(hosts: readonly ManagedObject[]): FactCard {
  const total = (value: (host: ManagedObject) => number): number =>
    hosts.reduce((sum, host) => sum + value(host), 0);
  const cpu = total(
    (host) =>
      numberAt(host, 'summary.hardware.cpuMhz') * numberAt(host, 'summary.hardware.numCpuCores'),
  );
  const cpuUsed = total((host) => numberAt(host, 'summary.quickStats.overallCpuUsage'));
  const memory = total((host) => numberAt(host, 'summary.hardware.memorySize'));
  const memoryUsed =
    total((host) => numberAt(host, 'summary.quickStats.overallMemoryUsage')) * 1024 * 1024;
  return {
    title: 'Capacity and Usage',
    facts: [usage('CPU', cpuUsed, cpu, hertz), usage('Memory', memoryUsed, memory, bytes)],
  };
}

function usage(
  label: string,
  used: number,
  capacity: number,
  write: (value: number) => string,
): Fact {
  const percent = capacity > 0 ? Math.min(100, (100 * used) / capacity) : 0;
  const value = `${write(used)} used of ${write(capacity)}`;
  return { label, value, percent: Math.round(percent * 10) / 10 };
}

/** `2.4 GHz` from megahertz. */
function hertz(megahertz: number): string {
  return megahertz < 1000 ? `${megahertz} MHz` : `${Number((megahertz / 1000).toFixed(2))} GHz`;
}
