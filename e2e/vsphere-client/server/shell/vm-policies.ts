import { ref } from '../../../vcenter/core/managed-object.ts';
import type { ManagedObject } from '../../../vcenter/core/managed-object.ts';
import type { ConfigurePage, Fact, FactCard } from '../../protocol/shell-api.ts';
import type { MethodCaller } from './method-caller.ts';
import { listAt, recordsIn } from './property-reader.ts';

const profileManager = ref('PbmProfileProfileManager', 'ProfileManager');
const complianceManager = ref('PbmComplianceManager', 'complianceManager');

/** The words of the client for a state of compliance, and how they are shown. */
const compliance: Readonly<Record<string, Pick<Fact, 'value' | 'level'>>> = {
  compliant: { value: 'Compliant', level: 'ok' },
  nonCompliant: { value: 'Noncompliant', level: 'error' },
  outOfDate: { value: 'Out of Date', level: 'warning' },
  notApplicable: { value: 'Not Applicable' },
  unknown: { value: 'Unknown', level: 'warning' },
};

/** The *Policies* page of a virtual machine: the storage policy of each disk. Nothing for users who may not view storage policies. */
export async function vmPolicyPages(
  vm: ManagedObject,
  caller: MethodCaller,
): Promise<ConfigurePage[]> {
  if (!caller.mayGlobally('StorageProfile.View')) return [];
  const disks = listAt(vm, 'config.hardware.device').filter((device) => 'capacityInKB' in device);
  const entities = disks.map((disk) => {
    const key = `${vm.ref.value}:${String(disk['key'])}`;
    return { objectType: 'virtualDiskId', key };
  });
  const names = await policyNames(entities, caller);
  const results = await caller.list(complianceManager, 'PbmFetchComplianceResult', { entities });
  const cards = disks.map((disk, index): FactCard => {
    const status = String(results[index]?.['complianceStatus']);
    const filters = Array.isArray(disk['iofilter']) ? disk['iofilter'].join(', ') : '';
    return {
      title: labelOf(disk),
      facts: [
        { label: 'VM Storage Policy', value: names[index] ?? '--' },
        { label: 'Compliance Status', ...(compliance[status] ?? { value: '--' }) },
        { label: 'I/O Filters', value: filters === '' ? 'None' : filters },
      ],
    };
  });
  return [{ id: 'vm.policies', category: 'Settings', title: 'Policies', cards }];
}

function labelOf(disk: Record<string, unknown>): string {
  const { label } = disk['deviceInfo'] as { label?: string };
  return label ?? 'Hard disk';
}

/** The name of the policy of each entity. */
async function policyNames(
  entities: readonly object[],
  caller: MethodCaller,
): Promise<readonly string[]> {
  const found = await caller.list(profileManager, 'PbmQueryAssociatedProfiles', { entities });
  const ids = found.map((result) => recordsIn(result['profileId'])[0]?.['uniqueId']);
  const profileIds = [...new Set(ids)]
    .filter((id) => id !== undefined)
    .map((uniqueId) => ({ uniqueId }));
  const profiles = await caller.list(profileManager, 'PbmRetrieveContent', { profileIds });
  return ids.map((id) => {
    const profile = profiles.find((each) => {
      return (each['profileId'] as { uniqueId: unknown }).uniqueId === id;
    });
    return typeof profile?.['name'] === 'string' ? profile['name'] : 'Datastore Default';
  });
}
