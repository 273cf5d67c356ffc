import { activitySchema } from '../../plugin-server/src/contract/activity.ts';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import type { ApiClient } from './api-client.ts';
import type { ConsolePort } from './console-port.ts';
import { describeProgress } from './describe.ts';
import { CommandError, EXIT } from './exit-codes.ts';

const POLL_MS = 2_000;
/** How often in a row the server may fail to answer before waiting is given up: ten minutes of it. */
const FAILURES = 300;

/**
 * Waits for the end of an activity, with a line for each change. A server or vCenter that is away for a while is waited for.
 * @throws CommandError `interrupted` after Ctrl+C, `unreachable` when it stays away; the activity goes on in both cases
 */
export async function followActivity(
  api: Pick<ApiClient, 'get'>,
  started: Activity,
  terminal: ConsolePort,
  say: (line: string) => void,
): Promise<Activity> {
  const shown = new Map<string, string>();
  const show = (activity: Activity): void => {
    for (const cluster of activity.clusters) {
      const line = describeProgress(cluster);
      if (shown.get(cluster.clusterId) !== line) say(line);
      shown.set(cluster.clusterId, line);
    }
  };
  let activity = started;
  let failures = 0;
  show(activity);
  while (activity.finishedAt === null) {
    await pause(terminal, activity);
    try {
      activity = await api.get(`/activities/${activity.id}`, activitySchema);
      failures = 0;
      show(activity);
    } catch (error) {
      // Expected: the server or its vCenter restarts. The activity is safe in the server's database.
      if (!(error instanceof CommandError) || error.status !== EXIT.unreachable) throw error;
      failures += 1;
      if (failures === 1) terminal.err(`${error.message} Waiting for it.`);
      if (failures >= FAILURES) throw gaveUp(activity, error);
    }
  }
  return activity;
}

async function pause(terminal: ConsolePort, activity: Activity): Promise<void> {
  try {
    await terminal.pause(POLL_MS);
  } catch {
    // Expected: Ctrl+C.
    throw new CommandError(EXIT.interrupted, goesOn(activity), { activityId: activity.id });
  }
}

function gaveUp(activity: Activity, error: CommandError): CommandError {
  const facts = { ...error.facts, activityId: activity.id };
  return new CommandError(EXIT.unreachable, `${error.message} ${goesOn(activity)}`, facts);
}

function goesOn({ id }: Activity): string {
  return `The activity goes on in the server; "activities ${id}" shows it.`;
}
