/** Virtual devices. Facts of the vSphere API reference, in schema order. */
export const deviceTypes = `
type VirtualDevice {
  key: int; deviceInfo?: Description; backing?: VirtualDeviceBackingInfo;
  connectable?: VirtualDeviceConnectInfo; controllerKey?: int; unitNumber?: int;
  numaNode?: int @8.0.0.1;
}
type VirtualDeviceBackingInfo { }
type VirtualDeviceConnectInfo {
  migrateConnect?: string @6.7; startConnected: boolean; allowGuestControl: boolean;
  connected: boolean; status?: string;
}
type VirtualDisk : VirtualDevice {
  capacityInKB: long; capacityInBytes?: long; shares?: SharesInfo;
  storageIOAllocation?: StorageIOAllocationInfo; diskObjectId?: string; iofilter?: string[] @6.0;
  vDiskVersion?: int @8.0.1.0; nativeUnmanagedLinkedClone?: boolean @6.7;
  guestReadOnly?: boolean @8.0.2.0;
}
type VirtualDiskFlatVer2BackingInfo : VirtualDeviceFileBackingInfo {
  diskMode: string; split?: boolean; writeThrough?: boolean; thinProvisioned?: boolean;
  eagerlyScrub?: boolean; uuid?: string; contentId?: string; changeId?: string;
  parent?: VirtualDiskFlatVer2BackingInfo; deltaDiskFormat?: string; digestEnabled?: boolean;
  deltaGrainSize?: int; deltaDiskFormatVariant?: string @6.0; sharing?: string @6.0;
  keyId?: CryptoKeyId @6.5;
}
type VirtualDiskRawDiskMappingVer1BackingInfo : VirtualDeviceFileBackingInfo {
  lunUuid?: string; deviceName?: string; compatibilityMode?: string; diskMode?: string;
  uuid?: string; contentId?: string; changeId?: string;
  parent?: VirtualDiskRawDiskMappingVer1BackingInfo; deltaDiskFormat?: string @6.7;
  deltaGrainSize?: int @6.7; sharing?: string @6.0;
}
type VirtualDeviceFileBackingInfo : VirtualDeviceBackingInfo {
  fileName: string; datastore?: ref Datastore; backingObjectId?: string;
}
type VirtualController : VirtualDevice { busNumber: int; device?: int[] }
type VirtualSCSIController : VirtualController {
  hotAddRemove?: boolean; sharedBus: VirtualSCSISharing; scsiCtlrUnitNumber?: int;
}
type ParaVirtualSCSIController : VirtualSCSIController { }
type VirtualIDEController : VirtualController { }
type VirtualPCIController : VirtualController { }
type VirtualCdrom : VirtualDevice { }
type VirtualCdromRemotePassthroughBackingInfo : VirtualDeviceRemoteDeviceBackingInfo {
  exclusive: boolean;
}
type VirtualDeviceRemoteDeviceBackingInfo : VirtualDeviceBackingInfo {
  deviceName: string; useAutoDetect?: boolean;
}
type VirtualEthernetCard : VirtualDevice {
  addressType?: string; macAddress?: string; wakeOnLanEnabled?: boolean; externalId?: string @6.0;
  uptCompatibilityEnabled?: boolean @6.0;
}
type VirtualVmxnet : VirtualEthernetCard { }
type VirtualVmxnet3 : VirtualVmxnet { uptv2Enabled?: boolean @8.0.0.1 }
type VirtualDeviceDeviceBackingInfo : VirtualDeviceBackingInfo {
  deviceName: string; useAutoDetect?: boolean;
}
type VirtualEthernetCardNetworkBackingInfo : VirtualDeviceDeviceBackingInfo {
  network?: ref Network; inPassthroughMode?: boolean;
}
type VirtualKeyboard : VirtualDevice { }
type VirtualPointingDevice : VirtualDevice { }
type VirtualPointingDeviceDeviceBackingInfo : VirtualDeviceDeviceBackingInfo {
  hostPointingDevice: string;
}
type VirtualMachineVideoCard : VirtualDevice {
  videoRamSizeInKB?: long; numDisplays?: int; useAutoDetect?: boolean; enable3DSupport?: boolean;
  use3dRenderer?: string; graphicsMemorySizeInKB?: long @6.0;
}
type StorageIOAllocationInfo { limit?: long; shares?: SharesInfo; reservation?: int }
enum VirtualSCSISharing { noSharing virtualSharing physicalSharing }
`;
