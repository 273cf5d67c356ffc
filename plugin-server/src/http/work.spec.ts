import { SAMPLE_ACTIVITY_ID, SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { activitySchema } from '../contract/activity.ts';
import { evacuationForecastSchema, maintenanceModeReplySchema } from '../contract/maintenance.ts';
import { queueSchema } from '../contract/queue.ts';
import { SESSION_HEADER } from '../contract/routes.ts';

const BASE = `/api/v1/vcenters/${SAMPLE_VC_GUID}`;
const headers = { [SESSION_HEADER]: SAMPLE_TOKEN, 'content-type': 'application/json' };

function post(body: unknown, method = 'POST') {
  return { method, headers, body: JSON.stringify(body) };
}

describe('The API over work that was started', () => {
  it('cancels an activity and answers it', async () => {
    await using app = await startApp();
    const reply = await app.client.send(
      `${BASE}/activities/${SAMPLE_ACTIVITY_ID}/cancel`,
      post({}),
    );

    expect(reply.status).withContext(reply.text).toBe(200);
    expect(activitySchema.parse(reply.json()).id).toBe(SAMPLE_ACTIVITY_ID);
  });

  it('takes no cluster id that could not be one', async () => {
    await using app = await startApp();
    const reply = await app.client.send(
      `${BASE}/activities/${SAMPLE_ACTIVITY_ID}/cancel`,
      post({ clusterId: '../../x' }),
    );

    expect(reply.status).toBe(400);
  });

  it('starts a repair and says where it is found', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/clusters/domain-c8/resolve`, post({}));

    expect(reply.status).withContext(reply.text).toBe(202);
    expect(reply.headers['location']).toBe(`../../activities/${SAMPLE_ACTIVITY_ID}`);
  });

  it('shows the queue, pauses it and lets it go on', async () => {
    await using app = await startApp();
    const shown = await app.client.send(`${BASE}/queue`, { headers });
    const paused = await app.client.send(`${BASE}/queue`, post({ paused: true }, 'PUT'));

    expect(queueSchema.parse(shown.json()).paused).toBeFalse();
    expect(queueSchema.parse(paused.json()).paused).toBeTrue();
  });

  it('takes hosts into maintenance mode', async () => {
    await using app = await startApp();
    const path = `${BASE}/hosts/host-12/maintenance-mode`;
    const reply = await app.client.send(path, post({ enter: true }));

    expect(reply.status).withContext(reply.text).toBe(202);
    expect(maintenanceModeReplySchema.parse(reply.json()).taskId).toBe('task-77');
  });

  it('forecasts the evacuation of hosts', async () => {
    await using app = await startApp();
    const path = `${BASE}/clusters/domain-c8/evacuation-forecast`;
    const reply = await app.client.send(path, { headers });

    expect(evacuationForecastSchema.parse(reply.json()).hosts[0]?.faults).toEqual([
      'db1 has nowhere to go.',
    ]);
  });
});
