/** A value of a rule with its type on the wire, so that it can be sent back exactly as it came (`PbmCapabilityPropertyInstance.value`, an anyType). */
export type PolicyValue =
  | {
      readonly kind: 'text';
      /** XML Schema type: `string`, `int`, `long`, `boolean`, … */
      readonly xsdType: string;
      readonly text: string;
    }
  | { readonly kind: 'set'; readonly values: readonly PolicyValue[] }
  | { readonly kind: 'range'; readonly min: PolicyValue; readonly max: PolicyValue }
  | { readonly kind: 'timeSpan'; readonly value: number; readonly unit: string }
  /** A data object of a type that is not known here; it cannot be sent back, so no policy can be made with it. */
  | { readonly kind: 'unknown'; readonly typeName: string };

/** `PbmCapabilityPropertyInstance`. */
export interface PolicyProperty {
  readonly id: string;
  /** `NOT` occurs with tags only. */
  readonly operator: string | null;
  readonly value: PolicyValue;
}

/** `PbmCapabilityInstance`: a rule, or what a filter is told. The constraints are alternatives of property values. */
export interface PolicyRule {
  readonly namespace: string;
  readonly id: string;
  readonly constraints: readonly (readonly PolicyProperty[])[];
}

/** `PbmCapabilitySubProfile`. All rules of a set must hold; the sets of a policy are alternatives. */
export interface RuleSet {
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  readonly forceProvision: boolean | null;
}

/** `PbmCapabilityProfile`: a storage policy, or a component that policies refer to (`DATA_SERVICE_POLICY`). */
export interface StorageProfile {
  readonly profileId: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  /** Empty for a policy without requirements, such as the one for vVols. */
  readonly ruleSets: readonly RuleSet[];
  readonly lineOfService: string | null;
  /** `VsanDefaultProfile`, `VVolDefaultProfile`, …; null for policies that people or products made. */
  readonly systemCreatedType: string | null;
}

/** `PbmCapabilityMetadata` that a filter published under the vendor `com.vmware.iofilters`. */
export interface FilterCapability {
  /** The filter's name, by which it is found. */
  readonly namespace: string;
  readonly id: string;
  /** Filter class: `REPLICATION`, `ENCRYPTION`, … */
  readonly filterClass: string;
  readonly label: string;
  readonly properties: readonly {
    readonly id: string;
    readonly defaultValue: PolicyValue | null;
    /** First of the allowed values, where there is a list. */
    readonly firstAllowed: PolicyValue | null;
  }[];
}

/** What a new policy shall be. */
export interface ProfileSpec {
  /** At most 80 characters. */
  readonly name: string;
  readonly description: string;
  readonly ruleSets: readonly RuleSet[];
}

/** `PbmComplianceResult.complianceStatus`. `outOfDate`: the policy was changed after it was assigned. */
export type ComplianceStatus =
  'compliant' | 'nonCompliant' | 'unknown' | 'notApplicable' | 'outOfDate';
