/** `Extension` of the vSphere API reference, with the members that a remote plug-in uses. */
export interface ExtensionRecord {
  /** Reverse-DNS name. */
  readonly key: string;
  /** `A[.B[.C[.D]]]`; vCenter deploys a changed plug-in only when it changes. */
  readonly version: string;
  readonly company: string;
  readonly label: string;
  readonly summary: string;
  readonly servers: readonly ExtensionServer[];
  readonly clients: readonly ExtensionClient[];
  readonly taskIds: readonly string[];
  readonly eventTypes: readonly {
    readonly id: string;
    /** XML of the event's arguments. */
    readonly schema?: string;
  }[];
  readonly faultIds: readonly string[];
  readonly privileges: readonly { readonly id: string; readonly group: string }[];
  readonly resources: readonly ExtensionResource[];
  readonly shownInSolutionManager: boolean;
}

export interface ExtensionServer {
  readonly url: string;
  readonly label: string;
  readonly summary: string;
  readonly company: string;
  /** `MANIFEST_SERVER` for the first one, a service id of the plug-in's own for the others. */
  readonly type: string;
  readonly adminEmail: readonly string[];
  /** Hex pairs with colons; vCenter accepts no other form. */
  readonly thumbprint?: string;
  /** PEM with 64 characters a line; left out of the request below API 8.0.2. */
  readonly certificatePem?: string;
}

export interface ExtensionClient {
  readonly version: string;
  readonly label: string;
  readonly summary: string;
  readonly company: string;
  /** `vsphere-client-remote` for a remote plug-in. */
  readonly type: string;
  readonly url: string;
}

export interface ExtensionResource {
  /** `en`. */
  readonly locale: string;
  /** `task`, `event`, `auth`, … */
  readonly module: string;
  readonly texts: Readonly<Record<string, string>>;
}
