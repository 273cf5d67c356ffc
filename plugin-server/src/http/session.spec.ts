import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { API_BASE, SESSION_HEADER } from '../contract/routes.ts';
import { sessionSchema } from '../contract/session.ts';

describe('what a session is told', () => {
  it('names what the server is set to do with storage policies', async () => {
    const policySettings = { policyName: 'Replication', policyTasks: 16 };
    await using app = await startApp({ policySettings });
    const reply = await app.client.send(`${API_BASE}/vcenters/${SAMPLE_VC_GUID}/session`, {
      headers: { [SESSION_HEADER]: SAMPLE_TOKEN },
    });

    expect(sessionSchema.parse(reply.json()).policySettings).toEqual(policySettings);
  });
});
