import type { Ref } from '../../../vcenter/core/managed-object.ts';
import { VimFault } from '../../../vcenter/core/vim-fault.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import { refAt } from '../shell/property-reader.ts';
import type { DeployerOptions } from './plugin-deployer.ts';

const descriptionIds = {
  'Download plug-in': 'com.vmware.vsphere.client.plugin.download',
  'Deploy plug-in': 'com.vmware.vsphere.client.plugin.deploy',
  'Undeploy plug-in': 'com.vmware.vsphere.client.plugin.undeploy',
} as const;

/** Runs deployment steps as tasks of the vCenter on its root object, so that *Recent Tasks* shows them. */
export function deploymentTasks(vcenter: Vcenter): DeployerOptions['runTask'] {
  return (name, work) =>
    new Promise((resolve, reject) => {
      const request = {
        entity: rootOf(vcenter),
        name: name.replaceAll(/[ -]/g, ''),
        descriptionId: descriptionIds[name],
      };
      vcenter.tasks.run(request, async (task) => {
        try {
          resolve(await work(task.signal));
          return undefined;
        } catch (error) {
          // Whatever went wrong ends the deployment with its reason and shows as the task's error.
          const reason = error instanceof Error ? error : new Error(String(error));
          reject(reason);
          throw new VimFault('SystemError', { reason: reason.message }, reason.message);
        }
      });
    });
}

function rootOf(vcenter: Vcenter): Ref {
  const folders = vcenter.registry.ofType('Folder');
  const root = folders.find((folder) => refAt(folder, 'parent') === undefined);
  if (!root) throw new Error('The inventory has no root folder.');
  return root.ref;
}
