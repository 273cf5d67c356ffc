import type { ManagedObjectReference } from './managed-object-reference.ts';

/** `HostImageAcceptanceLevel` of the vSphere API, most to least restrictive; `unknown` when the host could not be asked. */
export type AcceptanceLevel =
  'vmware_certified' | 'vmware_accepted' | 'partner' | 'community' | 'unknown';

/** One I/O filter as a host reports it (`HostSystem.config.ioFilterInfo`). */
export interface HostFilter {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly type: string | null;
  /** Whether the filter is in working order on that host. */
  readonly available: boolean;
}

/** What one bulk read tells of a host. `filters` is null while the host is disconnected, because vCenter then has no `config`. */
export interface HostFacts {
  readonly ref: ManagedObjectReference;
  readonly name: string;
  readonly parent: ManagedObjectReference;
  readonly connectionState: 'connected' | 'disconnected' | 'notResponding';
  readonly powerState: 'poweredOn' | 'poweredOff' | 'standBy' | 'unknown';
  readonly inMaintenanceMode: boolean;
  readonly rebootRequired: boolean;
  /** ESXi version `8.0.3`; null when vCenter does not know it. */
  readonly version: string | null;
  readonly build: string | null;
  readonly sslThumbprint: string | null;
  /** Null where this vCenter cannot tell (below API 8.0.3). */
  readonly uefiSecureBoot: boolean | null;
  /**
   * Whether the host's time service says that the clock is synchronised; null where nobody knows (below API 7.0.3, disconnected, no service).
   * vSphere has no property that holds a host's time, so how far the clock is off cannot be read in bulk.
   */
  readonly timeInSync: boolean | null;
  readonly imageConfigManager: ManagedObjectReference | null;
  readonly filters: readonly HostFilter[] | null;
}

/** What one bulk read tells of a cluster, with its hosts. */
export interface ClusterFacts {
  readonly ref: ManagedObjectReference;
  readonly name: string;
  readonly datacenter: string;
  /** `lifecycleManaged`: true once the cluster is managed with a single image. */
  readonly lifecycleManaged: boolean;
  readonly drs: { readonly enabled: boolean; readonly behavior: string | null };
  readonly hosts: readonly HostFacts[];
}

/** The whole inventory that the wizard's first page needs; one bulk read. */
export interface InventoryFacts {
  readonly clusters: readonly ClusterFacts[];
  /** Hosts whose parent is a plain ComputeResource. */
  readonly standaloneHosts: readonly (HostFacts & { readonly datacenter: string })[];
}

/** One I/O filter as the cluster carries it (`QueryIoFilterInfo`). */
export interface ClusterFilter {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly operation: 'install' | 'uninstall' | 'upgrade';
  readonly vibUrl: string | null;
}

/** One host's trouble with a filter (`QueryIoFilterIssues`). */
export interface HostIssue {
  readonly host: ManagedObjectReference;
  /** Wire type of the fault; a hint only, since the API does not document which types occur. */
  readonly faultType: string;
  readonly message: string;
}

/** What a VM summary card needs. */
export interface VmFacts {
  readonly ref: ManagedObjectReference;
  readonly name: string;
  readonly host: ManagedObjectReference | null;
  readonly powerState: 'poweredOn' | 'poweredOff' | 'suspended';
  readonly template: boolean;
}
