import { DatabaseSync } from 'node:sqlite';

/** A moment in the life of a cluster activity: a step has been recorded in a state. */
export interface Boundary {
  readonly step: string;
  readonly state: 'running' | 'ended';
}

/** The recorded outline of a cluster activity. */
export interface RecordedCluster {
  readonly state: string;
  readonly problem: { readonly detail: string } | null;
  readonly vcenterTaskId: string | null;
  readonly steps: readonly { readonly name: string; readonly state: string }[];
  readonly hosts: readonly { readonly state: string }[];
}

/** Of counting, some tenths of a second. */
const SLOW_STEPS = 300_000;
const SPIN = 'WITH RECURSIVE spin (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM spin)';

/**
 * Holds a plug-in server in its next write once a boundary has been recorded: a trigger in the database, put there from outside, never comes
 * to an end, so the write is never done. Whoever kills the server then has killed it between this record and the next one, with everything
 * done that the server does in between. Only to be called while no server has the database open, or while none is writing.
 */
export function setBreakPoint(file: string, boundary: Boundary | null): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec('DROP TRIGGER IF EXISTS break_point');
    if (boundary === null) return;
    database.exec(`CREATE TRIGGER break_point BEFORE UPDATE ON cluster_activities
      WHEN ${isReached('OLD.body', boundary)}
      BEGIN SELECT (${SPIN} SELECT count(*) FROM spin); END`);
  } finally {
    database.close();
  }
}

/** Makes each record of a cluster take some tenths of a second, so that something can be done between one record and the next. */
export function slowDown(file: string): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec(`CREATE TRIGGER slow_down BEFORE UPDATE ON cluster_activities
      BEGIN SELECT (${SPIN} SELECT count(*) FROM (SELECT x FROM spin LIMIT ${SLOW_STEPS})); END`);
  } finally {
    database.close();
  }
}

/** The cluster as it is recorded; null before there is one. */
export function recordedCluster(file: string): RecordedCluster | null {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const row = database.prepare('SELECT body FROM cluster_activities').get();
    const body = row?.['body'];
    return typeof body === 'string' ? (JSON.parse(body) as RecordedCluster) : null;
  } finally {
    database.close();
  }
}

export function isAt(cluster: RecordedCluster | null, { step, state }: Boundary): boolean {
  const found = cluster?.steps.find(({ name }) => name === step)?.state ?? 'pending';
  return state === 'running' ? found === 'running' : found !== 'running' && found !== 'pending';
}

function isReached(body: string, { step, state }: Boundary): string {
  const states = state === 'running' ? "= 'running'" : "NOT IN ('running', 'pending')";
  return `EXISTS (SELECT 1 FROM json_each(${body}, '$.steps')
    WHERE value ->> 'name' = '${step}' AND value ->> 'state' ${states})`;
}
