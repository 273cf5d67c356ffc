import { bundleFor } from './cluster-world.ts';
import type { ClusterWorld } from './cluster-world.ts';
import { withLink } from './finding-link.ts';
import { hostScope } from './finding-scope.ts';
import type { Finding, Severity } from './finding.ts';
import type { HostFacts } from './inventory-facts.ts';
import type { Permission } from './permission.ts';
import { ALLOWED, denied } from './permission.ts';
import { clusterFindings } from './preflight-cluster-rules.ts';
import type { PlanAction } from './plan.ts';
import { hostRules } from './preflight-host-rules.ts';
import { privilegeFindings } from './preflight-privilege-rules.ts';
import { privilegesFor } from './privilege.ts';

const ORDER: readonly Severity[] = ['blocker', 'warning', 'info'];

/**
 * Everything that stands against an action on a cluster or is worth knowing before it, all at once, blockers first. A finding about a host
 * that the user may not see is left out; that such hosts exist is a finding of its own.
 */
export function preflight(
  world: ClusterWorld,
  action: Exclude<PlanAction, 'skip' | 'refuse'>,
): readonly Finding[] {
  const bundle = bundleFor(world.cluster, world.bundles);
  const visible = world.cluster.hosts.filter((host) => !world.hiddenHostIds.has(host.ref.value));
  const findings = [
    ...clusterFindings(world, bundle, action !== 'install'),
    ...visible.flatMap((host) => hostRules.flatMap((rule) => rule(world, host, bundle))),
    ...privilegeFindings(world, privilegesFor(action)),
  ];
  return findings
    .map(withLink)
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** Why a standalone host cannot be chosen. */
export function standaloneHostFindings(host: HostFacts): readonly Finding[] {
  return [
    withLink({
      code: 'standaloneHost',
      severity: 'blocker',
      scope: hostScope(host),
      reason: `${host.name} is a standalone host; I/O filters are installed into clusters only.`,
      remedy: 'Move the host into a cluster.',
    }),
  ];
}

export function isBlocker(finding: Finding): boolean {
  return finding.severity === 'blocker';
}

/** Allowed without blockers; otherwise denied with the first reason and the number of the others. */
export function permissionFrom(findings: readonly Finding[]): Permission {
  const [first, ...others] = findings.filter(isBlocker);
  if (first === undefined) return ALLOWED;
  if (others.length === 0) return denied(first.reason);
  return denied(`${first.reason} (${others.length} more)`);
}
