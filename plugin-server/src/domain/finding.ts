/** How much a finding matters: a blocker stops the plan, a warning is shown, an info explains. */
export type Severity = 'blocker' | 'warning' | 'info';

/** What a finding speaks about; `id` is the managed object id (`host-12`). */
export interface Scope {
  readonly type: 'vCenter' | 'cluster' | 'host' | 'virtualMachine' | 'bundle';
  readonly id: string;
  readonly name: string;
}

/** The closed set of preflight results; the words for each stand in the finding itself. */
export const FINDING_CODES = [
  'standaloneHost',
  'imageManagedCluster',
  'acceptanceLevel',
  'acceptanceLevelUnknown',
  'secureBoot',
  'missingPrivilege',
  'serviceAccountPrivilege',
  'esxiTooOld',
  'esxiTooNew',
  'esxiVersionUnknown',
  'mixedEsxiVersions',
  'hostDisconnected',
  'hostNotResponding',
  'hostsNotVisible',
  'rebootRequired',
  'maintenanceModeNeeded',
  'emptyCluster',
  'noBundle',
  'otherFilterOfClass',
  'drsDisabled',
  'drsNotAutomated',
  'hostInMaintenanceMode',
  'nowhereToEvacuate',
  'removalUnfinished',
  'filterNotListed',
  'clockSkew',
  'replicationJobs',
  'disksInUse',
  'vmCannotBeDetached',
  'machinesNotVisible',
  'vmNotEligible',
  'recordedMachinesGone',
  'flavorNotServing',
  'bundleInvalid',
  'bundlePlatform',
  'bundleUrlUnreachable',
  'bundleTrustPinned',
  'bundleTrustRoot',
  'bundleHttp',
  'clusterBusy',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * Where a finding is mended: a view of the vSphere Client, by the id that its `navigateToClientView` takes, or a page of the plug-in itself.
 */
export type FindingLink =
  | {
      readonly kind: 'clientView';
      readonly viewId: ClientView;
      /** Managed object type and id of what the view shows. */
      readonly objectType: string;
      readonly objectId: string;
    }
  | { readonly kind: 'pluginPage'; readonly page: 'bundles' | 'activities' };

/** Views that vSphere Clients from 7.0 to 9.0 offer (vSphere Client SDK documentation, navigateToClientView). */
export type ClientView =
  'cluster.configure.settings.drs' | 'cluster.configure.quickstart' | 'host.summary' | 'vm.summary';

/** One preflight result. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly scope: Scope;
  /** Why, in plain words that name the object and the value found. */
  readonly reason: string;
  /** What the admin can do about it; empty where nothing has to be done. */
  readonly remedy: string;
  /** Null where no view is known to lead there. */
  readonly link: FindingLink | null;
}
