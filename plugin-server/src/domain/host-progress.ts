import type { HostProgress } from './activity.ts';
import { isConnected } from './cluster-world.ts';
import { isOurs, ourHostFilter } from './filter-identity.ts';
import type { FilterIdentity } from './filter-identity.ts';
import { plainIssue } from './host-issue.ts';
import type { HostFacts, HostIssue } from './inventory-facts.ts';
import { needsMaintenanceMode } from './retry-policy.ts';
import { compareProductVersions, productVersion } from './version.ts';

/** The filter of a cluster activity, and whether the hosts shall have it in the end. */
export interface WantedFilter extends FilterIdentity {
  /** Product version; a host with a newer one has what is wanted. Of no use when the filter shall go. */
  readonly version: string;
  readonly goal: 'present' | 'absent';
}

/** What vCenter does with the hosts. */
export type WorkPhase = 'waiting' | 'installing' | 'updating' | 'removing';

/** Whether the host is as it shall be: with the filter, new enough and in working order, or without it. */
export function isAtGoal(host: HostFacts, wanted: WantedFilter): boolean {
  if (wanted.goal === 'absent') return ourHostFilter(host.filters, [wanted]) === null;
  return (host.filters ?? []).some(
    (filter) =>
      isOurs(filter, [wanted]) &&
      filter.available &&
      compareProductVersions(filter.version, wanted.version) >= 0,
  );
}

/** Whether every host that can be reached is as it shall be; false when none can be reached. */
export function allAtGoal(hosts: readonly HostFacts[], wanted: WantedFilter): boolean {
  const connected = hosts.filter(isConnected);
  return connected.length > 0 && connected.every((host) => isAtGoal(host, wanted));
}

/** The hosts while vCenter works; it does not tell which host it works on, so all that are not done are said to be in work. */
export function progressOf(
  hosts: readonly HostFacts[],
  wanted: WantedFilter,
  phase: WorkPhase,
): readonly HostProgress[] {
  return hosts.map((host) => {
    if (!isConnected(host)) return pending(host, wanted);
    if (isAtGoal(host, wanted)) return row(host, DONE[wanted.goal]);
    return phase === 'updating' ? updating(host, wanted) : row(host, phase);
  });
}

/**
 * The hosts after the end: what is not as it shall be has failed, with the reason that vCenter gave for it, or needs somebody to put it
 * into maintenance mode. A host that is away has not failed, whatever vCenter says of it: its turn comes when it is back.
 */
export function outcomeOf(
  hosts: readonly HostFacts[],
  wanted: WantedFilter,
  issues: readonly HostIssue[],
): readonly HostProgress[] {
  return hosts.map((host) => {
    const issue = issues.find((candidate) => candidate.host.value === host.ref.value);
    const { code: fault, message, rawFault } = issue === undefined ? NO_ISSUE : plainIssue(issue);
    if (!isConnected(host)) return { ...pending(host, wanted), fault, rawFault };
    if (issue !== undefined) {
      const state = isInNeed(host, issue) ? 'needsMaintenanceMode' : 'failed';
      return { ...row(host, state), message, fault, rawFault };
    }
    if (isAtGoal(host, wanted)) return row(host, DONE[wanted.goal]);
    return { ...row(host, 'failed'), message: WITHOUT_REASON[wanted.goal] };
  });
}

/** The hosts after somebody cancelled: what has been done stays, the others are as they were. */
export function cancelledHosts(
  hosts: readonly HostFacts[],
  wanted: WantedFilter,
): readonly HostProgress[] {
  return progressOf(hosts, wanted, 'waiting').map((host) =>
    host.state === 'waiting' ? { ...host, message: 'Cancelled before this host was done.' } : host,
  );
}

/** Whether a host that failed goes on as soon as somebody puts it into maintenance mode. */
function isInNeed(host: HostFacts, issue: HostIssue): boolean {
  return needsMaintenanceMode(issue.faultType) && !host.inMaintenanceMode;
}

const NO_ISSUE = { code: null, message: null, rawFault: null };

const DONE = { present: 'installed', absent: 'removed' } as const;

const WITHOUT_REASON = {
  present:
    'The filter is not on this host, and vCenter gave no reason. Look at the task and at the events of the host, then run the setup again.',
  absent:
    'The filter is still on this host, and vCenter gave no reason. Look at the task and at the events of the host, then remove the filter again.',
} as const;

/** An update takes the old version off a host before it brings the new one. */
function updating(host: HostFacts, wanted: WantedFilter): HostProgress {
  const old = ourHostFilter(host.filters, [wanted]);
  if (old === null)
    return {
      ...row(host, 'installing'),
      message: `The old version is removed, version ${wanted.version} is being installed.`,
    };
  return {
    ...row(host, 'updating'),
    message: `Version ${productVersion(old.version)} is still on the host.`,
  };
}

function pending(host: HostFacts, { goal }: WantedFilter): HostProgress {
  const how = host.connectionState === 'disconnected' ? 'disconnected' : 'not responding';
  const what = goal === 'present' ? 'brings the filter to it' : 'removes the filter from it';
  return {
    ...row(host, 'pending'),
    message: `The host is ${how}; vCenter ${what} when it is connected again.`,
  };
}

function row(host: HostFacts, state: HostProgress['state']): HostProgress {
  return {
    hostId: host.ref.value,
    hostName: host.name,
    state,
    message: null,
    fault: null,
    rawFault: null,
  };
}
