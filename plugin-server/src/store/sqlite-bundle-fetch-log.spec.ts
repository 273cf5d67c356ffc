import path from 'node:path';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openDatabase } from './open-database.ts';
import { SqliteBundleFetchLog } from './sqlite-bundle-fetch-log.ts';

describe('The log of bundle fetches', () => {
  const fetch = (second: number, bundleId = 'one') =>
    ({
      bundleId,
      at: `2025-03-01T10:00:0${second}.000Z`,
      source: '192.0.2.7',
      method: 'GET',
      scheme: 'https',
    }) as const;

  it('tells a fetch that runs and what became of it, newest first', () => {
    const log = new SqliteBundleFetchLog(openDatabase(':memory:'));
    const first = log.begin(fetch(1));
    log.begin(fetch(2));
    log.end(first, { status: 200, bytes: 4096, outcome: 'finished' });

    expect(log.list({ bundleIds: ['one'], limit: 10 })).toEqual([
      { ...fetch(2), status: null, bytes: 0, outcome: 'running' },
      { ...fetch(1), status: 200, bytes: 4096, outcome: 'finished' },
    ]);
  });

  it('tells only of the bundles and the time that were asked for', () => {
    const log = new SqliteBundleFetchLog(openDatabase(':memory:'));
    for (const second of [1, 2, 3, 4]) log.begin(fetch(second));
    log.begin(fetch(3, 'another'));
    const times = { since: fetch(2).at, until: fetch(3).at };
    const secondsOf = (limit: number) =>
      log.list({ bundleIds: ['one'], ...times, limit }).map(({ at }) => at.slice(17, 19));

    expect(secondsOf(10)).toEqual(['03', '02']);
    expect(secondsOf(1)).toEqual(['03']);
    expect(log.list({ bundleIds: [], limit: 10 })).toEqual([]);
  });

  it('keeps the newest and lets the oldest go', () => {
    const log = new SqliteBundleFetchLog(openDatabase(':memory:'), 3);
    for (const second of [1, 2, 3, 4, 5]) log.begin(fetch(second));

    expect(log.list({ bundleIds: ['one'], limit: 10 }).map(({ at }) => at)).toEqual(
      [5, 4, 3].map((second) => fetch(second).at),
    );
  });

  it('takes fetches that ran when the server went down for aborted', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'activities.db');
    const before = openDatabase(file);
    new SqliteBundleFetchLog(before).begin(fetch(1));
    before.close();
    const after = openDatabase(file);
    const [found] = new SqliteBundleFetchLog(after).list({ bundleIds: ['one'], limit: 1 });
    after.close();

    expect(found?.outcome).toBe('aborted');
  });
});
