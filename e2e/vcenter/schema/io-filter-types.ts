/** I/O filters: types and methods. Facts of the vSphere API reference, in schema order. */
export const ioFilterTypes = `
type IoFilterInfo @6.0 {
  id: string; name: string; vendor: string; version: string; type?: string @6.5; summary?: string;
  releaseDate?: string;
}
type HostIoFilterInfo : IoFilterInfo @6.0 { available: boolean }
type ClusterIoFilterInfo : IoFilterInfo @6.0 { opType: string; vibUrl?: string @6.5 }
type IoFilterQueryIssueResult @6.0 { opType: string; hostIssue?: IoFilterHostIssue[] }
type IoFilterHostIssue @6.0 { host: ref HostSystem; issue: LocalizedMethodFault[] }
type VirtualDiskId { vm: ref VirtualMachine; diskId: int }
type IoFilterManagerSslTrust @8.0.3.0 { }
type PinnedCertificate : IoFilterManagerSslTrust @8.0.3.0 { sslCertificate: string }
type UntrustedCertificate : IoFilterManagerSslTrust @8.0.3.0 { }
fault FilterInUse : ResourceInUse @6.0 { disk?: VirtualDiskId[] }
fault HostNotConnected : HostCommunication { }
type HostCommunication : RuntimeFault { }
object IoFilterManager { }
method IoFilterManager.InstallIoFilter_Task(
  vibUrl: string,
  compRes: ref ComputeResource,
  vibSslTrust?: IoFilterManagerSslTrust @8.0.3.0
): ref Task @6.0 priv none
method IoFilterManager.UninstallIoFilter_Task(
  filterId: string,
  compRes: ref ComputeResource
): ref Task @6.0 priv none
method IoFilterManager.UpgradeIoFilter_Task(
  filterId: string,
  compRes: ref ComputeResource,
  vibUrl: string,
  vibSslTrust?: IoFilterManagerSslTrust @8.0.3.0
): ref Task @6.0 priv none
method IoFilterManager.QueryIoFilterIssues(
  filterId: string,
  compRes: ref ComputeResource
): IoFilterQueryIssueResult @6.0 priv System.View
method IoFilterManager.QueryIoFilterInfo(
  compRes: ref ComputeResource
): ClusterIoFilterInfo[] @6.0 priv System.View
method IoFilterManager.ResolveInstallationErrorsOnHost_Task(
  filterId: string,
  host: ref HostSystem
): ref Task @6.0 priv none
method IoFilterManager.ResolveInstallationErrorsOnCluster_Task(
  filterId: string,
  cluster: ref ClusterComputeResource
): ref Task @6.0 priv none
method IoFilterManager.QueryDisksUsingFilter(
  filterId: string,
  compRes: ref ComputeResource
): VirtualDiskId[] @6.0 priv System.View
`;
