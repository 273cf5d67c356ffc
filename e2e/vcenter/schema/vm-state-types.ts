/** Virtual machine state: run time, guest, summary, snapshots, files. Facts of the vSphere API reference, in schema order. */
export const vmStateTypes = `
enum VirtualMachineToolsStatus { toolsNotInstalled toolsNotRunning toolsOld toolsOk }
type VirtualMachineRuntimeInfo {
  host?: ref HostSystem; connectionState: VirtualMachineConnectionState;
  powerState: VirtualMachinePowerState; vmFailoverInProgress?: boolean @7.0.2.0;
  faultToleranceState: VirtualMachineFaultToleranceState; toolsInstallerMounted: boolean;
  suspendTime?: dateTime; bootTime?: dateTime; suspendInterval?: long; memoryOverhead?: long;
  maxCpuUsage?: int; maxMemoryUsage?: int; numMksConnections: int;
  recordReplayState: VirtualMachineRecordReplayState; cleanPowerOff?: boolean;
  needSecondaryReason?: string; onlineStandby: boolean; minRequiredEVCModeKey?: string;
  consolidationNeeded: boolean; vFlashCacheAllocation?: long; paused?: boolean @6.0;
  snapshotInBackground?: boolean @6.0; quiescedForkParent?: boolean @6.0;
  instantCloneFrozen?: boolean @6.7; cryptoState?: string @6.7;
  suspendedToMemory?: boolean @7.0.2.0; opNotificationTimeout?: long @8.0.0.1;
  iommuActive?: boolean @8.0.1.0;
}
enum VirtualMachinePowerState { poweredOff poweredOn suspended }
enum VirtualMachineConnectionState { connected disconnected orphaned inaccessible invalid }
type GuestInfo {
  toolsStatus?: VirtualMachineToolsStatus; toolsVersionStatus?: string; toolsVersionStatus2?: string;
  toolsRunningStatus?: string; toolsVersion?: string; toolsInstallType?: string @6.5;
  guestId?: string; guestFamily?: string; guestFullName?: string;
  guestDetailedData?: string @8.0.2.0; hostName?: string; ipAddress?: string; guestState: string;
  appHeartbeatStatus?: string; guestKernelCrashed?: boolean @6.0; appState?: string;
  guestOperationsReady?: boolean; interactiveGuestOperationsReady?: boolean;
  guestStateChangeSupported?: boolean @6.0; hwVersion?: string @6.9.1;
}
type VirtualMachineSummary {
  vm?: ref VirtualMachine; runtime: VirtualMachineRuntimeInfo; guest?: VirtualMachineGuestSummary;
  config: VirtualMachineConfigSummary; storage?: VirtualMachineStorageSummary;
  quickStats: VirtualMachineQuickStats; overallStatus: ManagedEntityStatus;
}
type VirtualMachineConfigSummary {
  name: string; template: boolean; vmPathName: string; memorySizeMB?: int; cpuReservation?: int;
  memoryReservation?: int; numCpu?: int; numEthernetCards?: int; numVirtualDisks?: int;
  uuid?: string; instanceUuid?: string; guestId?: string; guestFullName?: string;
  annotation?: string; installBootRequired?: boolean; ftInfo?: FaultToleranceConfigInfo;
  managedBy?: ManagedByInfo; tpmPresent?: boolean @6.7; numVmiopBackings?: int @6.7;
  hwVersion?: string @6.9.1;
}
type VirtualMachineQuickStats {
  overallCpuUsage?: int; overallCpuDemand?: int; overallCpuReadiness?: int @7.0.0.0;
  guestMemoryUsage?: int; hostMemoryUsage?: int; guestHeartbeatStatus: ManagedEntityStatus;
  distributedCpuEntitlement?: int; distributedMemoryEntitlement?: int; staticCpuEntitlement?: int;
  staticMemoryEntitlement?: int; grantedMemory?: int @7.0.0.0; privateMemory?: int;
  sharedMemory?: int; swappedMemory?: int; balloonedMemory?: int; consumedOverheadMemory?: int;
  ftLogBandwidth?: int; ftSecondaryLatency?: int; ftLatencyStatus?: ManagedEntityStatus;
  compressedMemory?: long; uptimeSeconds?: int; ssdSwappedMemory?: long;
  activeMemory?: int @7.0.3.0;
}
type VirtualMachineGuestSummary {
  guestId?: string; guestFullName?: string; toolsStatus?: VirtualMachineToolsStatus; toolsVersionStatus?: string;
  toolsVersionStatus2?: string; toolsRunningStatus?: string; hostName?: string; ipAddress?: string;
  hwVersion?: string @6.9.1;
}
type VirtualMachineStorageSummary {
  committed: long; uncommitted: long; unshared: long; timestamp: dateTime;
}
type VirtualMachineSnapshotInfo {
  currentSnapshot?: ref VirtualMachineSnapshot; rootSnapshotList: VirtualMachineSnapshotTree[];
}
type VirtualMachineSnapshotTree {
  snapshot: ref VirtualMachineSnapshot; vm: ref VirtualMachine; name: string; description: string;
  id: int; createTime: dateTime; state: VirtualMachinePowerState; quiesced: boolean;
  backupManifest?: string; childSnapshotList?: VirtualMachineSnapshotTree[];
  replaySupported?: boolean;
}
type VirtualMachineStorageInfo {
  perDatastoreUsage?: VirtualMachineUsageOnDatastore[]; timestamp: dateTime;
}
type VirtualMachineUsageOnDatastore {
  datastore: ref Datastore; committed: long; uncommitted: long; unshared: long;
}
type VirtualMachineFileLayoutEx { file?: VirtualMachineFileLayoutExFileInfo[]; timestamp: dateTime }
type VirtualMachineFileLayoutExFileInfo {
  key: int; name: string; type: string; size: long; uniqueSize?: long;
  backingObjectId?: string @6.0; accessible?: boolean @6.0;
}
type VirtualMachineFileLayout { configFile?: string[]; logFile?: string[]; swapFile?: string }
enum VirtualMachineFaultToleranceState { notConfigured disabled enabled needSecondary starting running }
enum VirtualMachineRecordReplayState { recording replaying inactive }
object VirtualMachineSnapshot : ExtensibleManagedObject {
  config: VirtualMachineConfigInfo; childSnapshot?: ref VirtualMachineSnapshot[];
  vm: ref VirtualMachine @6.0;
}
`;
