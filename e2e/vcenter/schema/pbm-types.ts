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
type PbmCapabilityRange { min: anyType; max: anyType }
type PbmCapabilityTimeSpan { value: int; unit: string }
type PbmExtendedElementDescription {
  label: string; summary: string; key: string; messageCatalogKeyPrefix: string;
  messageArg?: KeyAnyValue[];
}
type PbmCapabilityTypeInfo { typeName: string }
type PbmCapabilityGenericTypeInfo : PbmCapabilityTypeInfo { genericTypeName: string }
type PbmCapabilityPropertyMetadata {
  id: string; summary: PbmExtendedElementDescription; mandatory: boolean;
  type?: PbmCapabilityTypeInfo; defaultValue?: anyType; allowedValue?: anyType;
  requirementsTypeHint?: string;
}
type PbmCapabilityMetadata {
  id: PbmCapabilityMetadataUniqueId; summary: PbmExtendedElementDescription; mandatory?: boolean;
  hint?: boolean; keyId?: string; allowMultipleConstraints?: boolean;
  propertyMetadata: PbmCapabilityPropertyMetadata[];
}
type PbmCapabilityMetadataPerCategory {
  subCategory: string; capabilityMetadata: PbmCapabilityMetadata[];
}
type PbmCapabilitySchemaVendorInfo { vendorUuid: string; info: PbmExtendedElementDescription }
type PbmCapabilityNamespaceInfo {
  version: string; namespace: string; info?: PbmExtendedElementDescription;
}
type PbmCapabilityVendorNamespaceInfo {
  vendorInfo: PbmCapabilitySchemaVendorInfo; namespaceInfo: PbmCapabilityNamespaceInfo;
}
type PbmCapabilityVendorResourceTypeInfo {
  resourceType: string; vendorNamespaceInfo: PbmCapabilityVendorNamespaceInfo[];
}
type PbmLineOfServiceInfo @6.5 {
  lineOfService: string; name: PbmExtendedElementDescription;
  description?: PbmExtendedElementDescription;
}
type PbmVaioDataServiceInfo : PbmLineOfServiceInfo @6.5 { }
type PbmCapabilitySchema {
  vendorInfo: PbmCapabilitySchemaVendorInfo; namespaceInfo: PbmCapabilityNamespaceInfo;
  lineOfService?: PbmLineOfServiceInfo @6.5;
  capabilityMetadataPerCategory: PbmCapabilityMetadataPerCategory[];
}
type PbmCapabilityProfileCreateSpec {
  name: string; description?: string; category?: string; resourceType: PbmProfileResourceType;
  constraints: PbmCapabilityConstraints;
}
type PbmCapabilityProfileUpdateSpec {
  name?: string; description?: string; constraints?: PbmCapabilityConstraints;
}
type PbmPlacementHub { hubType: string; hubId: string }
type PbmDefaultProfileInfo { datastores: PbmPlacementHub[]; defaultProfile?: PbmProfile }
fault PbmFault : MethodFault { }
fault PbmFaultNoPermission : SecurityError @8.0.2.0 {
  missingPrivileges?: PbmFaultNoPermissionEntityPrivileges[];
}
type PbmFaultNoPermissionEntityPrivileges @8.0.2.0 {
  profileId?: PbmProfileId; privilegeIds?: string[];
}
fault PbmFaultNotFound : PbmFault { }
fault PbmFaultProfileStorageFault : PbmFault { }
fault PbmDuplicateName : PbmFault { name: string }
fault PbmResourceInUse : PbmFault { type?: string; name?: string }
type PbmProfileOperationOutcome { profileId: PbmProfileId; fault?: LocalizedMethodFault }
type PbmCompliancePolicyStatus {
  expectedValue: PbmCapabilityInstance; currentValue?: PbmCapabilityInstance;
}
type PbmComplianceResult {
  checkTime: dateTime; entity: PbmServerObjectRef; profile?: PbmProfileId;
  complianceTaskStatus?: string; complianceStatus: string; mismatch: boolean;
  violatedPolicies?: PbmCompliancePolicyStatus[]; errorCause?: LocalizedMethodFault[];
}
type PbmRollupComplianceResult {
  oldestCheckTime: dateTime; entity: PbmServerObjectRef; overallComplianceStatus: string;
  overallComplianceTaskStatus?: string; result?: PbmComplianceResult[];
  errorCause?: LocalizedMethodFault[]; profileMismatch: boolean;
}
type PbmQueryProfileResult {
  object: PbmServerObjectRef; profileId?: PbmProfileId[]; fault?: LocalizedMethodFault;
}
`;
