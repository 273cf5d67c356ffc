import { EMPTY } from 'rxjs';
import { SilentLog } from '../../testing/silent-log.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { followEntering } from './entering-hosts.ts';

describe('followEntering', () => {
  it('does not bring the server down when the store cannot be written', async () => {
    const record = {
      current: { hosts: [], waiting: { for: 'maintenanceMode' } },
      note: () => {
        throw new Error('The disk is full.');
      },
    } as unknown as ClusterRecord;
    const log = new SilentLog();
    const parts = {
      connection: { tasks: { follow: () => EMPTY } } as never,
      signal: new AbortController().signal,
      log,
    };
    const task = { type: 'Task', value: 'task-1' };

    await expectAsync(followEntering(record, 'host-1', task, parts)).toBeResolved();

    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  });
});
