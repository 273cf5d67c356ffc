/** The managed objects of the inventory. Facts of the vSphere API reference, in schema order. */
export const inventoryObjects = `
object ExtensibleManagedObject {
  value?: CustomFieldValue[] !System.View; availableField?: CustomFieldDef[] !System.View;
}
object ManagedEntity : ExtensibleManagedObject {
  parent?: ref ManagedEntity !System.View; customValue?: CustomFieldValue[] !System.View;
  overallStatus: ManagedEntityStatus; configStatus: ManagedEntityStatus; configIssue?: Event[];
  effectiveRole?: int[] !System.View; permission?: Permission[]; name: string !System.View;
  disabledMethod?: string[]; recentTask?: ref Task[];
  declaredAlarmState?: AlarmState[] !System.View; triggeredAlarmState?: AlarmState[] !System.View;
  alarmActionsEnabled?: boolean !System.Read; tag?: Tag[] !System.View;
}
object Folder : ManagedEntity {
  childType?: string[] !System.View; childEntity?: ref ManagedEntity[] !System.View;
  namespace?: string @7.0.0.0 !System.View;
}
object Datacenter : ManagedEntity {
  vmFolder: ref Folder !System.View; hostFolder: ref Folder !System.View;
  datastoreFolder: ref Folder !System.View; networkFolder: ref Folder !System.View;
  datastore?: ref Datastore[]; network?: ref Network[];
  configuration: DatacenterConfigInfo !System.View;
}
object ComputeResource : ManagedEntity {
  resourcePool?: ref ResourcePool !System.View; host?: ref HostSystem[] !System.View;
  datastore?: ref Datastore[] !System.View; network?: ref Network[] !System.View;
  summary: ComputeResourceSummary; environmentBrowser?: ref EnvironmentBrowser !System.View;
  configurationEx: ComputeResourceConfigInfo; lifecycleManaged?: boolean @6.9.1 !System.View;
  configManagerEnabled?: boolean @8.0.0.0 !System.View;
}
object ClusterComputeResource : ComputeResource {
  configuration: ClusterConfigInfo; recommendation?: ClusterRecommendation[] !System.Read;
  drsRecommendation?: ClusterDrsRecommendation[];
  summaryEx: ClusterComputeResourceSummary @7.0.1.1;
  hciConfig?: ClusterComputeResourceHCIConfigInfo @6.7.1; migrationHistory?: ClusterDrsMigration[];
  actionHistory?: ClusterActionHistory[]; drsFault?: ClusterDrsFaults[] !System.Read;
}
object ResourcePool : ManagedEntity {
  summary: ResourcePoolSummary; runtime: ResourcePoolRuntimeInfo;
  owner: ref ComputeResource !System.View; resourcePool?: ref ResourcePool[] !System.View;
  vm?: ref VirtualMachine[] !System.View; config: ResourceConfigSpec;
  namespace?: string @7.0.0.0 !System.View; childConfiguration?: ResourceConfigSpec[];
}
object Datastore : ManagedEntity {
  info: DatastoreInfo; summary: DatastoreSummary; host?: DatastoreHostMount[];
  vm?: ref VirtualMachine[]; browser: ref HostDatastoreBrowser; capability: DatastoreCapability;
  iormConfiguration?: StorageIORMInfo;
}
object Network : ManagedEntity {
  summary: NetworkSummary; host?: ref HostSystem[]; vm?: ref VirtualMachine[];
}
object HostSystem : ManagedEntity {
  runtime: HostRuntimeInfo; summary: HostListSummary; hardware?: HostHardwareInfo;
  capability?: HostCapability; licensableResource: HostLicensableResourceInfo;
  remediationState?: HostSystemRemediationState @6.7;
  precheckRemediationResult?: ApplyHostProfileConfigurationSpec @6.7;
  remediationResult?: ApplyHostProfileConfigurationResult @6.7;
  complianceCheckState?: HostSystemComplianceCheckState @6.7;
  complianceCheckResult?: ComplianceResult @6.7; configManager: HostConfigManager;
  config?: HostConfigInfo; vm?: ref VirtualMachine[]; datastore?: ref Datastore[] !System.View;
  network?: ref Network[] !System.View; datastoreBrowser: ref HostDatastoreBrowser !System.View;
  systemResources?: HostSystemResourceInfo;
  answerFileValidationState?: AnswerFileStatusResult @6.7;
  answerFileValidationResult?: AnswerFileStatusResult @6.7;
}
object VirtualMachine : ManagedEntity {
  capability: VirtualMachineCapability; config?: VirtualMachineConfigInfo;
  layout?: VirtualMachineFileLayout; layoutEx?: VirtualMachineFileLayoutEx;
  storage?: VirtualMachineStorageInfo; environmentBrowser: ref EnvironmentBrowser;
  resourcePool?: ref ResourcePool; parentVApp?: ref ManagedEntity;
  resourceConfig?: ResourceConfigSpec; runtime: VirtualMachineRuntimeInfo; guest?: GuestInfo;
  summary: VirtualMachineSummary; datastore?: ref Datastore[] !System.View;
  network?: ref Network[] !System.View; snapshot?: VirtualMachineSnapshotInfo;
  rootSnapshot?: ref VirtualMachineSnapshot[]; guestHeartbeatStatus: ManagedEntityStatus;
}
`;
