import { MemoryQueueState } from '../../testing/memory-queue-state.ts';
import type { QueueState } from '../ports/queue-state.ts';
import { openDatabase } from './open-database.ts';
import { SqliteQueueState } from './sqlite-queue-state.ts';

const MAKERS: readonly (readonly [string, () => QueueState])[] = [
  ['in memory', () => new MemoryQueueState()],
  ['in SQLite', () => new SqliteQueueState(openDatabase(':memory:'))],
];

for (const [where, make] of MAKERS)
  describe(`the state of queues ${where}`, () => {
    it('knows no paused queue at first', () => {
      expect(make().paused()).toEqual([]);
    });

    it('remembers which queues are paused', () => {
      const state = make();
      for (const vcGuid of ['b', 'a', 'b']) state.setPaused(vcGuid, true);

      expect(state.paused()).toEqual(['a', 'b']);
    });

    it('forgets a queue that goes on', () => {
      const state = make();
      state.setPaused('a', true);
      state.setPaused('a', false);

      expect(state.paused()).toEqual([]);
    });
  });
