import { withLink } from './finding-link.ts';
import type { FindingDraft } from './finding-link.ts';
import type { Finding, Scope } from './finding.ts';
import type { PolicyFacts, PolicyRights } from './policy-facts.ts';
import { PRIVILEGE_NAMES } from './privilege.ts';
import type { PrivilegeId } from './privilege.ts';
import type { PlannedPolicy, PolicyWishes, VmChange, VmReason } from './vm-change.ts';

/** More machines than this are counted, not named: nobody reads on. */
const NAMED_AT_MOST = 100;

const PRIVILEGE_CODES = ['missingPrivilege', 'serviceAccountPrivilege'] as const;

/** What stands against the policy changes of one cluster, or is worth knowing of them. */
export function policyFindings(
  cluster: Scope,
  changes: readonly VmChange[],
  ineligible: PolicyWishes['ineligible'],
): readonly Finding[] {
  const refused = changes.filter(({ action }) => action === 'refuse');
  if (refused.length === 0) return [];
  if (ineligible === 'leaveOut') return [withLink(leftOut(cluster, refused))];
  const named = refused.slice(0, NAMED_AT_MOST).flatMap(refusedFindings);
  const rest = refused.length - NAMED_AT_MOST;
  return [...named, ...(rest > 0 ? [andMore(cluster, rest)] : [])].map(withLink);
}

/** A missing privilege is told as everywhere else; what else stands against a machine is one finding. */
function refusedFindings({ vm, name, reasons }: VmChange): readonly FindingDraft[] {
  const scope: Scope = { type: 'virtualMachine', id: vm.value, name };
  const lacking = PRIVILEGE_CODES.flatMap((code) =>
    reasons
      .filter((reason) => reason.code === code)
      .map(({ reason, remedy }): FindingDraft => ({
        code,
        severity: 'blocker',
        scope,
        reason,
        remedy,
      })),
  );
  const others = reasons.filter(({ code }) => !PRIVILEGE_CODES.some((known) => known === code));
  const [first] = others;
  if (first === undefined) return lacking;
  return [
    ...lacking,
    {
      code: 'vmNotEligible',
      severity: 'blocker',
      scope,
      reason: others.map(({ reason }) => reason).join(' '),
      remedy: [...new Set(others.map(({ remedy }: VmReason) => remedy))].join(' '),
    },
  ];
}

function andMore(scope: Scope, rest: number): FindingDraft {
  return {
    code: 'vmNotEligible',
    severity: 'blocker',
    scope,
    reason: `The storage policies of ${machines(rest, 'more ')} of ${scope.name} cannot be changed.`,
    remedy: 'The list of the virtual machines says why for each of them.',
  };
}

function leftOut(scope: Scope, refused: readonly VmChange[]): FindingDraft {
  return {
    code: 'vmNotEligible',
    severity: 'warning',
    scope,
    reason: `The storage policies of ${machines(refused.length)} of ${scope.name} cannot be changed; ${refused.length === 1 ? 'it is' : 'they are'} left out.`,
    remedy: 'The list of the virtual machines says why for each of them.',
  };
}

/** Machines on standalone hosts that were asked for; no row of a plan can show them. */
export function outsideFinding(
  { vcGuid, name }: PolicyFacts['vcenter'],
  outside: readonly VmChange[],
): Finding {
  const isOne = outside.length === 1;
  return withLink({
    code: 'vmNotEligible',
    severity: 'warning',
    scope: { type: 'vCenter', id: vcGuid, name },
    reason: `${machines(outside.length)} of ${name} ${isOne ? 'runs' : 'run'} on hosts outside of clusters, where the filter cannot be; ${isOne ? 'it is' : 'they are'} left out.`,
    remedy: `Move ${isOne ? 'it' : 'them'} to a host in a cluster that carries the filter.`,
  });
}

/** Machines that were recorded and cannot be found. */
export function goneFinding(cluster: Scope, count: number): Finding {
  return withLink({
    code: 'recordedMachinesGone',
    severity: 'info',
    scope: cluster,
    reason: `${machines(count)} that ${count === 1 ? 'was' : 'were'} recorded for ${cluster.name} ${count === 1 ? 'is' : 'are'} no longer in vCenter, or you may not see ${count === 1 ? 'it' : 'them'}; the others are restored.`,
    remedy: '',
  });
}

/** What the accounts lack for reading policies, and for making those that are not there yet. */
export function rootFindings(
  { vcenter, user, serviceAccount }: PolicyFacts,
  policies: readonly PlannedPolicy[],
): readonly Finding[] {
  const missing = policies.filter(({ profileId }) => profileId === null);
  const needed: readonly (readonly [PrivilegeId, string])[] = [
    ['StorageProfile.View', 'the storage policies of the disks cannot be read'],
    ...(missing.length === 0
      ? []
      : [
          [
            'StorageProfile.Update',
            `the storage policy ${missing[0]?.name ?? ''} cannot be made`,
          ] as const,
        ]),
  ];
  const scope: Scope = { type: 'vCenter', id: vcenter.vcGuid, name: vcenter.name };
  return needed.flatMap(([privilege, effect]) => [
    ...lacking(user, privilege).map(() =>
      withLink({
        code: 'missingPrivilege',
        severity: 'blocker',
        scope,
        reason: `${user.name} lacks the privilege ${PRIVILEGE_NAMES[privilege]} on ${vcenter.name}, so ${effect}.`,
        remedy: `Ask an administrator for a role with ${PRIVILEGE_NAMES[privilege]} (${privilege}) at the root of the inventory.`,
      }),
    ),
    ...lacking(serviceAccount, privilege).map(() =>
      withLink({
        code: 'serviceAccountPrivilege',
        severity: 'blocker',
        scope,
        reason: `The service account ${serviceAccount.name} lacks the privilege ${PRIVILEGE_NAMES[privilege]} on ${vcenter.name}, so ${effect}.`,
        remedy: `Give the role of the service account ${PRIVILEGE_NAMES[privilege]} (${privilege}) at the root of the inventory.`,
      }),
    ),
  ]);
}

function lacking({ lacksAtRoot }: PolicyRights, privilege: PrivilegeId): readonly PrivilegeId[] {
  return lacksAtRoot.filter((id) => id === privilege);
}

function machines(count: number, more = ''): string {
  return count === 1 ? `1 ${more}virtual machine` : `${count} ${more}virtual machines`;
}
