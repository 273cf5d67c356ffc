import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { presentActivity } from '../../plugin-server/src/http/presenters/activity.ts';
import { sampleActivity } from '../../plugin-server/testing/sample-world.ts';
import { Unreachable } from './api-client.ts';
import type { ConsolePort } from './console-port.ts';
import { CommandError } from './exit-codes.ts';
import { followActivity } from './follow-activity.ts';

const QUEUED = presentActivity(sampleActivity, () => 3);

function later(state: 'running' | 'succeeded', progress: number | null): Activity {
  const clusters = QUEUED.clusters.map((cluster) => ({
    ...cluster,
    state,
    progress,
    queuePosition: null,
  }));
  const finishedAt = state === 'running' ? null : '2026-01-01T00:00:00.000Z';
  return { ...QUEUED, state, clusters, finishedAt };
}

describe('Following an activity', () => {
  let said: string[];
  let warned: string[];

  beforeEach(() => {
    said = [];
    warned = [];
  });

  function terminal(pauses = Number.POSITIVE_INFINITY): ConsolePort {
    let left = pauses;
    return {
      out: (line) => said.push(line),
      err: (line) => warned.push(line),
      pause: () => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('Ctrl+C')) : Promise.resolve();
      },
    };
  }

  /** Answers one after the other, the last one again and again. */
  function follow(answers: (Activity | Error)[], port = terminal()): Promise<Activity> {
    const get = () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(answer as never);
    };
    return followActivity({ get }, QUEUED, port, (line) => said.push(line));
  }

  it('says a line for each change and nothing in between', async () => {
    const half = later('running', 50);
    const ended = await follow([half, half, later('succeeded', 100)]);
    expect(ended.state).toBe('succeeded');
    expect(said).toEqual([
      'Production: update queued, place 3 in the queue',
      jasmine.stringMatching(/^Production: update running, .*50 %, 0 of 1 hosts$/),
      'Production: update succeeded',
    ]);
  });

  it('waits for a server that is away for a while, and says so once', async () => {
    const away = new Unreachable('The server cannot be reached.');
    const ended = await follow([away, away, away, later('succeeded', 100)]);
    expect(ended.state).toBe('succeeded');
    expect(warned).toEqual(['The server cannot be reached. Waiting for it.']);
  });

  it('gives up with status 4 when the server stays away, and says that the activity goes on', async () => {
    const away = new Unreachable('The server cannot be reached.');
    const gaveUp = await follow([away]).catch((error: unknown) => error);
    expect(gaveUp).toBeInstanceOf(CommandError);
    expect(gaveUp).toEqual(jasmine.objectContaining({ status: 4 }));
    expect((gaveUp as Error).message).toContain('The activity goes on in the server');
  });

  it('ends with status 130 on Ctrl+C and leaves the activity alone', async () => {
    const interrupted = await follow([later('running', 1)], terminal(2)).catch(
      (error: unknown) => error,
    );
    expect(interrupted).toEqual(
      jasmine.objectContaining({ status: 130, facts: { activityId: QUEUED.id } }),
    );
  });

  it('throws at once what waiting does not mend', async () => {
    const refused = new CommandError(2, 'Not logged in.');
    await expectAsync(follow([refused])).toBeRejectedWith(refused);
  });
});
