import { randomUUID } from 'node:crypto';
import { activitySchema } from '../../plugin-server/src/contract/activity.ts';
import type { Activity } from '../../plugin-server/src/contract/activity.ts';
import { planSchema } from '../../plugin-server/src/contract/plan.ts';
import { queueSchema } from '../../plugin-server/src/contract/queue.ts';
import type { RunningProduct } from '../product/start-product.ts';
import { idOf } from './support/inventory.ts';
import { askServer, vcenterPath } from './support/server-api.ts';
import { story, useProduct } from './support/story.ts';
import { until } from './support/until.ts';
import { hosts, world } from './support/worlds.ts';

const ELEVEN = Array.from({ length: 11 }, (_, index) => `Cluster ${index + 1}`);

describe('a third cluster where two are worked on at a time', () => {
  const product = useProduct(() => ({
    scenario: world(
      ['Alpha', 'Beta', 'Gamma'].map((name) => ({ name, hosts: hosts(name.toLowerCase(), 1) })),
    ),
    settings: { slots: 2 },
  }));

  it(
    'waits with its place in the queue, and has its turn',
    story('queue', async (windows) => {
      const client = await windows.logIn(product(), product().administrator);
      const { control } = product().simulation;

      const wizard = await client.setUpFilterOn('Alpha');
      for (const name of ['Beta', 'Gamma']) await wizard.tick(name).check({ force: true });
      await wizard.goToFinish();
      await wizard.button('Finish').click();

      await wizard.cluster('Gamma').getByText('Next in the queue').waitFor();
      await wizard.cluster('Gamma').getByText('Queued').waitFor();
      await wizard.host('esx-beta-01').getByText('Installing').waitFor();
      expect(control.calls('InstallIoFilter_Task').length).toBe(2);
      control.setClockFactor(20);
      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      expect(control.calls('InstallIoFilter_Task').length).toBe(3);
    }),
  );
});

describe('an eleventh cluster', () => {
  const product = useProduct(() => ({
    scenario: world(ELEVEN.map((name, index) => ({ name, hosts: hosts(`c${index + 1}`, 1) }))),
  }));

  it('waits as number one of the queue until one of the ten slots is free', async () => {
    const server = new Asked(product());
    const clusters = ELEVEN.map((name) => ({
      clusterId: idOf(product(), 'ClusterComputeResource', name),
      desired: 'installed',
    }));
    const { hash } = planSchema.parse(await server.post('plans', { clusters }));
    const { id } = activitySchema.parse(
      await server.post('activities', {
        clusters,
        planHash: hash,
        idempotencyKey: randomUUID(),
      }),
    );
    const activity = await until('ten clusters are worked on', async () => {
      const seen = activitySchema.parse(await server.get(`activities/${id}`));
      return inState(seen, 'running') === 10 ? seen : undefined;
    });

    expect(activity.clusters[10]?.state).toBe('queued');
    expect(activity.clusters[10]?.queuePosition).toBe(1);
    expect(queueSchema.parse(await server.get('queue'))).toEqual({
      paused: false,
      waiting: 1,
      working: 10,
      slots: 10,
    });
    product().simulation.control.setClockFactor(50);
    await until('all eleven have succeeded', async () => {
      const seen = activitySchema.parse(await server.get(`activities/${id}`));
      return inState(seen, 'succeeded') === 11 ? seen : undefined;
    });
  });
});

function inState({ clusters }: Activity, state: string): number {
  return clusters.filter((cluster) => cluster.state === state).length;
}

/** The server's answers to an administrator's session. */
class Asked {
  readonly #product: RunningProduct;
  readonly #token: string;

  constructor(product: RunningProduct) {
    const { userName, password } = product.administrator;
    this.#product = product;
    this.#token = product.simulation.control.issueUiToken(userName, password);
  }

  get(path: string): Promise<unknown> {
    return this.#ask({ path });
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.#ask({ path, body: JSON.stringify(body) });
  }

  async #ask({ path, ...more }: { path: string; body?: string }): Promise<unknown> {
    const asked = { path: vcenterPath(this.#product, path), token: this.#token, ...more };
    return (await askServer(this.#product, asked)).body;
  }
}
