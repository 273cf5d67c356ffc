import type { ProblemRecord } from './activity.ts';

type Words = Omit<ProblemRecord, 'rawFault'>;

/**
 * Faults of InstallIoFilter_Task, UpgradeIoFilter_Task and ResolveInstallationErrorsOnCluster_Task with their causes (vSphere API
 * reference, IoFilterManager). They arrive as the answer or in the task, and mean the same in both.
 */
const WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'AlreadyExists',
    {
      code: 'filterAlreadyExists',
      title: 'The cluster already carries a filter of this name and vendor',
      detail: 'vCenter lists the filter on this cluster, so it cannot be installed a second time.',
      remedy: 'Run the setup again; it then resolves or updates what is there.',
    },
  ],
  [
    'InvalidArgument',
    {
      code: 'bundleRefused',
      title: 'vCenter refused the bundle or the cluster',
      detail: 'The bundle does not qualify for this cluster, or the target is no cluster.',
      remedy: 'Check that the bundle is newer than the installed filter and made for these hosts.',
    },
  ],
  [
    'InvalidState',
    {
      code: 'drsDisabled',
      title: 'vCenter refused the operation in the present state of the cluster',
      detail: 'DRS is switched off on the cluster, or a host is in a state that does not allow it.',
      remedy: 'Switch DRS on and check the hosts of the cluster.',
    },
  ],
  [
    'NoPermission',
    {
      code: 'serviceAccountPrivilege',
      title: 'The service account may not do this',
      detail: 'The service account lacks a privilege on a host of the cluster.',
      remedy: 'Grant Host > Configuration > Query patch to the service account on every host.',
    },
  ],
  [
    'NotFound',
    {
      code: 'filterNotFound',
      title: 'The filter is no longer on the cluster',
      detail: 'vCenter does not list the filter on this cluster any more.',
      remedy: 'Run the setup again; it then installs the filter.',
    },
  ],
  [
    'ManagedObjectNotFound',
    {
      code: 'clusterGone',
      title: 'The cluster is gone',
      detail: 'vCenter does not know the cluster any more.',
      remedy: 'Reload the inventory and choose again.',
    },
  ],
  [
    'TaskInProgress',
    {
      code: 'clusterBusy',
      title: 'Another task works on the cluster',
      detail: 'vCenter does not start a second operation of this kind on the cluster.',
      remedy: 'Wait until the other task has ended and run the setup again.',
    },
  ],
]);

/** A fault of the whole operation as users read it; an unlisted one keeps vCenter's own words. */
export function operationProblem(faultType: string, message: string): ProblemRecord {
  const words = WORDS.get(faultType);
  const own = message.trim();
  const rawFault = own === '' ? faultType : `${faultType}: ${own}`;
  if (words !== undefined)
    return {
      ...words,
      rawFault,
      detail: own === '' ? words.detail : `${words.detail} vCenter says: ${own}`,
    };
  return {
    code: 'vcenterFault',
    title: 'vCenter reported an error',
    detail: own === '' ? `vCenter reported ${faultType}.` : own,
    remedy: 'Look at the hosts below and at the task in vCenter.',
    rawFault,
  };
}
