import type { DataObject } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import { vmOfKey } from '../policies/associations.ts';
import type { Association } from '../policies/associations.ts';
import { entityRef, findEntity, profileIds } from '../policies/entities.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import type { Profile } from '../policies/profile.ts';

/** Defines the methods that tell which entity has which policy, and those of the datastores' defaults. */
export function defineAssociationMethods(context: PolicyContext): void {
  const { associations } = context;
  const define = (name: string, run: (call: Call) => unknown): void =>
    context.world.vcenter.methods.define('PbmProfileProfileManager', name, run);
  define('PbmQueryAssociatedProfile', ({ args }) =>
    profileIds(associationsOf(context, args['entity'] as DataObject)),
  );
  define('PbmQueryAssociatedProfiles', ({ args }) =>
    (args['entities'] as DataObject[]).map((entity) => queryOne(context, entity)),
  );
  define('PbmQueryAssociatedEntity', (call) => entitiesOf(context, call));
  define('PbmQueryAssociatedEntities', ({ args }) => {
    const wanted = (args['profiles'] as Profile['profileId'][]).map(({ uniqueId }) => uniqueId);
    return associations
      .all()
      .filter(({ profileId }) => wanted.length === 0 || wanted.includes(profileId))
      .map((each) => ({ object: entityRef(context, each.key), profileId: profileIds([each]) }));
  });
  defineDefaults(context);
}

function associationsOf(context: PolicyContext, entity: DataObject): Association[] {
  return findEntity(context, entity).keys.flatMap((key) => context.associations.of(key) ?? []);
}

/** A name that leads nowhere is that entry's fault, not the call's. */
function queryOne(context: PolicyContext, object: DataObject): DataObject {
  try {
    return { object, profileId: profileIds(associationsOf(context, object)) };
  } catch (error) {
    // Expected: the entity is unknown or gone.
    if (!(error instanceof VimFault)) throw error;
    return { object, fault: error.toLocalized() };
  }
}

function entitiesOf(context: PolicyContext, { args }: Call): DataObject[] {
  const { uniqueId } = args['profile'] as Profile['profileId'];
  context.profiles.get(uniqueId, 'profile');
  const type = args['entityType'] as string | undefined;
  const found = context.associations.ofProfile(uniqueId);
  if (type === 'virtualMachineAndDisks') {
    const vms = new Set(found.map(({ key }) => vmOfKey(key)));
    return [...vms].map((key) => ({ ...entityRef(context, key), objectType: type }));
  }
  const refs = found.map(({ key }) => entityRef(context, key));
  return refs.filter(({ objectType }) => type === undefined || objectType === type);
}

function defineDefaults(context: PolicyContext): void {
  const { profiles, datastoreDefaults } = context;
  const define = (name: string, run: (call: Call) => unknown): void =>
    context.world.vcenter.methods.define('PbmProfileProfileManager', name, run);
  const profileOf = (hub: DataObject): Profile | undefined =>
    profiles.find(datastoreDefaults.get(datastoreOf(context, hub)) ?? '');
  define('PbmQueryDefaultRequirementProfile', ({ args }) => {
    return profileOf(args['hub'] as DataObject)?.profileId;
  });
  define('PbmQueryDefaultRequirementProfiles', ({ args }) =>
    (args['datastores'] as DataObject[]).map((hub) => {
      const defaultProfile = profileOf(hub);
      return { datastores: [hub], ...(defaultProfile && { defaultProfile }) };
    }),
  );
  define('PbmAssignDefaultRequirementProfile', ({ args }) => {
    const { uniqueId } = args['profile'] as Profile['profileId'];
    profiles.get(uniqueId, 'profile');
    for (const hub of args['datastores'] as DataObject[]) {
      datastoreDefaults.set(datastoreOf(context, hub), uniqueId);
    }
  });
}

function datastoreOf({ world }: PolicyContext, hub: DataObject): string {
  const id = String(hub['hubId']);
  const found = world.vcenter.registry.find(ref('Datastore', id));
  if (hub['hubType'] !== 'Datastore' || found === undefined) throw invalidArgument('datastores');
  return id;
}
