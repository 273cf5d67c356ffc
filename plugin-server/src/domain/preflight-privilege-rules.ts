import type { ClusterWorld, MissingOnHost } from './cluster-world.ts';
import { clusterScope, hostScope } from './finding-scope.ts';
import type { FindingDraft } from './finding-link.ts';
import type { HostFacts } from './inventory-facts.ts';
import { PRIVILEGE_NAMES } from './privilege.ts';
import type { PrivilegeId } from './privilege.ts';

/**
 * A finding for each privilege that the user or the service account lacks on a host. Both are checked: the user must be allowed to do it
 * by hand, and the service account does it.
 */
export function privilegeFindings(
  world: ClusterWorld,
  needed: readonly PrivilegeId[],
): readonly FindingDraft[] {
  return world.cluster.hosts
    .filter((host) => !world.hiddenHostIds.has(host.ref.value))
    .flatMap((host) => [
      ...missingOn(host, world.user.missing, needed).map((id) => userLacks(world, host, id)),
      ...missingOn(host, world.serviceAccount.missing, needed).map((id) =>
        serviceAccountLacks(world, host, id),
      ),
    ]);
}

function missingOn(
  host: HostFacts,
  missing: readonly MissingOnHost[],
  needed: readonly PrivilegeId[],
): readonly PrivilegeId[] {
  return needed.filter((id) =>
    missing.some((row) => row.hostId === host.ref.value && row.privilege === id),
  );
}

function userLacks(world: ClusterWorld, host: HostFacts, id: PrivilegeId): FindingDraft {
  return {
    code: 'missingPrivilege',
    severity: 'blocker',
    scope: hostScope(host),
    reason: `${world.user.name} lacks the privilege ${PRIVILEGE_NAMES[id]} on ${host.name}.`,
    remedy: `Ask an administrator for a role with ${PRIVILEGE_NAMES[id]} (${id}) on this host.`,
  };
}

function serviceAccountLacks(world: ClusterWorld, host: HostFacts, id: PrivilegeId): FindingDraft {
  return {
    code: 'serviceAccountPrivilege',
    severity: 'blocker',
    scope: hostScope(host),
    reason: `The service account ${world.serviceAccount.name} lacks the privilege ${PRIVILEGE_NAMES[id]} on ${host.name}.`,
    remedy: `Give the role of the service account ${PRIVILEGE_NAMES[id]} (${id}) on this host.`,
  };
}

/** Hosts that the user may not see are counted, not named. */
export function hiddenHostFindings(world: ClusterWorld): readonly FindingDraft[] {
  const count = world.cluster.hosts.filter((host) =>
    world.hiddenHostIds.has(host.ref.value),
  ).length;
  if (count === 0) return [];
  return [
    {
      code: 'hostsNotVisible',
      severity: 'blocker',
      scope: clusterScope(world.cluster),
      reason: `${world.user.name} may not see ${count} of the hosts of ${world.cluster.name}, and the filter is changed on all of them.`,
      remedy: `Ask an administrator for a role with ${PRIVILEGE_NAMES['Host.Config.Patch']} on all hosts of the cluster.`,
    },
  ];
}
