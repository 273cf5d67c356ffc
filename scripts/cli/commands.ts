import { activityListSchema, activitySchema } from '../../plugin-server/src/contract/activity.ts';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { inventorySchema } from '../../plugin-server/src/contract/cluster.ts';
import type { PlanRequest } from '../../plugin-server/src/contract/plan.ts';
import { sessionSchema } from '../../plugin-server/src/contract/session.ts';
import { vmWorkListSchema } from '../../plugin-server/src/contract/virtual-machine.ts';
import type { VmWork } from '../../plugin-server/src/contract/virtual-machine.ts';
import { carryOut, preview } from './carry-out.ts';
import type { Command, CommandParts, CommandResult } from './command-parts.ts';
import { checkedRequest, clusterWishes, machineWishes, readDeclaration } from './declaration.ts';
import { activityRow, clusterRow, describeProgress, describeVmWork, table } from './describe.ts';
import { EXIT } from './exit-codes.ts';
import { findMachines } from './find-machines.ts';
import type { CommandName } from './options.ts';
import { POLICY_COMMANDS, policyChoices } from './policy-commands.ts';

export const RUN: Readonly<Record<CommandName, Command>> = {
  clusters: showClusters,
  plan: showPlan,
  apply,
  activities: showActivities,
  status: showStatus,
  ...POLICY_COMMANDS,
};

async function showClusters({ api }: CommandParts): Promise<CommandResult> {
  const { clusters } = await api.get('/inventory', inventorySchema);
  return { status: EXIT.ok, lines: table(clusters.map(clusterRow)), json: { clusters } };
}

async function showPlan(parts: CommandParts): Promise<CommandResult> {
  return preview(parts, await declaredRequest(parts));
}

async function apply(parts: CommandParts): Promise<CommandResult> {
  return carryOut(parts, await declaredRequest(parts));
}

async function declaredRequest({ api, options }: CommandParts): Promise<PlanRequest> {
  const declaration = await readDeclaration(options.argument ?? '-');
  const { clusters } = await api.get('/inventory', inventorySchema);
  const wanted = clusterWishes(declaration, clusters);
  if (declaration.virtualMachines.length === 0) return checkedRequest({ clusters: wanted });
  const machines = await findMachines(api, declaration.virtualMachines);
  const virtualMachines = [...machineWishes(declaration, machines)];
  return checkedRequest({
    clusters: wanted,
    policies: { ...policyChoices(options), virtualMachines },
  });
}

async function showActivities({ api, options }: CommandParts): Promise<CommandResult> {
  if (options.argument !== null) {
    const path = `/activities/${encodeURIComponent(options.argument)}`;
    const activity = await api.get(path, activitySchema);
    const failed = await failedMachines(api, activity);
    const lines = activity.clusters.flatMap((cluster) => [
      describeProgress(cluster),
      ...cluster.hosts.map(
        ({ hostName, state, message }) =>
          `  ${hostName}: ${state}${message === null ? '' : `, ${message}`}`,
      ),
      ...failed
        .filter(({ clusterId }) => clusterId === cluster.clusterId)
        .map((row) => `  ${describeVmWork(row)}`),
    ]);
    const head = `${activity.title}: ${activity.state}`;
    return { status: EXIT.ok, lines: [head, ...lines], json: { activity, failedMachines: failed } };
  }
  const { activities } = await api.get('/activities', activityListSchema);
  return { status: EXIT.ok, lines: table(activities.map(activityRow)), json: { activities } };
}

const FAILED_ROWS = 500;

/** The first few hundred machines that failed; counts of all stand in the activity. */
async function failedMachines(
  api: CommandParts['api'],
  { id, clusters }: Activity,
): Promise<readonly VmWork[]> {
  if (clusters.every(({ policies }) => (policies?.failed ?? 0) === 0)) return [];
  const query = `state=failed&limit=${FAILED_ROWS}`;
  return (await api.get(`/activities/${id}/vms?${query}`, vmWorkListSchema)).vms;
}

async function showStatus({ api }: CommandParts): Promise<CommandResult> {
  const [session, { clusters }, { activities }] = await Promise.all([
    api.get('/session', sessionSchema),
    api.get('/inventory', inventorySchema),
    api.get('/activities', activityListSchema),
  ]);
  const unfinished = activities.filter(({ finishedAt }) => finishedAt === null);
  const numbers = Object.fromEntries(
    [...Map.groupBy(clusters, ({ state }) => state.kind)].map(([kind, some]) => [
      kind,
      some.length,
    ]),
  );
  const { vcenter, userName, serviceAccount, serverVersion } = session;
  const lines = [
    ...table([
      ['vCenter', `${vcenter.name}, API ${vcenter.version}`],
      ['user', userName],
      ['service account', serviceAccount],
      ['plug-in server', serverVersion],
      ['clusters', describeNumbers(numbers)],
    ]),
    ...table(unfinished.map(activityRow)),
  ];
  return { status: EXIT.ok, lines, json: { session, clusters: numbers, unfinished } };
}

function describeNumbers(numbers: Readonly<Record<string, number>>): string {
  const parts = Object.entries(numbers).map(([kind, count]) => `${count} ${kind}`);
  return parts.join(', ') || 'none';
}
