/**
 * What the published XSDs (vSphere 8.0 GA) do not know yet and we use, each with the API version that brought it. The gate adds these to the
 * schema, so they are checked as strictly as everything else. Source of types and versions: pyVmomi's type tables.
 */
export interface NewerMember {
  readonly type: string;
  readonly member: string;
  readonly xsdType: string;
  readonly since: string;
}

/** New optional members of types that the schema has; a new member stands behind the older ones. */
export const newerMembers: readonly NewerMember[] = [];

/** A data type that the schema lacks, with its members in order. */
export interface NewerType {
  readonly name: string;
  readonly base: string;
  readonly members: readonly { readonly name: string; readonly xsdType: string }[];
  readonly since: string;
}

/** New types; the generated messages take a parameter in as soon as its type is known here (`vibSslTrust`, 8.0.3.0). */
export const newerTypes: readonly NewerType[] = [
  { name: 'IoFilterManagerSslTrust', base: 'DynamicData', members: [], since: '8.0.3.0' },
  {
    name: 'PinnedCertificate',
    base: 'IoFilterManagerSslTrust',
    members: [{ name: 'sslCertificate', xsdType: 'xsd:string' }],
    since: '8.0.3.0',
  },
  { name: 'UntrustedCertificate', base: 'IoFilterManagerSslTrust', members: [], since: '8.0.3.0' },
];
