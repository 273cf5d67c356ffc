import { story, useProduct } from './support/story.ts';
import { hosts, world } from './support/worlds.ts';

describe('a server that is killed in the middle of an install', () => {
  const product = useProduct(() => ({
    scenario: world([{ name: 'Production', hosts: hosts('prod', 3) }]),
  }));

  it(
    'goes on with the activity when it starts again, and asks vCenter for nothing twice',
    story('killed server', async (windows) => {
      // While the server is away, its pages cannot be reached through the client's proxy.
      windows.expectErrors(/Failed to load resource/, /ERR_INCOMPLETE_CHUNKED_ENCODING/);
      const { server, simulation } = product();
      const client = await windows.logIn(product(), product().administrator);

      const wizard = await client.setUpFilterOn('Production');
      await wizard.goToFinish();
      await wizard.button('Finish').click();
      await wizard.cluster('Production').getByText('1 of 3 hosts done').waitFor();

      await server.kill();
      await server.start();
      simulation.control.setClockFactor(20);

      await wizard.outcome().getByText('The set-up is complete.').waitFor();
      await wizard.close();
      await client.recentTasks('Set up I/O Filter').getByText('Completed').waitFor();
      const home = await client.openHome();
      await home.openPage('Activities');
      await home.activities().getByText('Succeeded').waitFor();
      expect(await home.activities().count()).toBe(1);
      expect(simulation.control.calls('InstallIoFilter_Task').length).toBe(1);
    }),
  );
});
