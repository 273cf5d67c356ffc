import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { builtInProfiles } from './pbm-built-in-profiles.ts';

/** The service instance of the storage policy service. */
export const pbmServiceInstance: Ref = ref('PbmServiceInstance', 'ServiceInstance');

/** The service's managers, with the values that a recorded vCenter gives. */
const managers = {
  sessionManager: ref('PbmSessionManager', 'SessionManager'),
  capabilityMetadataManager: ref('PbmCapabilityMetadataManager', 'CapabilityMetadataManager'),
  profileManager: ref('PbmProfileProfileManager', 'ProfileManager'),
  complianceManager: ref('PbmComplianceManager', 'complianceManager'),
  placementSolver: ref('PbmPlacementSolver', 'placementSolver'),
};

const categories: readonly string[] = ['REQUIREMENT', 'RESOURCE', 'DATA_SERVICE_POLICY'];

/** Puts the storage policy service into the registry: service content and the profiles of the system, readable. */
export function installPbm(vcenter: Vcenter): void {
  const { registry, methods } = vcenter;
  const content = { aboutInfo: aboutInfo(vcenter), ...managers };
  registry.put({ ref: pbmServiceInstance, properties: { content } });
  for (const manager of Object.values(managers)) registry.put({ ref: manager, properties: {} });
  methods.define('PbmServiceInstance', 'PbmRetrieveServiceContent', () => content);
  methods.define('PbmProfileProfileManager', 'PbmFetchResourceType', () => [
    { resourceType: 'STORAGE' },
  ]);
  methods.define('PbmProfileProfileManager', 'PbmQueryProfile', queryProfile);
  methods.define('PbmProfileProfileManager', 'PbmRetrieveContent', retrieveContent);
}

function aboutInfo({ about }: Vcenter): DataObject {
  return { name: 'PBM', version: '2.0', instanceUuid: about.instanceUuid };
}

function queryProfile({ args }: Call): unknown[] {
  const { resourceType } = args['resourceType'] as { resourceType: string };
  if (resourceType !== 'STORAGE') throw invalidArgument('resourceType');
  const category = args['profileCategory'] as string | undefined;
  if (category !== undefined && !categories.includes(category)) {
    throw invalidArgument('profileCategory');
  }
  return builtInProfiles
    .filter((each) => category === undefined || each['profileCategory'] === category)
    .map((each) => each['profileId']);
}

function retrieveContent({ args }: Call): DataObject[] {
  const ids = args['profileIds'] as { uniqueId: string }[];
  return ids.map(({ uniqueId }) => {
    const found = builtInProfiles.find(
      (each) => (each['profileId'] as { uniqueId: string }).uniqueId === uniqueId,
    );
    if (found === undefined) throw invalidArgument('profileIds');
    return found;
  });
}
