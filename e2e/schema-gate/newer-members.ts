/**
 * What the published XSDs (vSphere 8.0 GA) do not know yet and the simulated vCenter or the plug-in server uses, each with the API version that
 * brought it, in the interface language of `vcenter/schema/idl.ts`. The gate adds these to the schema, so they are checked as strictly as
 * everything else. Members without a version are old and only tell the place of the new one beside them; a new one without such a neighbour
 * stands last. A type that the schema does not have is added whole. Source of types, places and versions: pyVmomi's type tables.
 */
export const newerMembers = `
type IoFilterManagerSslTrust @8.0.3.0 { }
type PinnedCertificate : IoFilterManagerSslTrust @8.0.3.0 { sslCertificate: string }
type UntrustedCertificate : IoFilterManagerSslTrust @8.0.3.0 { }

type TaskInfo { progress?: int; progressDetails: KeyAnyValue[] @8.0.1.0 }
type ExtensionServerInfo { serverCertificate?: string @8.0.2.0 }
type EventFilterSpec { delayedInit?: boolean @8.0.3.0 }

type HostCapability {
  maxNumDisksSVMotion?: int; maxVirtualDiskDescVersionSupported?: int @8.0.1.0;
  hostConfigEncryptionSupported?: boolean; maxSupportedSimultaneousThreads?: int @8.0.0.1;
  maxSupportedPtpPorts?: int; sgxRegistrationSupported?: boolean @8.0.0.1;
  pMemIndependentSnapshotSupported?: boolean; iommuSLDirtyCapable?: boolean @8.0.0.1;
  vmknicBindingSupported?: boolean @8.0.1.0; ultralowFixedUnmapSupported?: boolean @8.0.0.1;
  nvmeVvolSupported?: boolean; fptHotplugSupported?: boolean @8.0.1.0; mconnectSupported?: boolean @8.0.1.0;
  vsanNicMgmtSupported?: boolean @8.0.2.0; vvolNQNSupported?: boolean @8.0.2.0;
  stretchedSCSupported?: boolean @8.0.3.0; vmknicBindingOnNFSv41?: boolean @8.0.3.0;
  vpStatusCheckSupported?: boolean @8.0.3.0; nConnectSupported?: boolean @8.0.3.0;
  userKeySupported?: boolean @8.0.3.0; ndcmSupported?: boolean @8.0.3.0; uefiSecureBoot?: boolean @8.0.3.0
}
type HostVirtualNicSpec { dpuId?: string @8.0.0.1 }
type PhysicalNic {
  driver?: string; driverVersion?: string @8.0.0.1; firmwareVersion?: string @8.0.0.1;
  rdmaDevice?: string; dpuId?: string @8.0.0.1
}
type HostFirewallRuleset { userControllable?: boolean @8.0.2.0; ipListUserConfigurable?: boolean @8.0.2.0 }
type HostMountInfo {
  vmknicName?: string @8.0.1.0; vmknicActive?: boolean @8.0.1.0; mountFailedReason?: string @8.0.0.1;
  numTcpConnections?: int @8.0.1.0
}
type HostCertificateManagerCertificateInfo { kind?: string @8.0.1.0; issuer?: string }
type HostSystemInfo { bootCommandLine?: string @8.0.3.0 }
type HostCpuPackage { family?: short @8.0.3.0; model?: short @8.0.3.0; stepping?: short @8.0.3.0 }
type HostBIOSInfo { firmwareType?: string @8.0.2.0 }

type VirtualDevice { numaNode?: int @8.0.0.1 }
type VirtualDisk {
  vDiskId?: string; vDiskVersion?: int @8.0.1.0; independentFilters: string[]; guestReadOnly?: boolean @8.0.2.0
}
type VirtualVmxnet3 { uptv2Enabled?: boolean @8.0.0.1 }
type VirtualMachineConfigInfo {
  defaultPowerOps: string; rebootPowerOff?: boolean @8.0.0.1;
  vmOpNotificationToAppEnabled?: boolean; vmOpNotificationTimeout?: long @8.0.0.1;
  pmem?: string; fixedPassthruHotPlugEnabled?: boolean @8.0.1.0; metroFtEnabled?: boolean @8.0.3.0;
  metroFtHostGroup?: string @8.0.3.0
}
type VirtualMachineCapability {
  requireSgxAttestationSupported?: boolean @8.0.0.1; changeModeDisksSupported?: boolean @8.0.0.1;
  vendorDeviceGroupSupported?: boolean @8.0.1.0
}
type VirtualHardware {
  numCoresPerSocket?: int; autoCoresPerSocket?: boolean @8.0.0.1;
  device: string[]; motherboardLayout?: string @8.0.0.1; simultaneousThreads?: int @8.0.0.1
}
type VirtualMachineRuntimeInfo { opNotificationTimeout?: long @8.0.0.1; iommuActive?: boolean @8.0.1.0 }
type GuestInfo { guestFullName?: string; guestDetailedData?: string @8.0.2.0 }
`;
