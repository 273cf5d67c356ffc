import type { AcceptanceLevel, HostFacts, HostFilter } from './inventory-facts.ts';
import type { DaemonState } from './cluster-state.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';

/** The filter's instance on one host, with everything a row about it shows. */
export interface Daemon {
  readonly host: HostFacts;
  /** Null for a standalone host. */
  readonly cluster: { readonly ref: ManagedObjectReference; readonly name: string } | null;
  readonly acceptanceLevel: AcceptanceLevel;
  /** Null while the host carries no filter of ours, or cannot tell. */
  readonly filter: HostFilter | null;
  /** Product version of the newest bundle for the host's cluster. */
  readonly latestVersion: string | null;
  readonly state: DaemonState;
  /** Plain words for a state that needs an explanation. */
  readonly message: string | null;
}
