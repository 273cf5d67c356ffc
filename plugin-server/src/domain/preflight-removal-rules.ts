import type { ClusterWorld } from './cluster-world.ts';
import { counted } from './counted.ts';
import { hiddenVmCount, jobsInTheWay, vmsToDetach } from './filter-usage.ts';
import type { FindingDraft } from './finding-link.ts';
import { clusterScope } from './finding-scope.ts';
import { PRIVILEGE_NAMES } from './privilege.ts';

/** A rule about taking the filter away from a cluster. */
type RemovalRule = (world: ClusterWorld) => readonly FindingDraft[];

const EDIT_DEVICE = PRIVILEGE_NAMES['VirtualMachine.Config.EditDevice'];

const replicationJobs: RemovalRule = ({ cluster, usage }) => {
  const jobs = jobsInTheWay(usage);
  if (jobs.length === 0) return [];
  const named = jobs.map(({ kind, name }) => `${name} (${kind})`).join(', ');
  return [
    {
      code: 'replicationJobs',
      severity: 'blocker',
      scope: clusterScope(cluster),
      reason: `${counted(jobs.length, 'job')} ${jobs.length === 1 ? 'uses' : 'use'} the filter of ${cluster.name}: ${named}.`,
      remedy: 'Finish or delete these jobs in the replication product first.',
    },
  ];
};

const disksInUse: RemovalRule = ({ cluster, usage }) => {
  if (usage.disks.length === 0) return [];
  const machines = new Set(usage.disks.map(({ vm }) => vm.value)).size;
  return [
    {
      code: 'disksInUse',
      severity: 'warning',
      scope: clusterScope(cluster),
      reason: `${counted(usage.disks.length, 'disk')} of ${counted(machines, 'virtual machine')} in ${cluster.name} ${usage.disks.length === 1 ? 'uses' : 'use'} the filter; each gets back the storage policy that it had before, or the default of its datastore, before the filter is removed.`,
      remedy:
        'Who had which policy is recorded: restore the policies later where you want them back.',
    },
  ];
};

const blockedMachines: RemovalRule = ({ cluster, usage }) =>
  vmsToDetach(usage, cluster.hosts).flatMap(({ id, name, blocked, remedy }) =>
    blocked === null
      ? []
      : [
          {
            code: 'vmCannotBeDetached',
            severity: 'blocker',
            scope: { type: 'virtualMachine', id, name },
            reason: `The disks of ${name} cannot be taken off the filter: ${blocked}.`,
            remedy: remedy ?? '',
          },
        ],
  );

const hiddenMachines: RemovalRule = (world) => {
  const hidden = hiddenVmCount(world.usage);
  if (hidden === 0) return [];
  return [
    {
      code: 'machinesNotVisible',
      severity: 'blocker',
      scope: clusterScope(world.cluster),
      reason: `${world.user.name} may not see ${hidden} of the virtual machines whose disks use the filter of ${world.cluster.name}.`,
      remedy: `Ask an administrator for a role with ${EDIT_DEVICE} on all of them.`,
    },
  ];
};

const machinePrivileges: RemovalRule = ({ cluster, usage, user, serviceAccount }) =>
  vmsToDetach(usage, cluster.hosts).flatMap(({ id, name }) => {
    const scope = { type: 'virtualMachine', id, name } as const;
    const lacks = (who: string): string => `${who} lacks the privilege ${EDIT_DEVICE} on ${name}.`;
    const findings: FindingDraft[] = [];
    if (usage.notEditable.user.has(id))
      findings.push({
        code: 'missingPrivilege',
        severity: 'blocker',
        scope,
        reason: lacks(user.name),
        remedy: `Ask an administrator for a role with ${EDIT_DEVICE} (VirtualMachine.Config.EditDevice) on this virtual machine.`,
      });
    if (usage.notEditable.serviceAccount.has(id))
      findings.push({
        code: 'serviceAccountPrivilege',
        severity: 'blocker',
        scope,
        reason: lacks(`The service account ${serviceAccount.name}`),
        remedy: `Give the role of the service account ${EDIT_DEVICE} (VirtualMachine.Config.EditDevice) on this virtual machine.`,
      });
    return findings;
  });

/** Without it nobody could record which policy a disk had. */
const policiesUnreadable: RemovalRule = ({ usage, vcenter, serviceAccount }) => {
  if (usage.disks.length === 0 || usage.policiesReadable) return [];
  const name = PRIVILEGE_NAMES['StorageProfile.View'];
  return [
    {
      code: 'serviceAccountPrivilege',
      severity: 'blocker',
      scope: { type: 'vCenter', id: vcenter.vcGuid, name: vcenter.name },
      reason: `The service account ${serviceAccount.name} lacks the privilege ${name} on ${vcenter.name}, so the storage policies of the disks cannot be recorded.`,
      remedy: `Give the role of the service account ${name} (StorageProfile.View) at the root of the inventory.`,
    },
  ];
};

const removalRules: readonly RemovalRule[] = [
  replicationJobs,
  disksInUse,
  blockedMachines,
  hiddenMachines,
  machinePrivileges,
  policiesUnreadable,
];

/** What stands against taking the filter away, and what happens to those who use it. */
export function removalFindings(world: ClusterWorld): readonly FindingDraft[] {
  return removalRules.flatMap((rule) => rule(world));
}
