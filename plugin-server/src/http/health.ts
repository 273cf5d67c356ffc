import express from 'express';
import type { Router } from 'express';
import type { Clock } from '../ports/clock.ts';
import type { Vcenters } from '../ports/vcenter.ts';

const PROBE_MS = 5_000;
/** Answers are shared for that long: nobody needs to log in here, so asking must not become a way to burden vCenter. */
const REMEMBER_MS = 5_000;

/**
 * `/health/live`: the process answers. `/health/ready`: it also reaches at least one of its vCenters, or has none yet.
 */
export function health(vcenters: Vcenters, clock: Clock): Router {
  let asked = { at: -Infinity, answer: Promise.resolve<readonly boolean[]>([]) };
  const probe = (): Promise<readonly boolean[]> => {
    const now = clock.now().getTime();
    if (now - asked.at >= REMEMBER_MS) asked = { at: now, answer: probeAll(vcenters, clock) };
    return asked.answer;
  };
  const router = express.Router();
  router.get('/live', (_req, res) => {
    res.setHeader('cache-control', 'no-store').json({ status: 'live' });
  });
  router.get('/ready', async (_req, res) => {
    const answers = await probe();
    const isReady = answers.length === 0 || answers.some(Boolean);
    // Nobody needs to log in here, so which vCenters these are is not said; the log names them.
    const counts = { known: answers.length, reachable: answers.filter(Boolean).length };
    res
      .status(isReady ? 200 : 503)
      .setHeader('cache-control', 'no-store')
      .json({ status: isReady ? 'ready' : 'notReady', vcenters: counts });
  });
  return router;
}

function probeAll(vcenters: Vcenters, clock: Clock): Promise<readonly boolean[]> {
  return Promise.all(vcenters.list().map(({ vcGuid }) => isReachable(vcenters, vcGuid, clock)));
}

async function isReachable(vcenters: Vcenters, vcGuid: string, clock: Clock): Promise<boolean> {
  const decided = new AbortController();
  const tooLate = clock.delay(PROBE_MS, decided.signal).then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([ping(vcenters, vcGuid), tooLate]);
  } catch {
    // Expected: VcenterUnreachable, or a login that is refused; either way it cannot be worked with.
    return false;
  } finally {
    decided.abort();
  }
}

async function ping(vcenters: Vcenters, vcGuid: string): Promise<boolean> {
  const connection = await vcenters.connect(vcGuid);
  await connection.ping();
  return true;
}
