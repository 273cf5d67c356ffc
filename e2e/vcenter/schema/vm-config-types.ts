/** Virtual machine configuration. Facts of the vSphere API reference, in schema order. */
export const vmConfigTypes = `
type VirtualMachineConfigInfo {
  changeVersion: string; modified: dateTime; name: string; guestFullName: string; version: string;
  uuid: string; createDate?: dateTime @6.7; instanceUuid?: string; npivNodeWorldWideName?: long[];
  npivPortWorldWideName?: long[]; npivWorldWideNameType?: string; npivDesiredNodeWwns?: short;
  npivDesiredPortWwns?: short; npivTemporaryDisabled?: boolean; npivOnNonRdmDisks?: boolean;
  locationId?: string; template: boolean; guestId: string; alternateGuestName: string;
  annotation?: string; files: VirtualMachineFileInfo; tools?: ToolsConfigInfo;
  flags: VirtualMachineFlagInfo; defaultPowerOps: VirtualMachineDefaultPowerOpInfo;
  rebootPowerOff?: boolean @8.0.0.1; hardware: VirtualHardware;
  cpuAllocation?: ResourceAllocationInfo; memoryAllocation?: ResourceAllocationInfo;
  memoryHotAddEnabled?: boolean; cpuHotAddEnabled?: boolean; cpuHotRemoveEnabled?: boolean;
  hotPlugMemoryLimit?: long; hotPlugMemoryIncrementSize?: long; extraConfig?: OptionValue[];
  datastoreUrl?: VirtualMachineConfigInfoDatastoreUrlPair[]; swapPlacement?: string;
  bootOptions?: VirtualMachineBootOptions; ftInfo?: FaultToleranceConfigInfo;
  vAssertsEnabled?: boolean; changeTrackingEnabled?: boolean; firmware?: string;
  maxMksConnections?: int; guestAutoLockEnabled?: boolean; managedBy?: ManagedByInfo;
  memoryReservationLockedToMax?: boolean; nestedHVEnabled?: boolean; vPMCEnabled?: boolean;
  vFlashCacheReservation?: long; vmxConfigChecksum?: base64 @6.0;
  messageBusTunnelEnabled?: boolean @6.0; vmStorageObjectId?: string @6.0;
  swapStorageObjectId?: string @6.0; keyId?: CryptoKeyId @6.5; migrateEncryption?: string @6.5;
  ftEncryptionMode?: string @7.0.2.0; sevEnabled?: boolean @7.0.1.0;
  pmemFailoverEnabled?: boolean @7.0.2.0; vmxStatsCollectionEnabled?: boolean @7.0.3.1;
  vmOpNotificationToAppEnabled?: boolean @7.0.3.0; vmOpNotificationTimeout?: long @8.0.0.1;
  fixedPassthruHotPlugEnabled?: boolean @8.0.1.0; metroFtEnabled?: boolean @8.0.3.0;
  metroFtHostGroup?: string @8.0.3.0;
}
type VirtualMachineCapability {
  snapshotOperationsSupported: boolean; multipleSnapshotsSupported: boolean;
  snapshotConfigSupported: boolean; poweredOffSnapshotsSupported: boolean;
  memorySnapshotsSupported: boolean; revertToSnapshotSupported: boolean;
  quiescedSnapshotsSupported: boolean; disableSnapshotsSupported: boolean;
  lockSnapshotsSupported: boolean; consolePreferencesSupported: boolean;
  cpuFeatureMaskSupported: boolean; s1AcpiManagementSupported: boolean;
  settingScreenResolutionSupported: boolean; toolsAutoUpdateSupported: boolean;
  vmNpivWwnSupported: boolean; npivWwnOnNonRdmVmSupported: boolean;
  vmNpivWwnDisableSupported: boolean; vmNpivWwnUpdateSupported: boolean;
  swapPlacementSupported: boolean; toolsSyncTimeSupported: boolean;
  virtualMmuUsageSupported: boolean; diskSharesSupported: boolean; bootOptionsSupported: boolean;
  bootRetryOptionsSupported: boolean; settingVideoRamSizeSupported: boolean;
  settingDisplayTopologySupported: boolean; recordReplaySupported: boolean;
  changeTrackingSupported: boolean; multipleCoresPerSocketSupported: boolean;
  hostBasedReplicationSupported: boolean; guestAutoLockSupported: boolean;
  memoryReservationLockSupported: boolean; featureRequirementSupported: boolean;
  poweredOnMonitorTypeChangeSupported: boolean; seSparseDiskSupported: boolean;
  nestedHVSupported: boolean; vPMCSupported: boolean; secureBootSupported?: boolean @6.5;
  perVmEvcSupported?: boolean @6.7; virtualMmuUsageIgnored?: boolean @6.7;
  virtualExecUsageIgnored?: boolean @6.7; diskOnlySnapshotOnSuspendedVMSupported?: boolean @6.7;
  suspendToMemorySupported?: boolean @7.0.2.0; toolsSyncTimeAllowSupported?: boolean @7.0.1.0;
  sevSupported?: boolean @7.0.1.0; pmemFailoverSupported?: boolean @7.0.2.0;
  requireSgxAttestationSupported?: boolean @8.0.0.1; changeModeDisksSupported?: boolean @8.0.0.1;
  vendorDeviceGroupSupported?: boolean @8.0.1.0;
}
type VirtualMachineFileInfo {
  vmPathName?: string; snapshotDirectory?: string; suspendDirectory?: string;
  logDirectory?: string; ftMetadataDirectory?: string @6.0;
}
type VirtualMachineFlagInfo {
  disableAcceleration?: boolean; enableLogging?: boolean; useToe?: boolean;
  runWithDebugInfo?: boolean; monitorType?: string; htSharing?: string; snapshotDisabled?: boolean;
  snapshotLocked?: boolean; diskUuidEnabled?: boolean; virtualMmuUsage?: string;
  virtualExecUsage?: string; snapshotPowerOffBehavior?: string; recordReplayEnabled?: boolean;
  faultToleranceType?: string @6.0; cbrcCacheEnabled?: boolean @6.5; vvtdEnabled?: boolean @6.7;
  vbsEnabled?: boolean @6.7;
}
type VirtualMachineDefaultPowerOpInfo {
  powerOffType?: string; suspendType?: string; resetType?: string; defaultPowerOffType?: string;
  defaultSuspendType?: string; defaultResetType?: string; standbyAction?: string;
}
type VirtualHardware {
  numCPU: int; numCoresPerSocket?: int; autoCoresPerSocket?: boolean @8.0.0.1; memoryMB: int;
  virtualICH7MPresent?: boolean; virtualSMCPresent?: boolean; device?: VirtualDevice[];
  motherboardLayout?: string @8.0.0.1; simultaneousThreads?: int @8.0.0.1;
}
type ToolsConfigInfo {
  toolsVersion?: int; toolsInstallType?: string @6.5; afterPowerOn?: boolean;
  afterResume?: boolean; beforeGuestStandby?: boolean; beforeGuestShutdown?: boolean;
  beforeGuestReboot?: boolean; toolsUpgradePolicy?: string; pendingCustomization?: string;
  syncTimeWithHostAllowed?: boolean @7.0.1.0; syncTimeWithHost?: boolean;
}
type OptionValue { key: string; value?: anyType }
type FaultToleranceConfigInfo {
  role: int; instanceUuids: string[]; configPaths: string[]; orphaned?: boolean @6.0;
}
type FaultTolerancePrimaryConfigInfo : FaultToleranceConfigInfo {
  secondaries: ref VirtualMachine[];
}
type VirtualMachineBootOptions {
  bootDelay?: long; enterBIOSSetup?: boolean; efiSecureBootEnabled?: boolean @6.5;
  bootRetryEnabled?: boolean; bootRetryDelay?: long; networkBootProtocol?: string @6.0;
}
type ManagedByInfo { extensionKey: string; type: string }
type ResourceAllocationInfo {
  reservation?: long; expandableReservation?: boolean; limit?: long; shares?: SharesInfo;
  overheadLimit?: long;
}
type SharesInfo { shares: int; level: SharesLevel }
enum SharesLevel { low normal high custom }
type VirtualMachineConfigInfoDatastoreUrlPair { name: string; url: string }
type ResourceConfigSpec {
  entity?: ref ManagedEntity; changeVersion?: string; lastModified?: dateTime;
  cpuAllocation: ResourceAllocationInfo; memoryAllocation: ResourceAllocationInfo;
  scaleDescendantsShares?: string @7.0.0.0;
}
`;
