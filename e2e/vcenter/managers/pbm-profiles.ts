import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument, VimFault } from '../core/vim-fault.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import { postPolicyEvent } from '../policies/policy-events.ts';
import { capabilitiesOf, COMPONENT_NAMESPACE } from '../policies/profile.ts';
import type { NewProfile } from '../policies/profile-store.ts';
import type { Profile } from '../policies/profile.ts';

const categories: readonly string[] = ['REQUIREMENT', 'RESOURCE', 'DATA_SERVICE_POLICY'];
/** The categories of which a client can make policies. vSphere storage policy API reference. */
const creatable: readonly string[] = ['REQUIREMENT', 'DATA_SERVICE_POLICY'];

/** Defines the methods that list, read, make, change and delete policies. */
export function defineProfileMethods(context: PolicyContext): void {
  const define = (name: string, run: (call: Call) => unknown): void =>
    context.world.vcenter.methods.define('PbmProfileProfileManager', name, run);
  define('PbmFetchResourceType', () => [{ resourceType: 'STORAGE' }]);
  define('PbmQueryProfile', (call) => queryProfile(context, call));
  define('PbmRetrieveContent', ({ args }) =>
    (args['profileIds'] as Profile['profileId'][]).map(({ uniqueId }) =>
      context.profiles.get(uniqueId, 'profileIds'),
    ),
  );
  define('PbmCreate', (call) => create(context, call));
  define('PbmUpdate', (call) => update(context, call));
  define('PbmDelete', ({ args }) =>
    (args['profileId'] as Profile['profileId'][]).map((id) => outcome(context, id)),
  );
}

/** Throws `InvalidArgument` for any other resource than storage. */
export function checkResourceType(value: unknown): void {
  const type = value as { readonly resourceType: string } | undefined;
  if (type !== undefined && type.resourceType !== 'STORAGE') throw invalidArgument('resourceType');
}

function queryProfile({ profiles }: PolicyContext, { args }: Call): unknown[] {
  checkResourceType(args['resourceType']);
  const category = args['profileCategory'] as string | undefined;
  if (category !== undefined && !categories.includes(category)) {
    throw invalidArgument('profileCategory');
  }
  return profiles
    .list()
    .filter((each) => category === undefined || each.profileCategory === category)
    .map(({ profileId }) => profileId);
}

function create(context: PolicyContext, { args, session }: Call): unknown {
  const spec = args['createSpec'] as DataObject & { name: string; constraints: DataObject };
  checkResourceType(spec['resourceType']);
  const category = (spec['category'] as string | undefined) ?? 'REQUIREMENT';
  if (!creatable.includes(category)) throw invalidArgument('createSpec.category');
  checkCapabilities(context, spec.constraints, 'createSpec.constraints');
  const description = spec['description'] as string | undefined;
  const { name, constraints } = spec;
  const profile = context.profiles.create(
    {
      name,
      constraints,
      profileCategory: category,
      ...(description === undefined ? {} : { description }),
    },
    session.userName,
  );
  postPolicyEvent(context, 'create', profile);
  return profile.profileId;
}

function update(context: PolicyContext, { args, session }: Call): void {
  const { uniqueId } = args['profileId'] as Profile['profileId'];
  const profile = context.profiles.get(uniqueId, 'profileId');
  const changes = args['updateSpec'] as Partial<
    Pick<NewProfile, 'name' | 'description' | 'constraints'>
  >;
  if (changes.constraints !== undefined) {
    checkCapabilities(context, changes.constraints, 'updateSpec.constraints');
  }
  context.profiles.update(profile, changes, session.userName);
  postPolicyEvent(context, 'update', profile);
}

/**
 * An I/O filter's rule must be one that the service knows, which it is only some time after the filter came to a host. Rules in other namespaces
 * are taken as they are (simulation's choice).
 */
function checkCapabilities(
  { capabilities, profiles }: PolicyContext,
  constraints: DataObject,
  parameter: string,
): void {
  for (const { id, constraint } of capabilitiesOf(constraints)) {
    const isFilter = id.id.startsWith(`${id.namespace}@`);
    if (isFilter && capabilities.filter(id.namespace) === undefined) {
      throw invalidArgument(parameter, `There is no capability ${id.id}.`);
    }
    if (id.namespace === COMPONENT_NAMESPACE && profiles.find(id.id) === undefined) {
      throw invalidArgument(parameter, `There is no component ${id.id}.`);
    }
    if (constraint.length === 0) throw invalidArgument(parameter);
  }
}

/**
 * Deletes one policy, or tells why not: nothing of that is a fault of the call. vSphere storage policy API reference. That the default policies of vSAN, vVol and PMem stay is the
 * simulation's choice.
 */
function outcome(context: PolicyContext, profileId: Profile['profileId']): DataObject {
  const { profiles, associations, datastoreDefaults } = context;
  const { uniqueId } = profileId;
  const profile = profiles.find(uniqueId);
  if (profile === undefined) {
    const text = `There is no profile ${uniqueId}.`;
    return { profileId, fault: invalidArgument('profileId', text).toLocalized() };
  }
  if (profile['systemCreatedProfileType'] !== undefined) {
    const text = `The storage policy ${profile.name} belongs to the system.`;
    return {
      profileId,
      fault: new VimFault('PbmFaultProfileStorageFault', {}, text).toLocalized(),
    };
  }
  const inUse =
    associations.ofProfile(uniqueId).length > 0 ||
    [...datastoreDefaults.values()].includes(uniqueId) ||
    profiles.list().some((each) => refersTo(each, uniqueId));
  if (inUse) {
    const members = { type: 'PbmCapabilityProfile', name: profile.name };
    const text = `The storage policy ${profile.name} is in use.`;
    return { profileId, fault: new VimFault('PbmResourceInUse', members, text).toLocalized() };
  }
  profiles.delete(profile);
  postPolicyEvent(context, 'delete', profile);
  return { profileId };
}

function refersTo(profile: Profile, component: string): boolean {
  return capabilitiesOf(profile.constraints).some(
    ({ id }) => id.namespace === COMPONENT_NAMESPACE && id.id === component,
  );
}
