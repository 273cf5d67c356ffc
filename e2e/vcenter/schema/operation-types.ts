/** Maintenance mode, evacuation and power: types and methods. Facts of the vSphere API reference, in schema order. */
export const operationTypes = `
type HostMaintenanceSpec { vsanMode?: VsanHostDecommissionMode; purpose?: string @7.0.0.0 }
type VsanHostDecommissionMode { objectAction: string }
type ClusterEnterMaintenanceResult {
  recommendations?: ClusterRecommendation[]; fault?: ClusterDrsFaults;
}
type ClusterRecommendation {
  key: string; type: string; time: dateTime; rating: int; reason: string; reasonText: string;
  warningText?: string; warningDetails?: LocalizableMessage @6.0; prerequisite?: string[];
  action?: ClusterAction[]; target?: ref ManagedObject;
}
type ClusterAction { type: string; target?: ref ManagedObject }
type ClusterMigrationAction : ClusterAction { drsMigration?: ClusterDrsMigration }
type ClusterDrsMigration {
  key: string; time: dateTime; vm: ref VirtualMachine; cpuLoad?: int; memoryLoad?: long;
  source: ref HostSystem; sourceCpuLoad?: int; sourceMemoryLoad?: long;
  destination: ref HostSystem; destinationCpuLoad?: int; destinationMemoryLoad?: long;
}
type ClusterDrsFaults { reason: string; faultsByVm: ClusterDrsFaultsFaultsByVm[] }
type ClusterDrsFaultsFaultsByVm { vm?: ref VirtualMachine; fault: LocalizedMethodFault[] }
fault NoCompatibleHost : VimFault { host?: ref HostSystem[]; error?: LocalizedMethodFault[] }
fault InvalidPowerState : InvalidState {
  requestedState?: VirtualMachinePowerState; existingState: VirtualMachinePowerState;
}
type CanceledHostOperationEvent : HostEvent { }
type TimedOutHostOperationEvent : HostEvent { }
type VmPoweredOnEvent : VmEvent { }
type VmPoweredOffEvent : VmEvent { }
type DrsVmMigratedEvent : VmMigratedEvent { }
method HostSystem.EnterMaintenanceMode_Task(
  timeout: int,
  evacuatePoweredOffVms?: boolean,
  maintenanceSpec?: HostMaintenanceSpec
): ref Task priv Host.Config.Maintenance
method HostSystem.ExitMaintenanceMode_Task(timeout: int): ref Task priv Host.Config.Maintenance
method ClusterComputeResource.ClusterEnterMaintenanceMode(
  host: ref HostSystem[+] !Host.Config.Maintenance,
  option?: OptionValue[]
): ClusterEnterMaintenanceResult priv System.View
method VirtualMachine.PowerOnVM_Task(
  host?: ref HostSystem
): ref Task priv VirtualMachine.Interact.PowerOn
method VirtualMachine.PowerOffVM_Task(): ref Task priv VirtualMachine.Interact.PowerOff
`;
