import { randomUUID } from 'node:crypto';
import { activityListSchema, activitySchema } from '../../plugin-server/src/contract/activity.ts';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { inventorySchema } from '../../plugin-server/src/contract/cluster.ts';
import { planSchema } from '../../plugin-server/src/contract/plan.ts';
import type { Plan, PlanRequest } from '../../plugin-server/src/contract/plan.ts';
import { sessionSchema } from '../../plugin-server/src/contract/session.ts';
import { Unreachable } from './api-client.ts';
import type { ApiClient } from './api-client.ts';
import type { ConsolePort } from './console-port.ts';
import { readDeclaration, toPlanRequest } from './declaration.ts';
import {
  activityRow,
  blockersOf,
  changesOf,
  clusterRow,
  describePlan,
  describeProgress,
  table,
} from './describe.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitStatus } from './exit-codes.ts';
import { followActivity } from './follow-activity.ts';
import type { CliOptions, CommandName } from './options.ts';

export interface CommandParts {
  readonly api: ApiClient;
  readonly options: CliOptions;
  readonly terminal: ConsolePort;
  /** Progress; standard error when the result is JSON. */
  readonly say: (line: string) => void;
}

/** What a command ends with: lines for people, or one object for machines. */
export interface CommandResult {
  readonly status: ExitStatus;
  readonly lines: readonly string[];
  readonly json: Readonly<Record<string, unknown>>;
}

export const RUN: Readonly<Record<CommandName, (parts: CommandParts) => Promise<CommandResult>>> = {
  clusters: showClusters,
  plan: showPlan,
  apply,
  activities: showActivities,
  status: showStatus,
};

async function showClusters({ api }: CommandParts): Promise<CommandResult> {
  const { clusters } = await api.get('/inventory', inventorySchema);
  return { status: EXIT.ok, lines: table(clusters.map(clusterRow)), json: { clusters } };
}

async function showPlan(parts: CommandParts): Promise<CommandResult> {
  const { plan } = await makePlan(parts);
  const changes = changesOf(plan).length;
  const status = blockersOf(plan).length > 0 ? EXIT.refused : EXIT.ok;
  const end = changes === 0 ? NOTHING : `${changes} of ${plan.clusters.length} would change.`;
  return { status, lines: [...describePlan(plan), end], json: { changes, plan } };
}

const NOTHING = 'Nothing to do: every cluster is what the file says.';

async function apply(parts: CommandParts): Promise<CommandResult> {
  const { plan, request } = await makePlan(parts);
  if (changesOf(plan).length === 0)
    return { status: EXIT.ok, lines: [NOTHING], json: { changed: false, plan, activity: null } };
  const blockers = blockersOf(plan);
  if (blockers.length > 0) {
    const lines = [...describePlan(plan), 'Refused; nothing was changed.'];
    return {
      status: EXIT.refused,
      lines,
      json: { changed: false, plan, activity: null, findings: blockers },
    };
  }
  describePlan(plan).forEach(parts.say);
  const started = await start(parts, request, plan);
  const { api, terminal, say, options } = parts;
  const activity = options.wait ? await followActivity(api, started, terminal, say) : started;
  const failed = activity.state === 'failed' || activity.state === 'cancelled';
  return {
    status: failed ? EXIT.failed : EXIT.ok,
    lines: [`Activity ${activity.id}: ${activity.state}.`],
    json: { changed: true, plan, activity },
  };
}

async function makePlan({
  api,
  options,
}: CommandParts): Promise<{ readonly plan: Plan; readonly request: PlanRequest }> {
  const declaration = await readDeclaration(options.argument ?? '-');
  const { clusters } = await api.get('/inventory', inventorySchema);
  const request = toPlanRequest(declaration, clusters);
  return { plan: await api.post('/plans', request, planSchema), request };
}

const TRIES = 3;
const BETWEEN_TRIES_MS = 2_000;

/** The idempotency key makes it safe to ask again when the answer was lost. */
async function start(
  { api, terminal }: CommandParts,
  request: PlanRequest,
  plan: Plan,
): Promise<Activity> {
  const body = { ...request, planHash: plan.hash, idempotencyKey: randomUUID() };
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await api.post('/activities', body, activitySchema);
    } catch (error) {
      // Expected: the connection was cut before the answer came.
      if (!(error instanceof Unreachable) || left === 0) throw error;
      terminal.err(`${error.message} Trying again.`);
      await terminal.pause(BETWEEN_TRIES_MS);
    }
  }
}

async function showActivities({ api, options }: CommandParts): Promise<CommandResult> {
  if (options.argument !== null) {
    const path = `/activities/${encodeURIComponent(options.argument)}`;
    const activity = await api.get(path, activitySchema);
    const lines = activity.clusters.flatMap((cluster) => [
      describeProgress(cluster),
      ...cluster.hosts.map(
        ({ hostName, state, message }) =>
          `  ${hostName}: ${state}${message === null ? '' : `, ${message}`}`,
      ),
    ]);
    const head = `${activity.title}: ${activity.state}`;
    return { status: EXIT.ok, lines: [head, ...lines], json: { activity } };
  }
  const { activities } = await api.get('/activities', activityListSchema);
  return { status: EXIT.ok, lines: table(activities.map(activityRow)), json: { activities } };
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
