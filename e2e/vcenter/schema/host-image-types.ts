/** Image and acceptance level of a host: types and methods. Facts of the vSphere API reference, in schema order. */
export const hostImageTypes = `
type HostImageProfileSummary { name: string; vendor: string }
type SoftwarePackage @6.5 {
  name: string; version: string; type: string; vendor: string; acceptanceLevel: string;
  summary: string; description: string; referenceURL?: string[]; creationDate?: dateTime;
  depends?: Relation[]; conflicts?: Relation[]; replaces?: Relation[]; provides?: string[];
  maintenanceModeRequired?: boolean; hardwarePlatformsRequired?: string[];
  capability: SoftwarePackageCapability; tag?: string[]; payload?: string[];
}
type Relation @6.5 { constraint?: string; name: string; version?: string }
type SoftwarePackageCapability @6.5 {
  liveInstallAllowed?: boolean; liveRemoveAllowed?: boolean; statelessReady?: boolean;
  overlay?: boolean;
}
enum HostImageAcceptanceLevel { vmware_certified vmware_accepted partner community }
type HostCertificateManagerCertificateInfo @6.0 {
  kind?: string @8.0.1.0; issuer?: string; notBefore?: dateTime; notAfter?: dateTime;
  subject?: string; status: string;
}
fault HostConfigFault : VimFault { }
fault HostConfigFailed : HostConfigFault { failure: LocalizedMethodFault[] }
fault PlatformConfigFault : HostConfigFault { text: string }
object HostImageConfigManager { }
method HostImageConfigManager.HostImageConfigGetAcceptance(): string priv System.Read
method HostImageConfigManager.HostImageConfigGetProfile(): HostImageProfileSummary priv System.Read
method HostImageConfigManager.UpdateHostImageAcceptanceLevel(
  newAcceptanceLevel: string
): void priv Host.Config.Image
method HostImageConfigManager.fetchSoftwarePackages(): SoftwarePackage[] @6.5 priv Host.Config.Image
method HostImageConfigManager.installDate(): dateTime @6.5 priv Host.Config.Image
object HostCertificateManager {
  certificateInfo: HostCertificateManagerCertificateInfo !Certificate.Manage;
}
`;
