import type { HostProgress } from './activity.ts';
import { isConnected } from './cluster-world.ts';
import { isOurs } from './filter-identity.ts';
import type { FilterIdentity } from './filter-identity.ts';
import { plainIssue } from './host-issue.ts';
import type { HostFacts, HostIssue } from './inventory-facts.ts';
import { compareProductVersions } from './version.ts';

/** The filter that a cluster activity brings to the hosts. */
export interface WantedFilter extends FilterIdentity {
  /** Product version; a host with a newer one has what is wanted. */
  readonly version: string;
}

/** Whether the filter is on the host, new enough and in working order. */
export function carries(host: HostFacts, wanted: WantedFilter): boolean {
  return (host.filters ?? []).some(
    (filter) =>
      isOurs(filter, [wanted]) &&
      filter.available &&
      compareProductVersions(filter.version, wanted.version) >= 0,
  );
}

/** Whether every host that can be reached has the filter; false when none can be reached. */
export function allCarry(hosts: readonly HostFacts[], wanted: WantedFilter): boolean {
  const connected = hosts.filter(isConnected);
  return connected.length > 0 && connected.every((host) => carries(host, wanted));
}

/** The hosts while vCenter works; it does not tell which host it works on, so all that lack the filter are said to be in work. */
export function progressOf(
  hosts: readonly HostFacts[],
  wanted: WantedFilter,
  phase: 'waiting' | 'installing',
): readonly HostProgress[] {
  return hosts.map((host) => {
    if (!isConnected(host)) return pending(host);
    return row(host, carries(host, wanted) ? 'installed' : phase);
  });
}

/**
 * The hosts after the end: what lacks the filter has failed, with the reason that vCenter gave for it.
 * A host that is away has not failed, whatever vCenter says of it: the filter comes to it when it is back.
 */
export function outcomeOf(
  hosts: readonly HostFacts[],
  wanted: WantedFilter,
  issues: readonly HostIssue[],
): readonly HostProgress[] {
  return hosts.map((host) => {
    const issue = issues.find((candidate) => candidate.host.value === host.ref.value);
    const { message, rawFault } = issue === undefined ? NO_ISSUE : plainIssue(issue);
    if (!isConnected(host)) return { ...pending(host), rawFault };
    if (issue !== undefined) return { ...row(host, 'failed'), message, rawFault };
    if (carries(host, wanted)) return row(host, 'installed');
    return {
      ...row(host, 'failed'),
      message:
        'The filter is not on this host, and vCenter gave no reason. Look at the task and at the events of the host, then run the setup again.',
    };
  });
}

const NO_ISSUE = { message: null, rawFault: null };

function pending(host: HostFacts): HostProgress {
  const how = host.connectionState === 'disconnected' ? 'disconnected' : 'not responding';
  return {
    ...row(host, 'pending'),
    message: `The host is ${how}; vCenter brings the filter to it when it is connected again.`,
  };
}

function row(host: HostFacts, state: HostProgress['state']): HostProgress {
  return {
    hostId: host.ref.value,
    hostName: host.name,
    state,
    message: null,
    rawFault: null,
  };
}
