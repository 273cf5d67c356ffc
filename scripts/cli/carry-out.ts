import { randomUUID } from 'node:crypto';
import { activitySchema } from '../../plugin-server/src/contract/activity.ts';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { planSchema } from '../../plugin-server/src/contract/plan.ts';
import type { Plan, PlanRequest } from '../../plugin-server/src/contract/plan.ts';
import { Unreachable } from './api-client.ts';
import type { CommandParts, CommandResult } from './command-parts.ts';
import { blockersOf, changesOf, describePlan } from './describe.ts';
import { EXIT } from './exit-codes.ts';
import { followActivity } from './follow-activity.ts';

const NOTHING = 'Nothing to do: everything is as wished.';

/** Shows what a request would do, and what stands against it; changes nothing. */
export async function preview({ api }: CommandParts, request: PlanRequest): Promise<CommandResult> {
  const plan = await api.post('/plans', request, planSchema);
  const changes = changesOf(plan).length;
  const status = blockersOf(plan).length > 0 ? EXIT.refused : EXIT.ok;
  const end = changes === 0 ? NOTHING : `${changes} of ${plan.clusters.length} would change.`;
  return { status, lines: [...describePlan(plan), end], json: { changes, plan } };
}

/** Plans, starts what the plan says unless there is nothing to do or something stands against it, and waits for the end. */
export async function carryOut(parts: CommandParts, request: PlanRequest): Promise<CommandResult> {
  const plan = await parts.api.post('/plans', request, planSchema);
  const blockers = blockersOf(plan);
  if (blockers.length > 0) {
    const lines = [...describePlan(plan), 'Refused; nothing was changed.'];
    return {
      status: EXIT.refused,
      lines,
      json: { changed: false, plan, activity: null, findings: blockers },
    };
  }
  if (changesOf(plan).length === 0)
    return { status: EXIT.ok, lines: [NOTHING], json: { changed: false, plan, activity: null } };
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
