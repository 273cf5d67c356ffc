import { inventorySchema } from '../../plugin-server/src/contract/cluster.ts';
import type { PlanRequest, PolicyWishes } from '../../plugin-server/src/contract/plan.ts';
import {
  deletePoliciesReplySchema,
  restorePointListSchema,
  storagePolicyListSchema,
} from '../../plugin-server/src/contract/storage-policy.ts';
import type {
  RestorePoint,
  StoragePolicy,
} from '../../plugin-server/src/contract/storage-policy.ts';
import type { VmRow } from '../../plugin-server/src/contract/virtual-machine.ts';
import type { ApiClient } from './api-client.ts';
import { carryOut, preview } from './carry-out.ts';
import type { Command, CommandParts, CommandResult } from './command-parts.ts';
import { checkedRequest } from './declaration.ts';
import { table } from './describe.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { findMachines } from './find-machines.ts';
import type { CliOptions } from './options.ts';

/** The commands about storage policies. */
export const POLICY_COMMANDS = {
  policies: showPolicies,
  assign: (parts) => changeMachines(parts, 'assigned'),
  unassign: (parts) => changeMachines(parts, 'unassigned'),
  reapply,
  'delete-policies': deletePolicies,
  'restore-points': showRestorePoints,
  restore,
} as const satisfies Readonly<Record<string, Command>>;

/** What the options say of all machines. */
export function policyChoices({
  combine,
  leaveOut,
}: Pick<CliOptions, 'combine' | 'leaveOut'>): Pick<PolicyWishes, 'combine' | 'ineligible'> {
  return { combine, ineligible: leaveOut ? 'leaveOut' : 'refuse' };
}

async function showPolicies({ api, options }: CommandParts): Promise<CommandResult> {
  const list = await api.get(`/policies?check=${options.check}`, storagePolicyListSchema);
  const lines = table(list.policies.map(policyRow));
  return { status: EXIT.ok, lines, json: { ...list } };
}

function policyRow(policy: StoragePolicy): readonly string[] {
  const { profileId, name, kind, isDefault, orphaned, vms, disks, compliance } = policy;
  const states = Object.entries(compliance)
    .filter(([, number]) => number > 0)
    .map(([state, number]) => `${number} ${state}`);
  const flags = [isDefault ? 'default' : null, orphaned ? 'orphaned' : null];
  return [
    name,
    profileId,
    kind,
    `${disks} disks of ${vms} VMs`,
    states.join(', ') || '-',
    flags.filter((flag) => flag !== null).join(', '),
  ];
}

async function changeMachines(
  parts: CommandParts,
  desired: 'assigned' | 'unassigned',
): Promise<CommandResult> {
  const { api, options } = parts;
  const rows = await findMachines(
    api,
    options.vms.map((nameOrId) => ({ nameOrId })),
  );
  const virtualMachines = rows.map((row) => ({
    vmId: row.id,
    desired,
    ...(options.disks.length > 0 && { diskKeys: disksOf(row, options.disks) }),
  }));
  return planOrCarryOut(parts, { virtualMachines });
}

/** Disks by key or by label. Throws CommandError `badInput`. */
function disksOf({ name, disks }: VmRow, wanted: readonly string[]): number[] {
  return wanted.map((text) => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    const found = disks?.find(({ label }) => label.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found.key;
    const known = disks?.map(({ key, label }) => `"${label}" (${key})`).join(', ') ?? 'unknown yet';
    throw new CommandError(
      EXIT.badInput,
      `${name} has no disk "${text}"; its disks are ${known || 'none'}.`,
    );
  });
}

async function reapply(parts: CommandParts): Promise<CommandResult> {
  const [policy] = await findPolicies(parts);
  return planOrCarryOut(parts, { reapplyProfileId: policy?.profileId });
}

async function restore(parts: CommandParts): Promise<CommandResult> {
  const { api, options } = parts;
  const clusterIds = await findClusters(api, options.clusters);
  return planOrCarryOut(parts, {
    restore: {
      activityId: options.activity ?? '',
      ...(clusterIds.length > 0 && { clusterIds }),
    },
  });
}

function planOrCarryOut(parts: CommandParts, wishes: PolicyWishes): Promise<CommandResult> {
  const policies = { ...policyChoices(parts.options), ...wishes };
  const request: PlanRequest = checkedRequest({ clusters: [], policies });
  return parts.options.dryRun ? preview(parts, request) : carryOut(parts, request);
}

async function deletePolicies(parts: CommandParts): Promise<CommandResult> {
  const policies = await findPolicies(parts);
  const body = { profileIds: policies.map(({ profileId }) => profileId) };
  const reply = await parts.api.post('/policies/delete', body, deletePoliciesReplySchema);
  const lines = reply.outcomes.map(({ name, deleted, reason }) =>
    deleted ? `${name}: deleted` : `${name}: not deleted. ${reason ?? ''}`.trimEnd(),
  );
  const status = reply.outcomes.every(({ deleted }) => deleted) ? EXIT.ok : EXIT.refused;
  return { status, lines, json: { ...reply } };
}

async function showRestorePoints({ api, options }: CommandParts): Promise<CommandResult> {
  const [clusterId] = await findClusters(api, options.clusters);
  const query = clusterId === undefined ? '' : `?clusterId=${encodeURIComponent(clusterId)}`;
  const list = await api.get(`/restore-points${query}`, restorePointListSchema);
  return {
    status: EXIT.ok,
    lines: table(list.restorePoints.map(restorePointRow)),
    json: { ...list },
  };
}

function restorePointRow(point: RestorePoint): readonly string[] {
  const { activityId, recordedAt, clusterName, activityTitle, vms, disks, differs } = point;
  const counts = `${disks} disks of ${vms} VMs, ${differs} differ`;
  return [activityId, recordedAt, clusterName, counts, activityTitle];
}

async function findPolicies({ api, options }: CommandParts): Promise<readonly StoragePolicy[]> {
  const { policies } = await api.get('/policies', storagePolicyListSchema);
  return findAll(options.policies, policies, {
    noun: ['storage policy of the filter', 'policies'],
    idOf: ({ profileId }) => profileId,
  });
}

async function findClusters(
  api: Pick<ApiClient, 'get'>,
  wanted: readonly string[],
): Promise<string[]> {
  if (wanted.length === 0) return [];
  const { clusters } = await api.get('/inventory', inventorySchema);
  const noun = ['cluster', 'clusters'] as const;
  return findAll(wanted, clusters, { noun, idOf: ({ id }) => id }).map(({ id }) => id);
}

/** Throws CommandError `badInput` for what is unknown or ambiguous, all at once. */
function findAll<T extends { readonly name: string }>(
  wanted: readonly string[],
  things: readonly T[],
  words: { readonly noun: readonly [string, string]; readonly idOf: (thing: T) => string },
): readonly T[] {
  const [one, many] = words.noun;
  const mistakes: string[] = [];
  const found = wanted.flatMap((text) => {
    const matches = things.filter((thing) => thing.name === text || words.idOf(thing) === text);
    const [thing] = matches;
    if (thing === undefined) mistakes.push(`There is no ${one} "${text}", or you may not see it.`);
    if (matches.length > 1)
      mistakes.push(
        `${matches.length} ${many} are named "${text}"; name them by id: ${matches.map(words.idOf).join(', ')}.`,
      );
    return thing === undefined ? [] : [thing];
  });
  if (mistakes.length > 0) throw new CommandError(EXIT.badInput, mistakes.join(' '));
  return [...new Set(found)];
}
