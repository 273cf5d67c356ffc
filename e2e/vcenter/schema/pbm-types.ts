/** Storage policy service (PBM): types and methods. Facts of the storage policy API reference, in schema order. */
export const pbmTypes = `
type PbmServiceInstanceContent {
  aboutInfo: PbmAboutInfo; sessionManager: ref PbmSessionManager;
  capabilityMetadataManager: ref PbmCapabilityMetadataManager;
  profileManager: ref PbmProfileProfileManager; complianceManager: ref PbmComplianceManager;
  placementSolver: ref PbmPlacementSolver; replicationManager?: ref PbmReplicationManager @6.5;
}
type PbmAboutInfo { name: string; version: string; instanceUuid: string }
type PbmProfileId { uniqueId: string }
type PbmProfileResourceType { resourceType: string }
enum PbmProfileCategoryEnum { REQUIREMENT RESOURCE DATA_SERVICE_POLICY }
type PbmProfile {
  profileId: PbmProfileId; name: string; description?: string; creationTime: dateTime;
  createdBy: string; lastUpdatedTime: dateTime; lastUpdatedBy: string;
}
type PbmCapabilityProfile : PbmProfile {
  profileCategory: string; resourceType: PbmProfileResourceType;
  constraints: PbmCapabilityConstraints; generationId?: long; isDefault: boolean;
  systemCreatedProfileType?: string; lineOfService?: string @6.5;
}
type PbmCapabilityConstraints { }
type PbmCapabilitySubProfileConstraints : PbmCapabilityConstraints {
  subProfiles: PbmCapabilitySubProfile[];
}
type PbmCapabilitySubProfile {
  name: string; capability: PbmCapabilityInstance[]; forceProvision?: boolean;
}
type PbmCapabilityInstance {
  id: PbmCapabilityMetadataUniqueId; constraint: PbmCapabilityConstraintInstance[];
}
type PbmCapabilityMetadataUniqueId { namespace: string; id: string }
type PbmCapabilityConstraintInstance { propertyInstance: PbmCapabilityPropertyInstance[] }
type PbmCapabilityPropertyInstance { id: string; operator?: string @6.5; value: anyType }
type PbmCapabilityDiscreteSet { values: anyType[] }
type PbmServerObjectRef { objectType: string; key: string; serverUuid?: string }
fault PbmFault : MethodFault { }
type PbmQueryProfileResult {
  object: PbmServerObjectRef; profileId?: PbmProfileId[]; fault?: LocalizedMethodFault;
}
object PbmServiceInstance { content: PbmServiceInstanceContent !System.Anonymous }
method PbmServiceInstance.PbmRetrieveServiceContent(): PbmServiceInstanceContent priv System.Anonymous
object PbmProfileProfileManager { }
method PbmProfileProfileManager.PbmFetchResourceType(): PbmProfileResourceType[] priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryProfile(
  resourceType: PbmProfileResourceType,
  profileCategory?: string
): PbmProfileId[] priv StorageProfile.View
method PbmProfileProfileManager.PbmRetrieveContent(
  profileIds: PbmProfileId[+]
): PbmProfile[] priv StorageProfile.View
object PbmCapabilityMetadataManager { }
object PbmComplianceManager { }
object PbmPlacementSolver { }
object PbmReplicationManager { }
object PbmSessionManager { }
object PbmProvider { }
`;
