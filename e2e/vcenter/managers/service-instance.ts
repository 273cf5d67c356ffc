import type { DataObject, Ref } from '../core/managed-object.ts';
import type { About, Vcenter } from '../core/vcenter.ts';
import { ROOT_FOLDER, SERVICE_INSTANCE } from '../core/well-known.ts';

/** Adds the service instance; its content names the managers that this simulated vCenter really has. */
export function installServiceInstance(vcenter: Vcenter): void {
  const { registry, methods, clock } = vcenter;
  registry.put({
    ref: SERVICE_INSTANCE,
    properties: {
      capability: {
        provisioningSupported: true,
        multiHostSupported: true,
        userShellAccessSupported: true,
        networkBackupAndRestoreSupported: true,
        lifecycleManagementSupported: true,
      },
    },
    computed: { content: () => serviceContent(vcenter), serverClock: () => clock.now() },
  });
  methods.define('ServiceInstance', 'RetrieveServiceContent', () => serviceContent(vcenter));
  methods.define('ServiceInstance', 'CurrentTime', () => clock.now());
}

function serviceContent({ schema, registry, about }: Vcenter): DataObject {
  const managers: Record<string, Ref> = {};
  for (const { name, type } of schema.dataMembers('ServiceContent')) {
    const manager = type.isRef
      ? registry.ofType(type.name).find((each) => each.owner === undefined)
      : undefined;
    if (manager !== undefined) managers[name] = manager.ref;
  }
  return { ...managers, rootFolder: ROOT_FOLDER, about: aboutInfo(about) };
}

/** `AboutInfo` as a vCenter Server fills it. */
function aboutInfo(about: About): DataObject {
  return {
    name: 'VMware vCenter Server',
    fullName: `VMware vCenter Server ${about.version} build-${about.build}`,
    vendor: 'VMware, Inc.',
    version: about.version,
    build: about.build,
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: 'linux-x64',
    productLineId: 'vpx',
    apiType: 'VirtualCenter',
    apiVersion: about.apiVersion,
    instanceUuid: about.instanceUuid,
    licenseProductName: 'VMware VirtualCenter Server',
    licenseProductVersion: '8.0',
  };
}
