import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Vcenter } from '../core/vcenter.ts';
import type { PolicyContext } from '../policies/policy-context.ts';
import { defineAssociationMethods } from './pbm-associations.ts';
import { defineCapabilityMethods } from './pbm-capabilities.ts';
import { defineComplianceMethods } from './pbm-compliance.ts';
import { defineProfileMethods } from './pbm-profiles.ts';

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

/** Puts the storage policy service into the registry and defines its methods. Placement is not simulated. */
export function installPbm(context: PolicyContext): void {
  const { vcenter } = context.world;
  const { registry, methods } = vcenter;
  const content = { aboutInfo: aboutInfo(vcenter), ...managers };
  registry.put({ ref: pbmServiceInstance, properties: { content } });
  for (const manager of Object.values(managers)) registry.put({ ref: manager, properties: {} });
  methods.define('PbmServiceInstance', 'PbmRetrieveServiceContent', () => content);
  defineProfileMethods(context);
  defineCapabilityMethods(context);
  defineAssociationMethods(context);
  defineComplianceMethods(context);
}

function aboutInfo({ about }: Vcenter): DataObject {
  return { name: 'PBM', version: '2.0', instanceUuid: about.instanceUuid };
}
