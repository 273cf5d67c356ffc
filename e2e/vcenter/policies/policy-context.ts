import type { World } from '../inventory/world.ts';
import type { Associations } from './associations.ts';
import type { CapabilityCatalog } from './capability-catalog.ts';
import type { ProfileStore } from './profile-store.ts';

/** What everything about storage policies works with. */
export interface PolicyContext {
  readonly world: World;
  readonly profiles: ProfileStore;
  readonly associations: Associations;
  readonly capabilities: CapabilityCatalog;
  /** The policy that a datastore's disks get when none is chosen, by the datastore's id. */
  readonly datastoreDefaults: Map<string, string>;
}
