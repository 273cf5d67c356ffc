/** Host data objects: run-time state, summary and hardware. Facts of the vSphere API reference, in schema order. */
export const hostTypes = `
type HostRuntimeInfo {
  connectionState: HostSystemConnectionState; powerState: HostSystemPowerState;
  standbyMode?: string; inMaintenanceMode: boolean; inQuarantineMode?: boolean @6.5;
  bootTime?: dateTime; hostMaxVirtualDiskCapacity?: long; cryptoState?: string @6.5;
  statelessNvdsMigrationReady?: string @7.0.2.0;
  stateEncryption?: HostRuntimeInfoStateEncryptionInfo @7.0.3.0;
}
type HostListSummary {
  host?: ref HostSystem; hardware?: HostHardwareSummary; runtime?: HostRuntimeInfo;
  config: HostConfigSummary; quickStats: HostListSummaryQuickStats;
  overallStatus: ManagedEntityStatus; rebootRequired: boolean; managementServerIp?: string;
  maxEVCModeKey?: string; currentEVCModeKey?: string; currentEVCGraphicsModeKey?: string @7.0.1.0;
}
type HostListSummaryQuickStats {
  overallCpuUsage?: int; overallMemoryUsage?: int; distributedCpuFairness?: int;
  distributedMemoryFairness?: int; availablePMemCapacity?: int @6.7; uptime?: int;
}
type HostHardwareSummary {
  vendor: string; model: string; uuid: string;
  otherIdentifyingInfo?: HostSystemIdentificationInfo[]; memorySize: long; cpuModel: string;
  cpuMhz: int; numCpuPkgs: short; numCpuCores: short; numCpuThreads: short; numNics: int;
  numHBAs: int;
}
type HostConfigSummary {
  name: string; port: int; sslThumbprint?: string; product?: AboutInfo; vmotionEnabled: boolean;
  faultToleranceEnabled: boolean; agentVmDatastore?: ref Datastore; agentVmNetwork?: ref Network;
}
type HostHardwareInfo {
  systemInfo: HostSystemInfo; cpuInfo: HostCpuInfo; cpuPkg: HostCpuPackage[]; memorySize: long;
  smcPresent: boolean; biosInfo?: HostBIOSInfo; memoryTieringType?: string @7.0.3.0;
}
type HostSystemInfo {
  vendor: string; model: string; uuid: string;
  otherIdentifyingInfo?: HostSystemIdentificationInfo[]; serialNumber?: string @6.7;
  vvolHostId?: string @8.0.0.0; bootCommandLine?: string @8.0.3.0;
}
type HostCpuInfo { numCpuPackages: short; numCpuCores: short; numCpuThreads: short; hz: long }
type HostCpuPackage {
  index: short; vendor: string; hz: long; busHz: long; description: string; threadId: short[];
  family?: short @8.0.3.0; model?: short @8.0.3.0; stepping?: short @8.0.3.0;
}
type HostLicensableResourceInfo { resource: KeyAnyValue[] }
type HostConfigManager {
  cpuScheduler?: ref HostCpuSchedulerSystem; datastoreSystem?: ref HostDatastoreSystem;
  memoryManager?: ref HostMemorySystem; storageSystem?: ref HostStorageSystem;
  networkSystem?: ref HostNetworkSystem; vmotionSystem?: ref HostVMotionSystem;
  virtualNicManager?: ref HostVirtualNicManager; serviceSystem?: ref HostServiceSystem;
  firewallSystem?: ref HostFirewallSystem; advancedOption?: ref OptionManager;
  diagnosticSystem?: ref HostDiagnosticSystem; autoStartManager?: ref HostAutoStartManager;
  snmpSystem?: ref HostSnmpSystem; dateTimeSystem?: ref HostDateTimeSystem;
  patchManager?: ref HostPatchManager; imageConfigManager?: ref HostImageConfigManager;
  bootDeviceSystem?: ref HostBootDeviceSystem; firmwareSystem?: ref HostFirmwareSystem;
  healthStatusSystem?: ref HostHealthStatusSystem; pciPassthruSystem?: ref HostPciPassthruSystem;
  licenseManager?: ref LicenseManager; kernelModuleSystem?: ref HostKernelModuleSystem;
  authenticationManager?: ref HostAuthenticationManager; powerSystem?: ref HostPowerSystem;
  cacheConfigurationManager?: ref HostCacheConfigurationManager;
  esxAgentHostManager?: ref HostEsxAgentHostManager; iscsiManager?: ref IscsiManager;
  vFlashManager?: ref HostVFlashManager; vsanSystem?: ref HostVsanSystem;
  messageBusProxy?: ref MessageBusProxy @6.0; userDirectory?: ref UserDirectory @6.0;
  accountManager?: ref HostLocalAccountManager @6.0;
  hostAccessManager?: ref HostAccessManager @6.0; graphicsManager?: ref HostGraphicsManager;
  vsanInternalSystem?: ref HostVsanInternalSystem;
  certificateManager?: ref HostCertificateManager @6.0; cryptoManager?: ref CryptoManager @6.5;
  nvdimmSystem?: ref HostNvdimmSystem @6.7;
  assignableHardwareManager?: ref HostAssignableHardwareManager @7.0.0.0;
}
type HostBIOSInfo {
  biosVersion?: string; releaseDate?: dateTime; vendor?: string @6.5; majorRelease?: int @6.5;
  minorRelease?: int @6.5; firmwareMajorRelease?: int @6.5; firmwareMinorRelease?: int @6.5;
  firmwareType?: string @8.0.2.0;
}
enum HostSystemConnectionState { connected notResponding disconnected }
enum HostSystemPowerState { poweredOn poweredOff standBy unknown }
enum HostCryptoState { incapable prepared safe pendingIncapable }
type HostRuntimeInfoStateEncryptionInfo @7.0.3.0 {
  protectionMode: string; requireSecureBoot?: boolean; requireExecInstalledOnly?: boolean;
}
type HostSystemIdentificationInfo { identifierValue: string; identifierType: ElementDescription }
`;
