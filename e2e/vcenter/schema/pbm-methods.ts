/** Storage policy service (PBM): managers and their methods. Facts of the storage policy API reference, in schema order. */
export const pbmMethods = `
object PbmServiceInstance { content: PbmServiceInstanceContent !System.Anonymous }
method PbmServiceInstance.PbmRetrieveServiceContent(): PbmServiceInstanceContent priv System.Anonymous
object PbmProfileProfileManager { }
method PbmProfileProfileManager.PbmFetchResourceType(): PbmProfileResourceType[] priv StorageProfile.View
method PbmProfileProfileManager.PbmFetchVendorInfo(
  resourceType?: PbmProfileResourceType
): PbmCapabilityVendorResourceTypeInfo[] priv StorageProfile.View
method PbmProfileProfileManager.PbmFetchCapabilityMetadata(
  resourceType?: PbmProfileResourceType,
  vendorUuid?: string
): PbmCapabilityMetadataPerCategory[] priv StorageProfile.View
method PbmProfileProfileManager.PbmFetchCapabilitySchema(
  vendorUuid?: string,
  lineOfService?: string[]
): PbmCapabilitySchema[] @6.5 priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryProfile(
  resourceType: PbmProfileResourceType,
  profileCategory?: string
): PbmProfileId[] priv StorageProfile.View
method PbmProfileProfileManager.PbmRetrieveContent(
  profileIds: PbmProfileId[+]
): PbmProfile[] priv StorageProfile.View
method PbmProfileProfileManager.PbmCreate(
  createSpec: PbmCapabilityProfileCreateSpec
): PbmProfileId priv StorageProfile.Update
method PbmProfileProfileManager.PbmUpdate(
  profileId: PbmProfileId,
  updateSpec: PbmCapabilityProfileUpdateSpec
): void priv StorageProfile.Update
method PbmProfileProfileManager.PbmDelete(
  profileId: PbmProfileId[+]
): PbmProfileOperationOutcome[] priv StorageProfile.Update
method PbmProfileProfileManager.PbmQueryAssociatedProfile(
  entity: PbmServerObjectRef
): PbmProfileId[] priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryAssociatedProfiles(
  entities: PbmServerObjectRef[+]
): PbmQueryProfileResult[] priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryAssociatedEntity(
  profile: PbmProfileId,
  entityType?: string
): PbmServerObjectRef[] priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryAssociatedEntities(
  profiles?: PbmProfileId[]
): PbmQueryProfileResult[] @6.5 priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryDefaultRequirementProfile(
  hub: PbmPlacementHub
): PbmProfileId? priv StorageProfile.View
method PbmProfileProfileManager.PbmQueryDefaultRequirementProfiles(
  datastores: PbmPlacementHub[+]
): PbmDefaultProfileInfo[] priv StorageProfile.View
method PbmProfileProfileManager.PbmAssignDefaultRequirementProfile(
  profile: PbmProfileId,
  datastores: PbmPlacementHub[+]
): void priv StorageProfile.Update
object PbmComplianceManager { }
method PbmComplianceManager.PbmCheckCompliance(
  entities: PbmServerObjectRef[+],
  profile?: PbmProfileId
): PbmComplianceResult[] priv StorageProfile.View
method PbmComplianceManager.PbmFetchComplianceResult(
  entities: PbmServerObjectRef[+],
  profile?: PbmProfileId
): PbmComplianceResult[] priv StorageProfile.View
method PbmComplianceManager.PbmCheckRollupCompliance(
  entity: PbmServerObjectRef[+]
): PbmRollupComplianceResult[] priv StorageProfile.View
method PbmComplianceManager.PbmFetchRollupComplianceResult(
  entity: PbmServerObjectRef[+]
): PbmRollupComplianceResult[] priv StorageProfile.View
method PbmComplianceManager.PbmQueryByRollupComplianceStatus(
  status: string
): PbmServerObjectRef[] @6.5 priv StorageProfile.View
object PbmCapabilityMetadataManager { }
object PbmPlacementSolver { }
object PbmReplicationManager { }
object PbmSessionManager { }
object PbmProvider { }
`;
