import type { DataObject } from '../core/managed-object.ts';
import { signedBytes } from '../managers/host-certificate.ts';
import { stableMac } from './stable-ids.ts';
import type { HostFilter, SimulatedHost } from './world.ts';

/** `AboutInfo` of an ESXi host; fixed texts as 8.0.3 hosts report them. */
export function hostProduct(host: SimulatedHost): DataObject {
  const { version, build } = host.facts;
  return {
    name: 'VMware ESXi',
    fullName: `VMware ESXi ${version} build-${build}`,
    vendor: 'VMware, Inc.',
    version,
    build,
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: 'vmnix-x86',
    productLineId: 'embeddedEsx',
    apiType: 'HostAgent',
    apiVersion: `${version}.0`,
    licenseProductName: 'VMware ESX Server',
    licenseProductVersion: `${version.split('.')[0] ?? '8'}.0`,
  };
}

/** `HostConfigInfo` of a connected host. */
export function hostConfig(host: SimulatedHost): DataObject {
  return {
    host: host.ref,
    product: hostProduct(host),
    network: network(host),
    virtualNicManagerInfo: { netConfig: [managementNic(host)] },
    service: hostServices(host.filters),
    firewall: firewall(),
    adminDisabled: false,
    lockdownMode: 'lockdownDisabled',
    certificate: signedBytes(host.certificate.pem),
    wakeOnLanCapable: true,
    dateTimeInfo: {
      timeZone: { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 },
      ntpConfig: { server: ['ntp.example.com'] },
      enabled: true,
    },
    ioFilterInfo: hostFilterInfos(host.filters),
  };
}

/** `HostIoFilterInfo` of every filter on a host. */
export function hostFilterInfos(filters: readonly HostFilter[]): DataObject[] {
  return filters.map((filter) => ({ ...filter, available: true }));
}

function network(host: SimulatedHost): DataObject {
  const [hostName = host.facts.name, ...domain] = host.facts.name.split('.');
  return {
    pnic: [0, 1].map((index) => physicalNic(host, index)),
    vnic: [managementVnic(host)],
    dnsConfig: {
      dhcp: false,
      hostName,
      domainName: domain.join('.'),
      address: ['127.20.0.53'],
      searchDomain: [domain.join('.')],
    },
    ipRouteConfig: { defaultGateway: '127.20.0.1' },
    ipV6Enabled: false,
  };
}

function physicalNic(host: SimulatedHost, index: number): DataObject {
  return {
    key: `key-vim.host.PhysicalNic-vmnic${index}`,
    device: `vmnic${index}`,
    pci: `0000:31:00.${index}`,
    driver: 'i40en',
    linkSpeed: { speedMb: 25_000, duplex: true },
    spec: {},
    wakeOnLanSupported: true,
    mac: stableMac(`${host.facts.name} vmnic${index}`),
  };
}

function managementVnic(host: SimulatedHost): DataObject {
  return {
    device: 'vmk0',
    key: 'key-vim.host.VirtualNic-vmk0',
    portgroup: 'Management Network',
    spec: {
      ip: { dhcp: false, ipAddress: host.address, subnetMask: '255.255.0.0' },
      mac: stableMac(`${host.facts.name} vmk0`),
      portgroup: 'Management Network',
      mtu: 1500,
    },
  };
}

function managementNic(host: SimulatedHost): DataObject {
  const vnic = managementVnic(host);
  const selected = { ...vnic, key: 'management.key-vim.host.VirtualNic-vmk0' };
  return {
    nicType: 'management',
    multiSelectAllowed: true,
    candidateVnic: [selected],
    selectedVnic: ['management.key-vim.host.VirtualNic-vmk0'],
  };
}

/** `HostServiceInfo`: a filter shows as a daemon `iofilterd-<name>`, all together have one storage provider, `iofiltervpd`. */
export function hostServices(filters: readonly HostFilter[]): DataObject {
  const service = (key: string, label: string, running: boolean): DataObject => ({
    key,
    label,
    required: false,
    uninstallable: false,
    running,
    ruleset: [],
    policy: running ? 'on' : 'off',
  });
  const daemons = filters.map((filter) =>
    service(`iofilterd-${filter.name}`, `iofilterd-${filter.name}`, true),
  );
  return {
    service: [
      service('TSM', 'ESXi Shell', false),
      service('TSM-SSH', 'SSH', false),
      service('ntpd', 'NTP Daemon', true),
      service('vpxa', 'VMware vCenter Agent', true),
      ...daemons,
      service('iofiltervpd', 'I/O filter storage provider', true),
    ],
  };
}

function firewall(): DataObject {
  return {
    defaultPolicy: { incomingBlocked: true, outgoingBlocked: true },
    ruleset: [
      ruleset('sshServer', 'SSH Server', 22),
      ruleset('vSphereClient', 'vSphere Web Client', 443),
      ruleset('iofiltervp', 'ioFilterVPServer', 9080),
    ],
  };
}

function ruleset(key: string, label: string, port: number): DataObject {
  return {
    key,
    label,
    required: false,
    rule: [{ port, direction: 'inbound', portType: 'dst', protocol: 'tcp' }],
    enabled: true,
  };
}
