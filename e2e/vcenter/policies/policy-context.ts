import type { World } from '../inventory/world.ts';
import type { Associations } from './associations.ts';
import type { CapabilityCatalog } from './capability-catalog.ts';
import type { CheckedEntity } from './compliance.ts';
import type { ProfileStore } from './profile-store.ts';

/** What everything about storage policies works with. */
export interface PolicyContext {
  readonly world: World;
  readonly profiles: ProfileStore;
  readonly associations: Associations;
  readonly capabilities: CapabilityCatalog;
  /** What the last check of an entity found, by the entity's key. */
  readonly checked: Map<string, CheckedEntity>;
  /** The policy that a datastore's disks get when none is chosen, by the datastore's id. */
  readonly datastoreDefaults: Map<string, string>;
}
