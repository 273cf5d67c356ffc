import type { ManagedObjectReference } from '../domain/managed-object-reference.ts';

/** What DRS answers to the question whether a host could be emptied now. */
export interface EvacuationForecast {
  readonly host: ManagedObjectReference;
  readonly canEvacuate: boolean;
  /** How many moves it would take. */
  readonly recommendations: number;
  /** Why not, in vCenter's words; empty when it can. */
  readonly faults: readonly string[];
}

/** Maintenance mode of hosts. Faults arrive as `VimFault`, at once or in the task. */
export interface HostMaintenance {
  /**
   * EnterMaintenanceMode_Task. The task ends when no running machine is left on the host; without DRS nobody moves them. Powered-off machines
   * stay where they are. InvalidState when the host is in it already. @param limit seconds until the task gives up (Timedout); 0 for never
   */
  enter(
    host: ManagedObjectReference,
    limit: { readonly timeoutSeconds: number },
  ): Promise<ManagedObjectReference>;
  /** ExitMaintenanceMode_Task. InvalidState when the host is not in it. */
  exit(host: ManagedObjectReference): Promise<ManagedObjectReference>;
  /** ClusterEnterMaintenanceMode, which moves nothing, for each host as the only one that leaves; answers in the order of the hosts. */
  forecast(
    cluster: ManagedObjectReference,
    hosts: readonly ManagedObjectReference[],
  ): Promise<readonly EvacuationForecast[]>;
}
