/** Clusters, resource pools, datastores, networks and folders. Facts of the vSphere API reference, in schema order. */
export const clusterTypes = `
type ComputeResourceConfigInfo {
  vmSwapPlacement: string; spbmEnabled?: boolean; defaultHardwareVersionKey?: string;
  maximumHardwareVersionKey?: string @7.0.2.0;
}
type ClusterConfigInfo { dasConfig: ClusterDasConfigInfo; drsConfig: ClusterDrsConfigInfo }
type ClusterConfigInfoEx : ComputeResourceConfigInfo {
  dasConfig: ClusterDasConfigInfo; drsConfig: ClusterDrsConfigInfo;
}
type ClusterDasConfigInfo {
  enabled?: boolean; vmMonitoring?: string; hostMonitoring?: string;
  vmComponentProtecting?: string @6.0; failoverLevel?: int; admissionControlEnabled?: boolean;
  option?: OptionValue[]; heartbeatDatastore?: ref Datastore[];
  hBDatastoreCandidatePolicy?: string;
}
type ClusterDrsConfigInfo {
  enabled?: boolean; enableVmBehaviorOverrides?: boolean; defaultVmBehavior?: DrsBehavior;
  vmotionRate?: int; scaleDescendantsShares?: string @7.0.0.0; option?: OptionValue[];
}
enum DrsBehavior { manual partiallyAutomated fullyAutomated }
type ComputeResourceSummary {
  totalCpu: int; totalMemory: long; numCpuCores: short; numCpuThreads: short; effectiveCpu: int;
  effectiveMemory: long; numHosts: int; numEffectiveHosts: int; overallStatus: ManagedEntityStatus;
}
type ClusterComputeResourceSummary : ComputeResourceSummary {
  currentFailoverLevel: int; numVmotions: int; targetBalance?: int; currentBalance?: int;
  drsScore?: int @7.0.0.0; numVmsPerDrsScoreBucket?: int[] @7.0.0.0; currentEVCModeKey?: string;
  currentEVCGraphicsModeKey?: string @7.0.1.0; clusterMaintenanceModeStatus?: string @7.0.0.2;
  vcsHealthStatus?: string @7.0.1.1;
}
type ResourcePoolRuntimeInfo {
  memory: ResourcePoolResourceUsage; cpu: ResourcePoolResourceUsage;
  overallStatus: ManagedEntityStatus; sharesScalable?: string @7.0.0.0;
}
type ResourcePoolResourceUsage {
  reservationUsed: long; reservationUsedForVm: long; unreservedForPool: long;
  unreservedForVm: long; overallUsage: long; maxUsage: long;
}
type ResourcePoolSummary {
  name: string; config: ResourceConfigSpec; runtime: ResourcePoolRuntimeInfo;
  configuredMemoryMB?: int;
}
type DatastoreSummary {
  datastore?: ref Datastore; name: string; url: string; capacity: long; freeSpace: long;
  uncommitted?: long; accessible: boolean; multipleHostAccess?: boolean; type: string;
  maintenanceMode?: string;
}
type DatastoreCapability {
  directoryHierarchySupported: boolean; rawDiskMappingsSupported: boolean;
  perFileThinProvisioningSupported: boolean; storageIORMSupported: boolean;
  nativeSnapshotSupported: boolean; topLevelDirectoryCreateSupported?: boolean;
  seSparseSupported?: boolean; vmfsSparseSupported?: boolean @6.5;
  vsanSparseSupported?: boolean @6.5; upitSupported?: boolean @6.5;
  vmdkExpandSupported?: boolean @6.7; clusteredVmdkSupported?: boolean @7.0.0.0;
}
type DatastoreHostMount { key: ref HostSystem; mountInfo: HostMountInfo }
type DatastoreInfo {
  name: string; url: string; freeSpace: long; maxFileSize: long; maxVirtualDiskCapacity?: long;
  maxMemoryFileSize: long @6.0; timestamp?: dateTime; containerId?: string;
  aliasOf?: string @6.7.1;
}
type VmfsDatastoreInfo : DatastoreInfo {
  maxPhysicalRDMFileSize: long; maxVirtualRDMFileSize: long; vmfs?: HostVmfsVolume;
}
type NetworkSummary {
  network?: ref Network; name: string; accessible: boolean; ipPoolName: string; ipPoolId?: int;
}
type DatacenterConfigInfo {
  defaultHardwareVersionKey?: string; maximumHardwareVersionKey?: string @7.0.2.0;
}
enum ManagedEntityStatus { gray green yellow red }
`;
