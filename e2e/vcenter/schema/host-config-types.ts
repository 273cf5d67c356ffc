/** What `HostSystem.config` holds. Facts of the vSphere API reference, in schema order. */
export const hostConfigTypes = `
enum HostLockdownMode @6.0 { lockdownDisabled lockdownNormal lockdownStrict }
enum HostFirewallRuleDirection { inbound outbound }
enum HostFirewallRulePortType { src dst }
type HostConfigInfo {
  host: ref HostSystem; product: AboutInfo; fileSystemVolume?: HostFileSystemVolumeInfo;
  systemFile?: string[]; network?: HostNetworkInfo;
  virtualNicManagerInfo?: HostVirtualNicManagerInfo; service?: HostServiceInfo;
  firewall?: HostFirewallInfo; option?: OptionValue[]; datastorePrincipal?: string;
  localSwapDatastore?: ref Datastore; dateTimeInfo?: HostDateTimeInfo; adminDisabled?: boolean;
  lockdownMode?: HostLockdownMode @6.0; certificate?: byte[]; wakeOnLanCapable?: boolean;
  domainList?: string[] @6.0; scriptCheckSum?: base64 @6.0; hostConfigCheckSum?: base64 @6.0;
  descriptionTreeCheckSum?: base64 @7.0.0.0; sharedPassthruGpuTypes?: string[] @6.0;
  ioFilterInfo?: HostIoFilterInfo[] @6.0;
}
type HostNetworkInfo {
  vswitch?: HostVirtualSwitch[]; portgroup?: HostPortGroup[]; pnic?: PhysicalNic[];
  vnic?: HostVirtualNic[]; consoleVnic?: HostVirtualNic[]; dnsConfig?: HostDnsConfig;
  ipRouteConfig?: HostIpRouteConfig; consoleIpRouteConfig?: HostIpRouteConfig;
  ipV6Enabled?: boolean; atBootIpV6Enabled?: boolean; nsxTransportNodeId?: string @7.0.0.0;
  nvdsToVdsMigrationRequired?: boolean @7.0.2.0; migrationStatus?: string @7.0.2.0;
}
type HostVirtualNic {
  device: string; key: string; portgroup: string; spec: HostVirtualNicSpec; port?: string;
}
type HostVirtualNicSpec {
  ip?: HostIpConfig; mac?: string; portgroup?: string; mtu?: int; tsoEnabled?: boolean;
  netStackInstanceKey?: string; externalId?: string @6.0; pinnedPnic?: string @6.0;
  systemOwned?: boolean @7.0.0.0; dpuId?: string @8.0.0.1;
}
type HostIpConfig { dhcp: boolean; ipAddress?: string; subnetMask?: string }
type PhysicalNic {
  key?: string; device: string; pci: string; driver?: string; driverVersion?: string @8.0.0.1;
  firmwareVersion?: string @8.0.0.1; linkSpeed?: PhysicalNicLinkInfo;
  validLinkSpecification?: PhysicalNicLinkInfo[]; spec: PhysicalNicSpec;
  wakeOnLanSupported: boolean; mac: string; vmDirectPathGen2Supported?: boolean;
  vmDirectPathGen2SupportedMode?: string; resourcePoolSchedulerAllowed?: boolean;
  resourcePoolSchedulerDisallowedReason?: string[]; autoNegotiateSupported?: boolean;
  enhancedNetworkingStackSupported?: boolean @6.7; ensInterruptSupported?: boolean @7.0.0.0;
  rdmaDevice?: string @7.0.0.0; dpuId?: string @8.0.0.1;
}
type PhysicalNicSpec {
  ip?: HostIpConfig; linkSpeed?: PhysicalNicLinkInfo; enableEnhancedNetworkingStack?: boolean @6.7;
  ensInterruptEnabled?: boolean @7.0.0.0;
}
type PhysicalNicLinkInfo { speedMb: int; duplex: boolean }
type HostVirtualSwitch {
  name: string; key: string; numPorts: int; numPortsAvailable: int; mtu?: int;
  portgroup?: string[]; pnic?: string[]; spec: HostVirtualSwitchSpec;
}
type HostPortGroup {
  key?: string; vswitch?: string; computedPolicy: HostNetworkPolicy; spec: HostPortGroupSpec;
}
type HostServiceInfo { service?: HostService[] }
type HostService {
  key: string; label: string; required: boolean; uninstallable: boolean; running: boolean;
  ruleset?: string[]; policy: string;
}
type HostFirewallInfo { defaultPolicy: HostFirewallDefaultPolicy; ruleset?: HostFirewallRuleset[] }
type HostFirewallRuleset {
  key: string; label: string; required: boolean; rule: HostFirewallRule[]; service?: string;
  enabled: boolean; userControllable?: boolean @8.0.2.0; ipListUserConfigurable?: boolean @8.0.2.0;
}
type HostFirewallRule {
  port: int; endPort?: int; direction: HostFirewallRuleDirection; portType?: HostFirewallRulePortType; protocol: string;
}
type HostFileSystemVolumeInfo { volumeTypeList?: string[]; mountInfo?: HostFileSystemMountInfo[] }
type HostFileSystemMountInfo {
  mountInfo: HostMountInfo; volume: HostFileSystemVolume; vStorageSupport?: string;
}
type HostMountInfo {
  path?: string; accessMode: string; mounted?: boolean; accessible?: boolean;
  inaccessibleReason?: string; vmknicName?: string @8.0.1.0; vmknicActive?: boolean @8.0.1.0;
  mountFailedReason?: string @8.0.0.1; numTcpConnections?: int @8.0.1.0;
}
type HostFileSystemVolume { type: string; name: string; capacity: long }
type HostVmfsVolume : HostFileSystemVolume {
  blockSizeMb: int; blockSize?: int @6.5; unmapGranularity?: int @6.5; unmapPriority?: string @6.5;
  maxBlocks: int; majorVersion: int; version: string; uuid: string;
  extent: HostScsiDiskPartition[]; vmfsUpgradable: boolean; ssd?: boolean; local?: boolean;
  scsiDiskType?: string @6.5;
}
type HostScsiDiskPartition { diskName: string; partition: int }
type HostDateTimeInfo {
  timeZone: HostDateTimeSystemTimeZone; systemClockProtocol?: string @7.0.0.0;
  ntpConfig?: HostNtpConfig; enabled?: boolean @7.0.3.0; disableEvents?: boolean @7.0.3.0;
  disableFallback?: boolean @7.0.3.0; inFallbackState?: boolean @7.0.3.0;
  serviceSync?: boolean @7.0.3.0; lastSyncTime?: dateTime @7.0.3.0;
  remoteNtpServer?: string @7.0.3.0; ntpRunTime?: long @7.0.3.0; ptpRunTime?: long @7.0.3.0;
  ntpDuration?: string @7.0.3.0; ptpDuration?: string @7.0.3.0;
}
type HostDateTimeSystemTimeZone { key: string; name: string; description: string; gmtOffset: int }
type HostNtpConfig { server?: string[]; configFile?: string[] @6.0 }
type HostDnsConfig {
  dhcp: boolean; virtualNicDevice?: string; ipv6VirtualNicDevice?: string @6.7; hostName: string;
  domainName: string; address?: string[]; searchDomain?: string[];
}
type HostIpRouteConfig {
  defaultGateway?: string; gatewayDevice?: string; ipV6DefaultGateway?: string;
  ipV6GatewayDevice?: string;
}
type HostVirtualNicManagerInfo { netConfig?: VirtualNicManagerNetConfig[] }
type VirtualNicManagerNetConfig {
  nicType: string; multiSelectAllowed: boolean; candidateVnic?: HostVirtualNic[];
  selectedVnic?: string[];
}
type HostLowLevelProvisioningManagerVmRecoveryInfo {
  version: string; biosUUID: string; instanceUUID: string; ftInfo?: FaultToleranceConfigInfo;
}
type HostVirtualSwitchSpec { numPorts: int; policy?: HostNetworkPolicy; mtu?: int }
type HostNetworkPolicy { }
type HostPortGroupSpec { name: string; vlanId: int; vswitchName: string; policy: HostNetworkPolicy }
type HostFirewallDefaultPolicy { incomingBlocked?: boolean; outgoingBlocked?: boolean }
`;
