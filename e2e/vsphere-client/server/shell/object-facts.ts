import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import { refKey } from '../../../vcenter/core/managed-object.ts';
import type { Fact, FactCard } from '../../protocol/shell-api.ts';
import { bytes } from './byte-text.ts';
import { capacityCard } from './capacity-card.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { flagAt, listAt, numberAt, refAt, refsAt, textAt } from './property-reader.ts';

/** The client's own cards on an object's Summary tab. */
export function summaryCards(object: ManagedObject, reader: InventoryReader): FactCard[] {
  switch (object.ref.type) {
    case 'HostSystem':
      return hostCards(object, reader);
    case 'VirtualMachine':
      return vmCards(object, reader);
    case 'ClusterComputeResource':
      return clusterCards(object, reader);
    default:
      return containerCards(object, reader);
  }
}

function containerCards(object: ManagedObject, reader: InventoryReader): FactCard[] {
  const hosts = reader.hosts(object);
  const clusters = new Set(hosts.map((host) => refAt(host, 'parent')?.value));
  const facts = [
    fact('Hosts', String(hosts.length)),
    fact('Virtual Machines', String(reader.vms(object).length)),
    fact('Compute resources', String(clusters.size)),
  ];
  const title = object.ref.type === 'Datacenter' ? 'Datacenter Details' : 'Details';
  return [{ title, facts }];
}

function clusterCards(cluster: ManagedObject, reader: InventoryReader): FactCard[] {
  const hosts = reader.hosts(cluster);
  const total = (path: string) => hosts.reduce((sum, host) => sum + numberAt(host, path), 0);
  const cores = total('summary.hardware.numCpuCores');
  const drs = flagAt(cluster, 'configuration.drsConfig.enabled');
  const image = flagAt(cluster, 'lifecycleManaged');
  return [
    {
      title: 'Cluster Details',
      facts: [
        fact('Total Processors', String(cores)),
        fact('Total Memory', bytes(total('summary.hardware.memorySize'))),
        fact('Hosts', String(hosts.length)),
        fact('Virtual Machines', String(reader.vms(cluster).length)),
        fact('Hosts in maintenance mode', String(hosts.filter(inMaintenance).length)),
      ],
    },
    capacityCard(hosts),
    {
      title: 'Cluster Services',
      facts: [
        fact('vSphere DRS', drs ? `On, ${drsText(cluster)}` : 'Off'),
        fact('vSphere HA', onOff(flagAt(cluster, 'configuration.dasConfig.enabled'))),
        fact('Lifecycle', image ? 'Managed with a single image' : 'Managed with baselines'),
      ],
    },
  ];
}

function hostCards(host: ManagedObject, reader: InventoryReader): FactCard[] {
  const model = `${textAt(host, 'summary.hardware.vendor')} ${textAt(host, 'summary.hardware.model')}`;
  const uptime = numberAt(host, 'summary.quickStats.uptime');
  const product = textAt(host, 'config.product.fullName');
  return [
    {
      title: 'Host Details',
      facts: [
        fact('Hypervisor', product || textAt(host, 'summary.config.product.fullName')),
        fact('Model', model),
        fact('Processor Type', textAt(host, 'summary.hardware.cpuModel')),
        fact('Logical Processors', String(numberAt(host, 'summary.hardware.numCpuThreads'))),
        fact('NICs', String(numberAt(host, 'summary.hardware.numNics'))),
        fact('Virtual Machines', String(reader.vms(host).length)),
        connectionFact(host),
        fact('Uptime', uptime > 0 ? `${Math.floor(uptime / 86_400)} days` : ''),
      ],
    },
    capacityCard([host]),
  ];
}

function connectionFact(host: ManagedObject): Fact {
  const connection = textAt(host, 'runtime.connectionState');
  if (connection === 'disconnected') return { ...fact('State', 'Disconnected'), level: 'error' };
  if (connection === 'notResponding') return { ...fact('State', 'Not responding'), level: 'error' };
  if (inMaintenance(host)) return { ...fact('State', 'Maintenance Mode'), level: 'warning' };
  return { ...fact('State', 'Connected'), level: 'ok' };
}

function vmCards(vm: ManagedObject, reader: InventoryReader): FactCard[] {
  const host = reader.visible(refAt(vm, 'runtime.host'));
  const disks = listAt(vm, 'config.hardware.device').filter((device) => 'capacityInKB' in device);
  const snapshots = refsAt(vm, 'rootSnapshot').length;
  return [
    {
      title: 'Virtual Machine Details',
      facts: [
        fact('Power Status', powerText(textAt(vm, 'runtime.powerState'))),
        fact('Guest OS', textAt(vm, 'config.guestFullName')),
        fact('Compatibility', textAt(vm, 'config.version')),
        host ? { ...fact('Host', textAt(host, 'name')), link: refKey(host.ref) } : fact('Host', ''),
        fact('Snapshots', snapshots > 0 ? 'Yes' : 'None'),
      ],
    },
    {
      title: 'VM Hardware',
      facts: [
        fact('CPU', `${numberAt(vm, 'config.hardware.numCPU')} CPU(s)`),
        fact('Memory', `${numberAt(vm, 'config.hardware.memoryMB') / 1024} GB`),
        ...disks.map((disk, index) =>
          fact(`Hard disk ${index + 1}`, bytes(Number(disk['capacityInKB']) * 1024)),
        ),
      ],
    },
  ];
}

/** The words of the client for a power state. */
export function powerText(state: string): string {
  if (state === 'poweredOn') return 'Powered On';
  return state === 'suspended' ? 'Suspended' : 'Powered Off';
}

/** The words of the client for what a host is doing. */
export function hostStateText(host: ManagedObject): string {
  return connectionFact(host).value;
}

function fact(label: string, value: string): Fact {
  return { label, value: value || '--' };
}

function onOff(value: boolean): string {
  return value ? 'On' : 'Off';
}

function inMaintenance(host: ManagedObject): boolean {
  return flagAt(host, 'runtime.inMaintenanceMode');
}

/** The words of the client for how far DRS acts by itself. */
export function drsText(cluster: ManagedObject): string {
  const words: Record<string, string> = {
    manual: 'Manual',
    partiallyAutomated: 'Partially Automated',
    fullyAutomated: 'Fully Automated',
  };
  return words[textAt(cluster, 'configuration.drsConfig.defaultVmBehavior')] ?? 'Manual';
}
