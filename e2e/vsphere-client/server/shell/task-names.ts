import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import { listAt, recordsIn } from './property-reader.ts';

/** Names of the tasks that the simulated vCenter runs, by `TaskInfo.descriptionId`; the client has them from vCenter's message catalogue. */
const names: Readonly<Record<string, string>> = {
  'IoFilterManager.installIoFilter': 'Install I/O Filter',
  'IoFilterManager.uninstallIoFilter': 'Uninstall I/O Filter',
  'IoFilterManager.upgradeIoFilter': 'Upgrade I/O Filter',
  'IoFilterManager.resolveInstallationErrorsOnHost':
    'Resolve I/O filter installation errors on host',
  'IoFilterManager.resolveInstallationErrorsOnCluster':
    'Resolve I/O filter installation errors on cluster',
  'HostSystem.enterMaintenanceMode': 'Enter maintenance mode',
  'HostSystem.exitMaintenanceMode': 'Exit maintenance mode',
  'VirtualMachine.reconfigure': 'Reconfigure virtual machine',
  'VirtualMachine.powerOn': 'Power On virtual machine',
  'VirtualMachine.powerOff': 'Power Off virtual machine',
  'com.vmware.vsphere.client.plugin.download': 'Download plug-in',
  'com.vmware.vsphere.client.plugin.deploy': 'Deploy plug-in',
  'com.vmware.vsphere.client.plugin.undeploy': 'Undeploy plug-in',
};

/** The text for a task: the client's own, that of the extension that registered the task type, or else the wire name. */
export function taskName(vcenter: Vcenter, descriptionId: string, wireName: string): string {
  const known = names[descriptionId] ?? extensionText(vcenter, `${descriptionId}.label`);
  return known ?? (wireName.replace(/_Task$/, '') || descriptionId);
}

/** Texts of extensions are in `resourceList`, one list for each locale; the client falls back to English. */
function extensionText(vcenter: Vcenter, key: string): string | undefined {
  for (const manager of vcenter.registry.ofType('ExtensionManager')) {
    for (const extension of listAt(manager, 'extensionList')) {
      const text = textOf(extension['resourceList'], key);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function textOf(resourceList: unknown, key: string): string | undefined {
  for (const resources of recordsIn(resourceList)) {
    if (typeof resources['locale'] !== 'string' || !resources['locale'].startsWith('en')) continue;
    const entry = recordsIn(resources['data']).find((pair) => pair['key'] === key);
    if (typeof entry?.['value'] === 'string') return entry['value'];
  }
  return undefined;
}
