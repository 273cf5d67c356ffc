/** Reconfiguration of virtual machines: types and methods. Facts of the vSphere API reference, in schema order. */
export const reconfigureTypes = `
type VirtualMachineConfigSpec {
  changeVersion?: string; name?: string; version?: string; createDate?: dateTime @6.7;
  uuid?: string; instanceUuid?: string; npivTemporaryDisabled?: boolean;
  npivOnNonRdmDisks?: boolean; locationId?: string; guestId?: string; alternateGuestName?: string;
  annotation?: string; files?: VirtualMachineFileInfo; tools?: ToolsConfigInfo;
  flags?: VirtualMachineFlagInfo; powerOpInfo?: VirtualMachineDefaultPowerOpInfo; numCPUs?: int;
  numCoresPerSocket?: int; memoryMB?: long; memoryHotAddEnabled?: boolean;
  cpuHotAddEnabled?: boolean; cpuHotRemoveEnabled?: boolean;
  deviceChange?: VirtualDeviceConfigSpec[]; cpuAllocation?: ResourceAllocationInfo;
  memoryAllocation?: ResourceAllocationInfo; extraConfig?: OptionValue[]; swapPlacement?: string;
  bootOptions?: VirtualMachineBootOptions; changeTrackingEnabled?: boolean; firmware?: string;
  maxMksConnections?: int; guestAutoLockEnabled?: boolean; managedBy?: ManagedByInfo;
  memoryReservationLockedToMax?: boolean; nestedHVEnabled?: boolean; vPMCEnabled?: boolean;
  vmProfile?: VirtualMachineProfileSpec[]; messageBusTunnelEnabled?: boolean @6.0;
  migrateEncryption?: string @6.5;
}
type VirtualDeviceConfigSpec {
  operation?: VirtualDeviceConfigSpecOperation;
  fileOperation?: VirtualDeviceConfigSpecFileOperation; device: VirtualDevice;
  profile?: VirtualMachineProfileSpec[];
}
enum VirtualDeviceConfigSpecOperation { add remove edit }
enum VirtualDeviceConfigSpecFileOperation { create destroy replace }
type VirtualMachineProfileSpec { }
type VirtualMachineDefinedProfileSpec : VirtualMachineProfileSpec {
  profileId: string; replicationSpec?: ReplicationSpec @6.5;
  profileData?: VirtualMachineProfileRawData; profileParams?: KeyValue[] @6.7;
}
type VirtualMachineDefaultProfileSpec : VirtualMachineProfileSpec @6.0 { }
type VirtualMachineEmptyProfileSpec : VirtualMachineProfileSpec { }
type VirtualMachineProfileRawData { extensionKey: string; objectData?: string }
type ReplicationSpec @6.5 { replicationGroupId: ReplicationGroupId }
type ReplicationGroupId @6.5 { faultDomainId: FaultDomainId; deviceGroupId: DeviceGroupId }
type FaultDomainId @6.5 { id: string }
type DeviceGroupId @6.5 { id: string }
type CryptoKeyId @6.5 { keyId: string; providerId?: KeyProviderId }
type KeyProviderId @6.5 { id: string }
type VmReconfiguredEvent : VmEvent {
  configSpec: VirtualMachineConfigSpec; configChanges?: ChangesInfoEventArgument @6.5;
}
type ChangesInfoEventArgument @6.5 { modified?: string; added?: string; deleted?: string }
fault VmConfigFault : VimFault { }
fault InvalidVmConfig : VmConfigFault { property?: string }
fault InvalidDeviceSpec : InvalidVmConfig { deviceIndex: int }
fault InvalidDeviceBacking : InvalidDeviceSpec { }
method VirtualMachine.ReconfigVM_Task(spec: VirtualMachineConfigSpec): ref Task priv none
`;
