import type { DataObject } from '../core/managed-object.ts';
import { capability, COMPONENT_NAMESPACE, ruleSet, VSAN_NAMESPACE } from './profile.ts';
import type { Profile } from './profile.ts';

/** When the system's own profiles were made. */
const created = new Date('2025-10-20T08:00:00Z');

/** What profiles of the system differ in. */
interface ProfileFacts {
  readonly uniqueId: string;
  readonly name: string;
  readonly description: string;
  readonly profileCategory?: string;
  readonly constraints: DataObject;
  readonly systemCreatedProfileType?: string;
  readonly lineOfService?: string;
}

function profile(facts: ProfileFacts): Profile {
  const { uniqueId, profileCategory = 'REQUIREMENT', ...rest } = facts;
  return {
    $type: 'PbmCapabilityProfile',
    profileId: { uniqueId },
    creationTime: created,
    createdBy: 'Temporary user handle',
    lastUpdatedTime: created,
    lastUpdatedBy: 'Temporary user handle',
    profileCategory,
    resourceType: { resourceType: 'STORAGE' },
    generationId: 0,
    isDefault: false,
    ...rest,
  };
}

const vsan = (id: string, value: unknown): DataObject =>
  capability({ namespace: VSAN_NAMESPACE, id }, { [id]: value });

export const ENCRYPTION_COMPONENT = 'ad5a249d-cbc2-43af-9366-694d7664fa52';

/**
 * The profiles that every vCenter has, with the ids and contents of public recordings: four policies and the data service component that the
 * encryption policy refers to.
 */
export const builtInProfiles: readonly Profile[] = [
  profile({
    uniqueId: 'aa6d5a82-1c88-45da-85d3-3d74b91a5bad',
    name: 'vSAN Default Storage Policy',
    description: 'Storage policy used as default for vSAN datastores',
    constraints: ruleSet('VSAN sub-profile', [
      vsan('hostFailuresToTolerate', 1),
      vsan('stripeWidth', 1),
      vsan('forceProvisioning', false),
      vsan('proportionalCapacity', 0),
      vsan('cacheReservation', 0),
    ]),
    systemCreatedProfileType: 'VsanDefaultProfile',
  }),
  profile({
    uniqueId: 'f4e5bade-15a2-4805-bf8e-52318c4ce443',
    name: 'VVol No Requirements Policy',
    description: 'Allow the datastore to determine the best placement strategy for storage objects',
    constraints: {},
    systemCreatedProfileType: 'VVolDefaultProfile',
  }),
  profile({
    uniqueId: '4d5f673c-536f-11e6-beb8-9e71128cae77',
    name: 'VM Encryption Policy',
    description: "Sample storage policy for VMware's VM and virtual disk encryption",
    constraints: ruleSet('sp-1', [
      capability(
        { namespace: COMPONENT_NAMESPACE, id: ENCRYPTION_COMPONENT },
        { [ENCRYPTION_COMPONENT]: ENCRYPTION_COMPONENT },
      ),
    ]),
  }),
  profile({
    uniqueId: 'c268da1b-b343-49f7-a468-b1deeb7078e0',
    name: 'Host-local PMem Default Storage Policy',
    description: 'Storage policy used as default for Host-local PMem datastores',
    constraints: ruleSet('PMem sub-profile', [
      capability({ namespace: 'PMem', id: 'PMemType' }, { PMemType: 'LocalPMem' }),
    ]),
    systemCreatedProfileType: 'PmemDefaultProfile',
  }),
  profile({
    uniqueId: ENCRYPTION_COMPONENT,
    name: 'Default encryption properties',
    description: 'Storage policy component for VM and virtual disk encryption',
    profileCategory: 'DATA_SERVICE_POLICY',
    constraints: ruleSet('encryption', [
      capability(
        { namespace: 'vmwarevmcrypt', id: 'vmwarevmcrypt@ENCRYPTION' },
        { AllowCleartextFilters: 'False' },
      ),
    ]),
    lineOfService: 'ENCRYPTION',
  }),
];
