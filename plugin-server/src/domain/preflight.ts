import type { ClusterWorld } from './cluster-world.ts';
import type { FindingDraft } from './finding-link.ts';
import { withLink } from './finding-link.ts';
import { clusterScope, hostScope } from './finding-scope.ts';
import type { Finding, Severity } from './finding.ts';
import type { HostFacts } from './inventory-facts.ts';
import type { Permission } from './permission.ts';
import { ALLOWED, denied } from './permission.ts';
import type { Intent } from './plan-intent.ts';
import { bundleRules } from './preflight-bundle-rules.ts';
import type { ClusterRule } from './preflight-cluster-rules.ts';
import {
  lastingClusterRules,
  removalClusterRules,
  setupClusterRules,
} from './preflight-cluster-rules.ts';
import type { HostRule } from './preflight-host-rules.ts';
import { lastingHostRules, removalHostRules, setupHostRules } from './preflight-host-rules.ts';
import { maintenanceRules } from './preflight-maintenance-rules.ts';
import { hiddenHostFindings, privilegeFindings } from './preflight-privilege-rules.ts';
import { removalFindings } from './preflight-removal-rules.ts';
import { vcenterFindings } from './preflight-vcenter-rules.ts';
import { privilegesFor } from './privilege.ts';

const ORDER: readonly Severity[] = ['blocker', 'warning', 'info'];

/**
 * Everything that stands against an action on a cluster or is worth knowing before it, all at once, blockers first. A finding about a host
 * that the user may not see is left out; that such hosts exist is a finding of its own.
 */
export function preflight(world: ClusterWorld, intent: Intent): readonly Finding[] {
  return inOrder([
    ...(intent.action === 'remove' ? removal(world, intent) : setup(world, intent)),
    ...privilegeFindings(world, privilegesFor(intent.action)),
    ...hiddenHostFindings(world),
    ...vcenterFindings(world),
  ]);
}

/** What is worth knowing of a cluster that carries the latest filter and needs no change. */
export function watchFindings(world: ClusterWorld, intent: Intent): readonly Finding[] {
  return inOrder([
    ...ofCluster(world, intent, lastingClusterRules),
    ...ofHosts(world, intent, lastingHostRules),
  ]);
}

function setup(world: ClusterWorld, intent: Intent): readonly FindingDraft[] {
  return [
    ...ofCluster(world, intent, setupClusterRules),
    ...bundleRules.flatMap((rule) => rule(world, intent)),
    ...ofCluster(world, intent, [...lastingClusterRules, ...maintenanceRules]),
    ...ofHosts(world, intent, setupHostRules),
  ];
}

function removal(world: ClusterWorld, intent: Intent): readonly FindingDraft[] {
  return [
    ...ofCluster(world, intent, removalClusterRules),
    ...removalFindings(world),
    ...ofCluster(world, intent, maintenanceRules),
    ...ofHosts(world, intent, removalHostRules),
  ];
}

function ofCluster(
  world: ClusterWorld,
  intent: Intent,
  rules: readonly ClusterRule[],
): readonly FindingDraft[] {
  return rules.flatMap((rule) => {
    const finding = rule(world, intent);
    return finding === null ? [] : [{ ...finding, scope: clusterScope(world.cluster) }];
  });
}

function ofHosts(
  world: ClusterWorld,
  intent: Intent,
  rules: readonly HostRule[],
): readonly FindingDraft[] {
  return world.cluster.hosts
    .filter((host) => !world.hiddenHostIds.has(host.ref.value))
    .flatMap((host) => rules.flatMap((rule) => rule(world, host, intent)));
}

function inOrder(drafts: readonly FindingDraft[]): readonly Finding[] {
  return drafts.map(withLink).sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
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
