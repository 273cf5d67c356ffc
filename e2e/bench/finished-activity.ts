import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '../product/start-server.ts';

/** What a benchmark wants to know of an activity that has ended; times are ISO 8601. */
export interface FinishedActivity {
  readonly state: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Waits until an activity has ended: in the database, which costs the server nothing. */
export async function finishedActivity(
  { databaseFile }: RunningServer,
  activityId: string,
  eachLook: () => Promise<void> = () => Promise.resolve(),
): Promise<FinishedActivity> {
  const database = new DatabaseSync(databaseFile, { readOnly: true, timeout: 10_000 });
  try {
    const finished = database.prepare('SELECT body FROM activities WHERE finished = 1 AND id = ?');
    for (;;) {
      await eachLook();
      const body = finished.get(activityId)?.['body'];
      if (typeof body === 'string') return JSON.parse(body) as FinishedActivity;
      await sleep(100);
    }
  } finally {
    database.close();
  }
}

/** From its start to its end, in seconds. */
export function secondsOf({ startedAt, finishedAt }: FinishedActivity): number {
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
