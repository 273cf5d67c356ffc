/** How much a finding matters: a blocker stops the plan, a warning is shown, an info explains. */
export type Severity = 'blocker' | 'warning' | 'info';

/** What a finding speaks about; `id` is the managed object id (`host-12`). */
export interface Scope {
  readonly type: 'vCenter' | 'cluster' | 'host' | 'virtualMachine' | 'bundle';
  readonly id: string;
  readonly name: string;
}

/** The closed set of preflight results; the words for each stand in the finding itself. */
export type FindingCode =
  | 'standaloneHost'
  | 'imageManagedCluster'
  | 'acceptanceLevel'
  | 'acceptanceLevelUnknown'
  | 'secureBoot'
  | 'missingPrivilege'
  | 'serviceAccountPrivilege'
  | 'esxiTooOld'
  | 'esxiTooNew'
  | 'esxiVersionUnknown'
  | 'mixedEsxiVersions'
  | 'hostDisconnected'
  | 'hostNotResponding'
  | 'hostsNotVisible'
  | 'rebootRequired'
  | 'maintenanceModeNeeded'
  | 'emptyCluster'
  | 'noBundle'
  | 'otherFilterOfClass'
  | 'drsDisabled'
  | 'drsNotAutomated'
  | 'clusterBusy';

/** One preflight result. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly scope: Scope;
  /** Why, in plain words that name the object and the value found. */
  readonly reason: string;
  /** What the admin can do about it. */
  readonly remedy: string;
}
