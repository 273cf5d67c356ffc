/** The privileges that the simulated vCenter knows, by group. vSphere API reference and security documentation. */
const groups: Readonly<Record<string, string>> = {
  System: 'Anonymous View Read',
  Alarm: 'Acknowledge Create Delete DisableActions Edit SetStatus ToggleEnableOnEntity',
  Authorization: 'ModifyPermissions ModifyRoles ReassignRolePermissions',
  Certificate: 'Manage',
  Cryptographer:
    'Access AddDisk Clone Decrypt Encrypt EncryptNew ManageEncryptionPolicy ManageKeyServers ManageKeys Migrate Recrypt RegisterHost RegisterVM',
  DVPortgroup: 'Create Delete Modify PolicyOp ScopeOp',
  DVSwitch: 'Create Delete HostOp Modify Move PolicyOp PortConfig PortSetting ResourceManagement',
  Datacenter:
    'Create Delete IpPoolConfig IpPoolQueryAllocations IpPoolReleaseIp Move Reconfigure Rename',
  Datastore:
    'AllocateSpace Browse Config Delete DeleteFile FileManagement Move Rename UpdateVirtualMachineFiles UpdateVirtualMachineMetadata',
  EAM: 'Config Modify View',
  Extension: 'Register Unregister Update',
  Folder: 'Create Delete Move Rename',
  Global:
    'CancelTask CapacityPlanning Diagnostics DisableMethods EnableMethods GlobalTag Health Licenses LogEvent ManageCustomFields Proxy ScriptAction ServiceManagers SetCustomField Settings SystemTag VCServer',
  HealthUpdateProvider: 'Register Unregister Update',
  'Host.Cim': 'CimInteraction',
  'Host.Config':
    'AdvancedConfig AuthenticationStore AutoStart Connection DateTime Firmware GuestStore HyperThreading Image Maintenance Memory NetService Network Nvdimm Patch PciPassthru Power ProductLocker Quarantine Resources Settings Snmp Storage SystemManagement',
  'Host.Inventory':
    'AddHostToCluster AddStandaloneHost CreateCluster DeleteCluster EditCluster ManageClusterLifecyle MoveCluster MoveHost RemoveHostFromCluster RenameCluster',
  'Host.Local': 'CreateVM DeleteVM InstallAgent ManageUserGroups ReconfigVM',
  Network: 'Assign Config Delete Move',
  Performance: 'ModifyIntervals',
  Profile: 'Clear Create Delete Edit Export View',
  Resource:
    'ApplyRecommendation AssignVAppToPool AssignVMToPool ColdMigrate CreatePool DeletePool EditPool HotMigrate MovePool QueryVMotion RenamePool',
  ScheduledTask: 'Create Delete Edit Run',
  Sessions: 'CollectPrivilegeChecks GlobalMessage ImpersonateUser TerminateSession ValidateSession',
  StoragePod: 'Config',
  StorageProfile: 'Apply Update View',
  StorageViews: 'ConfigureService View',
  Task: 'Create Update',
  TenantManager: 'Query Update',
  VApp: 'ApplicationConfig AssignResourcePool AssignVApp AssignVM Clone Create Delete Export ExtractOvfEnvironment Import InstanceConfig ManagedByConfig Move PowerOff PowerOn Rename ResourceConfig Suspend Unregister',
  'VcIntegrity.lifecycleHealth': 'Read Write',
  'VcIntegrity.lifecycleSettings': 'Read Write',
  'VcIntegrity.lifecycleSoftwareRemediation': 'Write',
  'VcIntegrity.lifecycleSoftwareSpecification': 'Read Write',
  'VirtualMachine.Config':
    'AddExistingDisk AddNewDisk AddRemoveDevice AdvancedConfig Annotation CPUCount ChangeTracking DiskExtend DiskLease EditDevice HostUSBDevice ManagedBy Memory MksControl QueryFTCompatibility QueryUnownedFiles RawDevice ReloadFromPath RemoveDisk Rename ResetGuestInfo Resource Settings SwapPlacement ToggleForkParent UpgradeVirtualHardware',
  'VirtualMachine.GuestOperations': 'Execute Modify ModifyAliases Query QueryAliases',
  'VirtualMachine.Hbr': 'ConfigureReplication MonitorReplication ReplicaManagement',
  'VirtualMachine.Interact':
    'AnswerQuestion Backup ConsoleInteract CreateScreenshot CreateSecondary DefragmentAllDisks DeviceConnection DisableSecondary EnableSecondary GuestControl MakePrimary Pause PowerOff PowerOn PutUsbScanCodes Record Replay Reset SESparseMaintenance SetCDMedia SetFloppyMedia Suspend SuspendToMemory TerminateFaultTolerantVM ToolsInstall TurnOffFaultTolerance',
  'VirtualMachine.Inventory': 'Create CreateFromExisting Delete Move Register Unregister',
  'VirtualMachine.Provisioning':
    'Clone CloneTemplate CreateTemplateFromVM Customize DeployTemplate DiskRandomAccess DiskRandomRead FileRandomAccess GetVmFiles MarkAsTemplate MarkAsVM ModifyCustSpecs PromoteDisks PutVmFiles ReadCustSpecs',
  'VirtualMachine.State': 'CreateSnapshot RemoveSnapshot RenameSnapshot RevertToSnapshot',
};

/** A privilege as `AuthorizationPrivilege` shows it. */
export interface Privilege {
  readonly privId: string;
  readonly name: string;
  readonly privGroupName: string;
}

/** The privileges that exist before any extension adds its own. */
export const builtInPrivileges: readonly Privilege[] = Object.entries(groups).flatMap(
  ([privGroupName, names]) =>
    names.split(' ').map((name) => ({ privId: `${privGroupName}.${name}`, name, privGroupName })),
);

/** What vCenter puts into every role that a user makes. vSphere security documentation. */
export const impliedPrivileges: readonly string[] = [
  'System.Anonymous',
  'System.View',
  'System.Read',
];
